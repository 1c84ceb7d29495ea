import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../../../db/actor.ts';
import type { Transaction } from '../../../db/database.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { changeDeployment, lockDeployment, type DeploymentChange } from '../../../db/queries/deployments.ts';
import { retireModel } from '../../../db/queries/models.ts';
import { rolloutCounts } from '../../../db/queries/rollout-facts.ts';
import { moveRollout, recordMoment, rolloutOf, type Rollout } from '../../../db/queries/rollouts.ts';
import type { Verdict } from '../../domain/rollout/guardrails/verdict.ts';
import { act, isActive, type RolloutAction, type RolloutPlace } from '../../domain/rollout/states.ts';
import { AppError } from '../../errors.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { bringBack, inForceBefore } from './before.ts';
import { noSuchRollout } from './no-such-rollout.ts';
import { told, type Told } from '../../domain/told.ts';

const conflict = (detail: Told): AppError => new AppError('conflict', { detail });

/** The project's rollout of this id, its deployment locked before it; throws where there is none. */
const lockRollout = async (tx: Transaction, projectId: string, id: string) => {
  const deployment = await lockDeployment(tx, projectId);
  const rollout = await rolloutOf(tx, projectId, id, { lock: true });
  if (!rollout) throw noSuchRollout();
  return { deployment, rollout };
};

type Deployed = DeploymentChange;

/** Who decides once a rollout has come to a place. */
const deployedBy = (rollout: Rollout, { state, share }: RolloutPlace, before: Deployed): Deployed => {
  const { candidateId, liveId } = rollout;
  const none = { rolloutId: null, candidateId: null, share: 0 };
  if (isActive(state)) return { ...before, liveId, rolloutId: rollout.id, candidateId, share };
  if (state === 'promoted') return { ...none, liveId: candidateId, previousId: liveId };
  return rollout.state === 'promoted'
    ? { ...none, liveId, previousId: candidateId }
    : { ...none, liveId: before.liveId, previousId: before.previousId };
};

/** Throws where another rollout has hold of the project, or another version was promoted since. */
const refuseOthers = (rollout: Rollout, { rolloutId, liveId }: Deployed): void => {
  if (rolloutId !== null && rolloutId !== rollout.id)
    throw conflict(told`another rollout is under way; end that one first`);
  if (rollout.state === 'promoted' && liveId !== rollout.candidateId)
    throw conflict(told`another version has become live since`);
};

/** What is done to a rollout, by whom and why, and what the guardrails said. */
export type Move = { action: RolloutAction; actor: Actor; note: string; verdicts: readonly Verdict[] };

/** One action on a rollout whose deployment is locked; answers it as it then is. */
const moveOnce = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  { deployment, rollout }: { deployment: Deployed & { epoch: number }; rollout: Rollout },
  { action, actor, note, verdicts }: Move,
): Promise<{ deployment: Deployed & { epoch: number }; rollout: Rollout }> => {
  const at = services.now();
  const place = act(rollout, action, rollout.settings, at);
  if (!place) throw conflict(told`the rollout has moved on meanwhile: this cannot be done to it any more`);
  refuseOthers(rollout, deployment);
  const starts = action === 'start';
  const started = starts
    ? { ...rollout, liveId: deployment.liveId ?? rollout.liveId, startedAt: at }
    : rollout;
  const counted = await rolloutCounts(tx, project.id, started);
  const next: Rollout = {
    ...started,
    ...place,
    before: starts ? await inForceBefore(tx, project.id, started.liveId) : rollout.before,
    countedAtStart: starts ? counted : rollout.countedAtStart,
    countedAtStep: action === 'raise' ? rollout.countedAtStep : counted,
  };
  const { candidate: _, live: __, ...row } = next;
  await moveRollout(tx, rollout.id, row);
  const { epoch: ___, ...before } = deployment;
  const deployed = deployedBy({ ...next, state: rollout.state }, place, before);
  const epoch = isDeepStrictEqual(deployed, before)
    ? deployment.epoch
    : await changeDeployment(tx, project.id, deployed);
  if (action === 'roll_back') await bringBack(tx, services, project, next, { author: actor, at });
  // Where none is live any version may decide, but for those that are retired.
  if (action === 'roll_back' && next.liveId === null) await retireModel(tx, next.candidateId, at);
  const moment = { rolloutId: rollout.id, projectId: project.id, event: action, epoch, note, actor, at };
  await recordMoment(tx, { ...moment, ...place, verdicts: [...verdicts] });
  if (action !== 'raise')
    await recordAudit(tx, {
      at,
      projectId: project.id,
      actor,
      action: 'rollout.moved',
      subject: rollout.candidate,
      before: { state: rollout.state, share: rollout.share },
      after: { action, state: place.state, share: place.share, ...(note !== '' && { note }) },
    });
  return { deployment: { ...deployed, epoch }, rollout: next };
};

/**
 * Does something to a rollout, in one transaction: where it stands, who decides from then on (by a new epoch), and, on the way
 * back, policy and calibrator. `expected`: where it must still be; null is answered where it is not. A switch that is complete
 * promotes at once.
 */
export const move = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  id: string,
  what: Move,
  expected: Pick<RolloutPlace, 'state' | 'since'> | null = null,
): Promise<Rollout | null> => {
  const locked = await lockRollout(tx, project.id, id);
  const { state, since } = locked.rollout;
  if (expected && (expected.state !== state || expected.since !== since)) return null;
  let done = await moveOnce(tx, services, project, locked, what);
  if (done.rollout.state === 'promoting' && done.rollout.share >= 1)
    done = await moveOnce(tx, services, project, done, { ...what, action: 'advance' });
  services.publish.rolloutsChanged(tx, project);
  return done.rollout;
};
