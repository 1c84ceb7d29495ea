import type { Actor } from '../../../db/actor.ts';
import type { Queryable, Transaction } from '../../../db/database.ts';
import { chooseCalibrator } from '../../../db/queries/calibrators.ts';
import { calibratorInForce } from '../../../db/queries/models.ts';
import { policyRevisionsOf } from '../../../db/queries/policies.ts';
import { projectStates } from '../../../db/queries/projects.ts';
import { revisePolicy } from '../../../db/queries/revise-policy.ts';
import type { Rollout } from '../../../db/queries/rollouts.ts';
import type { ProjectState, Services } from '../../http/handler.ts';

/** What is in force at this moment, and would have to be brought back: the policy's revision, and the live version's calibrator. */
export const inForceBefore = async (
  q: Queryable,
  projectId: string,
  liveId: string | null,
): Promise<Rollout['before']> => {
  const [inForce] = await projectStates(q, [projectId]);
  return {
    policyRevision: inForce?.policyRevision ?? 0,
    calibrator: liveId === null ? 0 : await calibratorInForce(q, liveId),
  };
};

/**
 * Puts the policy, with its thresholds and certificates, and the live version's calibrator back to what they were when the
 * rollout started, in the transaction that moves the version back.
 */
export const bringBack = async (
  tx: Transaction,
  { publish }: Services,
  project: ProjectState,
  { liveId, before, candidate }: Rollout,
  { author, at }: { author: Actor; at: number },
): Promise<void> => {
  const now = await inForceBefore(tx, project.id, liveId);
  if (liveId !== null && now.calibrator !== before.calibrator) {
    await chooseCalibrator(tx, liveId, { from: now.calibrator, to: before.calibrator });
    publish.policyChanged(tx, project, now.policyRevision);
  }
  if (now.policyRevision === before.policyRevision) return;
  const [inForce] = await projectStates(tx, [project.id]);
  const revisions = await policyRevisionsOf(tx, project.id);
  const earlier = revisions.find(({ revision }) => revision === before.policyRevision);
  if (!inForce || !earlier) return;
  const { policy, certificates } = earlier;
  const note = `Back to revision ${earlier.revision}, with the rollback of ${candidate}.`;
  const next = await revisePolicy(tx, inForce, { policy, certificates, note, author, at });
  if (next) publish.policyChanged(tx, project, next.revision);
};
