import type { Queryable } from '../../../db/database.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { insertCalibrator, judgedBlind } from '../../../db/queries/calibrators.ts';
import type { PredictingModel } from '../../../db/queries/evidence.ts';
import {
  calibrationScores,
  crossFittedScores,
  fitCalibrator,
  labelsToFit,
  type CalibratorFit,
  type CalibratorKind,
} from '../../domain/calibrators.ts';
import { heldOutShare } from '../../domain/certification-fold.ts';
import { draw } from '../../domain/draw.ts';
import type { Calibrator } from '../../domain/statistics/calibrator.ts';
import type { JudgedConfidence } from '../../domain/statistics/isotonic.ts';
import { AppError } from '../../errors.ts';
import type { Handler, ProjectState, Services } from '../../http/handler.ts';
import { modelNamed } from '../../http/model-shown.ts';
import { actorOf } from '../../http/principal.ts';
import type { calibratorsContract } from './contract.ts';
import { tellCalibrator } from './tell.ts';

/** Blind reviews of which the held-out ones are looked at, the latest. */
const mostReviews = 50_000;

/** The labels that certification does not use, in the order of their draws; each stands for 1/π items. */
export const heldOutLabels = async (
  q: Queryable,
  { id, seed }: ProjectState,
  version: PredictingModel,
  most: number,
): Promise<JudgedConfidence[]> =>
  (await judgedBlind(q, id, version.id, most))
    .filter(({ key }) => draw(seed, 'calibration', key) < heldOutShare)
    .map(({ confidence, agreed, pi }) => ({ confidence, correct: agreed, weight: 1 / pi }));

const fitTo = (
  kind: CalibratorKind,
  judged: readonly JudgedConfidence[],
): { fitted: Calibrator; fit: CalibratorFit } => {
  const fitted = fitCalibrator(kind, judged);
  const raw = calibrationScores(judged);
  const calibrated = crossFittedScores(kind, judged);
  if (judged.length < labelsToFit || !fitted || !raw || !calibrated)
    throw new AppError('conflict', {
      detail: `${judged.length} labels are held out so far; a calibrator needs ${labelsToFit}`,
    });
  const wrong = judged.filter(({ correct }) => !correct).length;
  return { fitted, fit: { labels: judged.length, wrong, raw, calibrated } };
};

/** Fits a calibrator and keeps it. */
export const fitForVersion =
  (s: Services): Handler<(typeof calibratorsContract)['fit']> =>
  async ({ body: { model, kind }, principal, project }) => {
    const { version, judged } = await s.db.read(async (q) => {
      const found = await modelNamed(q, project.id, model);
      return { version: found, judged: await heldOutLabels(q, project, found, mostReviews) };
    });
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
