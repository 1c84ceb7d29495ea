import { dueNumbers } from '../../../db/queries/due.ts';
import { counters, countersByHour, queueCounts } from '../../../db/queries/overview.ts';
import { hourMs } from '../../../db/queries/rollups.ts';
import { proportionOf } from '../../contract/proportion.ts';
import { roughly } from '../../domain/gold.ts';
import { unauditedStrata } from '../../domain/policy.ts';
import type { RollupMetric } from '../../domain/rollup-metrics.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { may } from '../../http/principal.ts';
import type { overviewContract } from './contract.ts';

const intake: RollupMetric[] = ['auto', 'review'];
const agreement: RollupMetric[] = [
  'compared_assisted',
  'agreed_assisted',
  'compared_blind',
  'agreed_blind',
  'compared_audit',
  'agreed_audit',
];
const hoursShown = 24;

export const overviewHandlers = ({ db, now, publish }: Services): Handlers<typeof overviewContract> => ({
  get: async ({ project, principal }) => {
    const at = now();
    const firstHour = at - (at % hourMs) - (hoursShown - 1) * hourMs;
    const [exact, all, day, byHour, due] = await db.read(async (q) => [
      await queueCounts(q, project.id, at),
      await counters(q, project.id, [...intake, ...agreement], null),
      await counters(q, project.id, [...intake, 'decided_due', 'decided_late'], firstHour),
      await countersByHour(q, project.id, [...intake, 'decisions', 'gold'], firstHour),
      await dueNumbers(q, project.id, at),
    ]);
    const { policy } = project;
    const isExact = project.goldShare === 0 || may(principal, 'evidence.read', project.id);
    const queue = isExact ? exact : roughly(exact);
    return {
      degree: policy.degree,
      policyRevision: project.policyRevision,
      threshold: policy.threshold,
      auditShare: policy.auditShare,
      unaudited: unauditedStrata(policy),
      blindShare: policy.blindShare,
      queue: {
        ...queue,
        oldestWaitingSince:
          queue.oldestWaitingSince === null ? null : new Date(queue.oldestWaitingSince).toISOString(),
      },
      due: may(principal, 'evidence.read', project.id)
        ? { ...due, late: proportionOf(day.decided_late ?? 0, day.decided_due ?? 0) }
        : null,
      automated: {
        all: proportionOf(all.auto ?? 0, (all.auto ?? 0) + (all.review ?? 0)),
        lastDay: proportionOf(day.auto ?? 0, (day.auto ?? 0) + (day.review ?? 0)),
      },
      agreement: {
        assisted: proportionOf(all.agreed_assisted ?? 0, all.compared_assisted ?? 0),
        blind: proportionOf(all.agreed_blind ?? 0, all.compared_blind ?? 0),
        audit: proportionOf(all.agreed_audit ?? 0, all.compared_audit ?? 0),
      },
      hours: Array.from({ length: hoursShown }, (_, i) => {
        const hour = firstHour + i * hourMs;
        const count = (metric: RollupMetric) =>
          byHour.find((row) => row.hour === hour && row.metric === metric)?.n ?? 0;
        return {
          hour: new Date(hour).toISOString(),
          auto: count('auto'),
          review: count('review'),
          decisions: count('decisions') + count('gold'),
        };
      }),
      people: publish.people(project.slug),
    };
  },
});
