import type { Queryable } from '../../../db/database.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { deploymentOf } from '../../../db/queries/deployments.ts';
import { modelVersionNamed } from '../../../db/queries/models.ts';
import { rolloutCounts } from '../../../db/queries/rollout-facts.ts';
import { insertRollout, recordMoment, rolloutOf } from '../../../db/queries/rollouts.ts';
import { drawnUp } from '../../domain/rollout/states.ts';
import { AppError, invalidField } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { inForceBefore } from './before.ts';
import type { rolloutsContract } from './contract.ts';
import { tellRollout } from './tell.ts';

/** The id of a version that is named in a field; throws where there is none, or it was retired. */
const versionIn = async (q: Queryable, projectId: string, field: string, model: string): Promise<string> => {
  const version = await modelVersionNamed(q, projectId, model);
  if (!version) throw invalidField([field], `there is no model version ${model} here`);
  if (version.retiredAt !== null) throw invalidField([field], `${model} is retired`);
  return version.id;
};

/** Draws up the rollout of a version. */
export const create =
  ({ db, now, publish }: Services): Handler<(typeof rolloutsContract)['create']> =>
  ({ body: { candidate, live, settings, note, attemptOf }, project, principal }) =>
    db.write(async (tx) => {
      const at = now();
      const author = actorOf(principal);
      const deployment = await deploymentOf(tx, project.id);
      const candidateId = await versionIn(tx, project.id, 'candidate', candidate);
      const chosen = live === null ? null : await versionIn(tx, project.id, 'live', live);
      const liveId = deployment.liveId ?? chosen;
      if (liveId === candidateId) throw invalidField(['candidate'], `${candidate} is live`);
      if (attemptOf !== null && !(await rolloutOf(tx, project.id, attemptOf)))
        throw invalidField(['attemptOf'], 'this project has no such rollout');
      const counted = await rolloutCounts(tx, project.id, { candidateId, liveId });
      const id = await insertRollout(tx, {
        projectId: project.id,
        candidateId,
        liveId,
        attemptOf,
        settings,
        ...drawnUp(at),
        before: await inForceBefore(tx, project.id, liveId),
        countedAtStart: counted,
        countedAtStep: counted,
        note,
        author,
        createdAt: at,
        startedAt: null,
      });
      await recordMoment(tx, {
        rolloutId: id,
        projectId: project.id,
        event: 'created',
        ...drawnUp(at),
        epoch: deployment.epoch,
        verdicts: [],
        note,
        actor: author,
        at,
      });
      await recordAudit(tx, {
        at,
        projectId: project.id,
        actor: author,
        action: 'rollout.created',
        subject: candidate,
        before: null,
        after: { ...settings, steps: [...settings.steps] },
      });
      publish.rolloutsChanged(tx, project);
      const made = await rolloutOf(tx, project.id, id);
      if (!made) throw new AppError('not_found');
      return tellRollout(made);
    });
