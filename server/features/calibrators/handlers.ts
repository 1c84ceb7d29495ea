import { recordAudit } from '../../../db/queries/audit.ts';
import { calibratorOf, calibratorsOf, chooseCalibrator } from '../../../db/queries/calibrators.ts';
import { labelsToFit } from '../../domain/calibrators.ts';
import { heldOutShare } from '../../domain/certification-fold.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Handlers, Services } from '../../http/handler.ts';
import { modelNamed, modelShown } from '../../http/model-shown.ts';
import { actorOf } from '../../http/principal.ts';
import type { calibratorsContract } from './contract.ts';
import { fitForVersion, heldOutLabels } from './fit.ts';
import { tellCalibrator } from './tell.ts';

/** Enough of the latest blind reviews to tell whether a calibrator can be fitted. */
const looked = (2 * labelsToFit) / heldOutShare;

const list =
  ({ db }: Services): Handler<(typeof calibratorsContract)['get']> =>
  ({ project, query }) =>
    db.read(async (q) => {
      const { shown } = await modelShown(q, project.id, query.model);
      return {
        model: shown?.model ?? null,
        inForce: shown?.calibrator.revision ?? 0,
        heldOut: shown ? (await heldOutLabels(q, project, shown, looked)).length : 0,
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
        throw new AppError('not_found', { detail: `${model} has no calibrator ${revision}` });
      if (!(await chooseCalibrator(tx, version.id, { from: insteadOf, to: revision })))
        throw new AppError('revision_conflict', {
          detail: `The calibrator of ${model} that is in force is not ${insteadOf}`,
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
