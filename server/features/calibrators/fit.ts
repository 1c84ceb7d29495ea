import { recordAudit } from '../../../db/queries/audit.ts';
import { insertCalibrator } from '../../../db/queries/calibrators.ts';
import {
  calibrationScores,
  crossFittedScores,
  fitCalibrator,
  labelsToFit,
  type CalibratorFit,
  type CalibratorKind,
} from '../../domain/calibrators.ts';
import type { Calibrator } from '../../domain/statistics/calibrator.ts';
import type { JudgedConfidence } from '../../domain/statistics/isotonic.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { modelNamed } from '../../http/model-shown.ts';
import { actorOf } from '../../http/principal.ts';
import type { calibratorsContract } from './contract.ts';
import { heldOutLabels } from './held-out.ts';
import { tellCalibrator } from './tell.ts';
import { told } from '../../domain/told.ts';

const fitTo = (
  kind: CalibratorKind,
  judged: readonly JudgedConfidence[],
): { fitted: Calibrator; fit: CalibratorFit } => {
  const fitted = fitCalibrator(kind, judged);
  const raw = calibrationScores(judged);
  const calibrated = crossFittedScores(kind, judged);
  if (judged.length < labelsToFit || !fitted || !raw || !calibrated)
    throw new AppError('conflict', {
      detail: told`${judged.length} labels are held out so far; a calibrator needs ${labelsToFit}`,
    });
  const wrong = judged.filter(({ correct }) => !correct).length;
  return { fitted, fit: { labels: judged.length, wrong, raw, calibrated } };
};

/** Fits a calibrator and keeps it. */
export const fitForVersion =
  (s: Services): Handler<(typeof calibratorsContract)['fit']> =>
  async ({ body: { model, kind }, principal, project, signal }) => {
    const version = await s.db.read((q) => modelNamed(q, project.id, model));
    const judged = await heldOutLabels(s, project, version, signal);
    const { fitted, fit } = fitTo(kind, judged);
    return s.db.write(async (tx) => {
      const at = s.now();
      const actor = actorOf(principal);
      const of = { projectId: project.id, modelVersionId: version.id };
      const made = await insertCalibrator(tx, of, { fitted, fit, actor, createdAt: at });
      await recordAudit(tx, {
        at,
        projectId: project.id,
        actor,
        action: 'calibrator.fitted',
        subject: model,
        before: null,
        after: { revision: made.revision, kind, labels: fit.labels },
      });
      return tellCalibrator(made);
    });
  };
