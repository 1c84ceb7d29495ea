import { counters, countersByHour, queueCounts } from '../../../db/queries/overview.ts';
import { hourMs } from '../../../db/queries/rollups.ts';
import { wilson } from '../../domain/statistics/intervals.ts';
import type { RollupMetric } from '../../domain/rollup-metrics.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import type { overviewContract, Proportion } from './contract.ts';

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

const proportion = (k = 0, n = 0): Proportion => {
  const interval = n === 0 ? null : wilson(k, n);
  return { k, n, low: interval?.low ?? null, high: interval?.high ?? null };
};

export const overviewHandlers = ({ db, now, publish }: Services): Handlers<typeof overviewContract> => ({
  get: async ({ project }) => {
    const at = now();
    const firstHour = at - (at % hourMs) - (hoursShown - 1) * hourMs;
    const [queue, all, day, byHour] = await db.read(async (q) => [
      await queueCounts(q, project.id, at),
      await counters(q, project.id, [...intake, ...agreement], null),
      await counters(q, project.id, intake, firstHour),
      await countersByHour(q, project.id, [...intake, 'decisions'], firstHour),
    ]);
    const { policy } = project;
    return {
      degree: policy.degree,
      policyRevision: project.policyRevision,
      threshold: policy.threshold,
      auditShare: policy.auditShare,
      blindShare: policy.blindShare,
      queue: {
        ...queue,
        oldestWaitingSince:
          queue.oldestWaitingSince === null ? null : new Date(queue.oldestWaitingSince).toISOString(),
      },
      automated: {
        all: proportion(all.auto, (all.auto ?? 0) + (all.review ?? 0)),
        lastDay: proportion(day.auto, (day.auto ?? 0) + (day.review ?? 0)),
      },
      agreement: {
        assisted: proportion(all.agreed_assisted, all.compared_assisted),
        blind: proportion(all.agreed_blind, all.compared_blind),
        audit: proportion(all.agreed_audit, all.compared_audit),
      },
      hours: Array.from({ length: hoursShown }, (_, i) => {
        const hour = firstHour + i * hourMs;
        const count = (metric: RollupMetric) =>
          byHour.find((row) => row.hour === hour && row.metric === metric)?.n ?? 0;
        return {
          hour: new Date(hour).toISOString(),
          auto: count('auto'),
          review: count('review'),
          decisions: count('decisions'),
        };
      }),
      people: publish.people(project.slug),
    };
  },
});
