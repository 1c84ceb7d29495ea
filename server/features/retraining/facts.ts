import { ladderFacts } from '../../../db/ladder-facts.ts';
import type { Queryable } from '../../../db/database.ts';
import { driftStates } from '../../../db/queries/drift.ts';
import { predictingModels } from '../../../db/queries/evidence.ts';
import { labelsByPeople } from '../../../db/queries/labels.ts';
import { blindSums, latestCycles, retrainingSettings } from '../../../db/queries/retraining.ts';
import { isOpen } from '../../domain/retraining/cycle.ts';
import { standingOf, type RetrainingStanding } from '../../domain/retraining/standing.ts';
import type { RetrainingSettings } from '../../domain/retraining/triggers/settings.ts';
import type { RetrainingFacts } from '../../domain/retraining/triggers/trigger.ts';
import type { ProjectState } from '../../http/handler.ts';
import { accuracyOf } from './cycle-reply.ts';

/** Whether the watch over a certificate in force has alarmed. */
const hasCertificateAlarmed = async (q: Queryable, project: ProjectState, now: number): Promise<boolean> =>
  project.certificates.length > 0 && (await ladderFacts(q, project, now)).facts.alarmed;

/** What has alarmed: the watch over a certificate, or drift. */
const alarmsOf = async (q: Queryable, project: ProjectState, now: number): Promise<string[]> => {
  const drifts = (await driftStates(q, project.id)).some(({ standing }) => standing === 'drifting');
  return [
    ...((await hasCertificateAlarmed(q, project, now)) ? ['certificate'] : []),
    ...(drifts ? ['drift'] : []),
  ];
};

const accuracyOfLatest = async (q: Queryable, projectId: string): Promise<RetrainingFacts['accuracy']> => {
  const [version] = await predictingModels(q, projectId);
  const sums = version && (await blindSums(q, projectId)).get(version.model);
  return sums ? accuracyOf(sums) : null;
};

/** How a project stands on the way to its next training. */
export const readStanding = async (
  q: Queryable,
  project: ProjectState,
  now: number,
): Promise<{ settings: RetrainingSettings; newLabels: number; standing: RetrainingStanding }> => {
  const settings = await retrainingSettings(q, project.id);
  const { latest, counted } = await latestCycles(q, project.id);
  const newLabels = await labelsByPeople(q, project.id, counted?.labelSeq ?? 0);
  const facts = {
    newLabels,
    accuracy: await accuracyOfLatest(q, project.id),
    alarms: await alarmsOf(q, project, now),
    since: counted?.requestedAt ?? project.createdAt,
  };
  const cycles = {
    open: latest !== null && isOpen(latest.state),
    lastRequestedAt: latest?.requestedAt ?? null,
  };
  return { settings, newLabels, standing: standingOf(settings, facts, cycles, now) };
};
