import type { Queryable } from '../../../db/database.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { calibratorOf, calibratorsOf, chooseCalibrator } from '../../../db/queries/calibrators.ts';
import { modelEvidence } from '../../../db/queries/evidence.ts';
import { labelsToFit } from '../../domain/calibrators.ts';
import { heldOutShare } from '../../domain/certification-fold.ts';
import { noConfidence } from '../../domain/threshold-grid.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Handlers, Services } from '../../http/handler.ts';
import { modelNamed, modelShown } from '../../http/model-shown.ts';
import { actorOf } from '../../http/principal.ts';
import type { calibratorsContract } from './contract.ts';
import { fitForVersion } from './fit.ts';
import { tellCalibrator } from './tell.ts';
import { told } from '../../domain/told.ts';

/** About how many labels are held out, by how many there are. */
const aboutHeldOut = async (q: Queryable, projectId: string, modelVersionId: string): Promise<number> => {
  const { labels } = await modelEvidence(q, projectId, modelVersionId);
  const judged = labels.filter(({ cell }) => cell !== noConfidence).reduce((sum, { n }) => sum + n, 0);
  return Math.round(judged * heldOutShare);
};

const list =
  ({ db }: Services): Handler<(typeof calibratorsContract)['get']> =>
  ({ project, query }) =>
    db.read(async (q) => {
      const { shown } = await modelShown(q, project.id, query.model);
      return {
        model: shown?.model ?? null,
        inForce: shown?.calibrator.revision ?? 0,
        heldOut: shown ? await aboutHeldOut(q, project.id, shown.id) : 0,
        needed: labelsToFit,
        calibrators: shown ? (await calibratorsOf(q, shown.id)).map(tellCalibrator) : [],
      };
    });

const choose =
  ({ db, now, publish }: Services): Handler<(typeof calibratorsContract)['use']> =>
  ({ body: { model, revision, insteadOf }, principal, project }) =>
    db.write(async (tx) => {
      const version = await modelNamed(tx, project.id, model);
      if ((await calibratorOf(tx, version.id, revision)).revision !== revision)
        throw new AppError('not_found', { detail: told`${model} has no calibrator ${revision}` });
      if (!(await chooseCalibrator(tx, version.id, { from: insteadOf, to: revision })))
        throw new AppError('revision_conflict', {
          detail: told`The calibrator of ${model} that is in force is not ${insteadOf}`,
        });
      await recordAudit(tx, {
        at: now(),
        projectId: project.id,
        actor: actorOf(principal),
        action: 'calibrator.used',
        subject: model,
        before: { revision: insteadOf },
        after: { revision },
      });
      // What is accepted from now on is another thing: pages look again, as after a change of the policy.
      publish.policyChanged(tx, project, project.policyRevision);
      return { inForce: revision };
    });

/** Calibrators of model versions: fitted on what certification does not use, and put in force by a person. */
export const calibratorsHandlers = (s: Services): Handlers<typeof calibratorsContract> => ({
  get: list(s),
  fit: fitForVersion(s),
  use: choose(s),
});
