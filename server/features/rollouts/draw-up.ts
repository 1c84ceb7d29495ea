import type { Actor } from '../../../db/actor.ts';
import type { Transaction } from '../../../db/database.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { deploymentOf } from '../../../db/queries/deployments.ts';
import { rolloutCounts } from '../../../db/queries/rollout-facts.ts';
import { insertRollout, recordMoment } from '../../../db/queries/rollouts.ts';
import type { RolloutSettings } from '../../domain/rollout/settings.ts';
import { drawnUp } from '../../domain/rollout/states.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { inForceBefore } from './before.ts';

/** A rollout that is to be drawn up; `liveId` null: no version is live, and none is named. */
export type Drawn = {
  candidateId: string;
  candidate: string;
  liveId: string | null;
  settings: RolloutSettings;
  note: string;
  attemptOf: string | null;
  author: Actor;
};

/** Keeps a rollout that was drawn up, with the first line of its timeline; answers its id. */
export const drawUp = async (
  tx: Transaction,
  { now, publish }: Services,
  project: ProjectState,
  { candidateId, candidate, liveId, settings, note, attemptOf, author }: Drawn,
): Promise<string> => {
  const at = now();
  const projectId = project.id;
  const { epoch } = await deploymentOf(tx, projectId);
  const counted = await rolloutCounts(tx, projectId, { candidateId, liveId });
  const id = await insertRollout(tx, {
    projectId,
    candidateId,
    liveId,
    attemptOf,
    settings,
    ...drawnUp(at),
    before: await inForceBefore(tx, projectId, liveId),
    countedAtStart: counted,
    countedAtStep: counted,
    note,
    author,
    createdAt: at,
    startedAt: null,
  });
  const moment = { rolloutId: id, projectId, event: 'created' as const, epoch, verdicts: [], note };
  await recordMoment(tx, { ...moment, ...drawnUp(at), actor: author, at });
  await recordAudit(tx, {
    at,
    projectId,
    actor: author,
    action: 'rollout.created',
    subject: candidate,
    before: null,
    after: { ...settings, steps: [...settings.steps] },
  });
  publish.rolloutsChanged(tx, project);
  return id;
};
