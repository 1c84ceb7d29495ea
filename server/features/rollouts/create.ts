import type { Queryable } from '../../../db/database.ts';
import { deploymentOf } from '../../../db/queries/deployments.ts';
import { modelVersionNamed } from '../../../db/queries/models.ts';
import { rolloutOf } from '../../../db/queries/rollouts.ts';
import { AppError, invalidField } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { rolloutsContract } from './contract.ts';
import { drawUp } from './draw-up.ts';
import { tellRollout } from './tell.ts';
import { told } from '../../domain/told.ts';

/** The id of a version that is named in a field; throws where there is none, or it was retired. */
const versionIn = async (q: Queryable, projectId: string, field: string, model: string): Promise<string> => {
  const version = await modelVersionNamed(q, projectId, model);
  if (!version) throw invalidField([field], told`there is no model version ${model} here`);
  if (version.retiredAt !== null) throw invalidField([field], told`${model} is retired`);
  return version.id;
};

/** Draws up the rollout of a version. */
export const create =
  (s: Services): Handler<(typeof rolloutsContract)['create']> =>
  ({ body: { candidate, live, settings, note, attemptOf }, project, principal }) =>
    s.db.write(async (tx) => {
      const candidateId = await versionIn(tx, project.id, 'candidate', candidate);
      const chosen = live === null ? null : await versionIn(tx, project.id, 'live', live);
      const liveId = (await deploymentOf(tx, project.id)).liveId ?? chosen;
      if (liveId === candidateId) throw invalidField(['candidate'], told`${candidate} is live`);
      if (attemptOf !== null && !(await rolloutOf(tx, project.id, attemptOf)))
        throw invalidField(['attemptOf'], told`this project has no such rollout`);
      const author = actorOf(principal);
      const drawn = { candidateId, candidate, liveId, settings, note, attemptOf, author };
      const made = await rolloutOf(tx, project.id, await drawUp(tx, s, project, drawn));
      if (!made) throw new AppError('not_found');
      return tellRollout(made);
    });
