import { calibrate, type Calibrator } from './statistics/calibrator.ts';
import { fitIsotonic, type JudgedConfidence } from './statistics/isotonic.ts';
import {
  binCount,
  binOf,
  brier,
  expectedCalibrationError,
  squaredError,
  type CalibrationBin,
} from './statistics/reliability.ts';
import { fitTemperature } from './statistics/temperature.ts';

/** What a model version's confidence goes through: a calibrator that was fitted once and stays as it is; 0: nothing. */
export type CalibratorInForce = { revision: number; fitted: Calibrator };

/** A model version without a calibrator. */
export const noCalibrator: CalibratorInForce = { revision: 0, fitted: { kind: 'none' } };

/** How sure a prediction is: what the model said, and what a calibrator made of it; null: not given. Both in [0,1]. */
export type Confidences = { confidence: number | null; calibrated: number | null };

/** What rules and thresholds are compared with: the calibrated probability where there is one. */
export const comparedConfidence = ({ confidence, calibrated }: Confidences): number | null =>
  calibrated ?? confidence;

/** What a calibrator makes of a confidence; null where there is no calibrator, or no confidence. */
export const calibratedBy = (
  { revision, fitted }: CalibratorInForce,
  confidence: number | null,
): number | null => (revision === 0 || confidence === null ? null : calibrate(fitted, confidence));

/** The ways in which a calibrator can be fitted. */
export const calibratorKinds = ['isotonic', 'temperature'] as const;
export type CalibratorKind = (typeof calibratorKinds)[number];

/** The judged predictions from which on a calibrator is fitted. */
export const labelsToFit = 100;

/** Fits a calibrator; null where nothing is judged. */
export const fitCalibrator = (
  kind: CalibratorKind,
  judged: readonly JudgedConfidence[],
): Calibrator | null => {
  if (kind === 'isotonic') {
    const curve = fitIsotonic(judged);
    return curve && { kind, ...curve };
  }
  const temperature = fitTemperature(judged);
  return temperature === null ? null : { kind, temperature };
};

/** How far confidences are from what came true; both in [0,1], 0 the best. */
export type CalibrationScores = { brier: number; expectedCalibrationError: number };

/** Scores over judged predictions, each counted by its weight; null where nothing is judged. */
export const calibrationScores = (judged: readonly JudgedConfidence[]): CalibrationScores | null => {
  const bins = Array.from({ length: binCount }, (): CalibrationBin => ({
    n: 0,
    sumConfidence: 0,
    sumCorrect: 0,
  }));
  let n = 0;
  let sumSquaredError = 0;
  for (const { confidence, correct, weight = 1 } of judged) {
    n += weight;
    sumSquaredError += weight * squaredError(confidence, correct);
    const bin = bins[binOf(confidence)];
    if (!bin) continue;
    bin.n += weight;
    bin.sumConfidence += weight * confidence;
    if (correct) bin.sumCorrect += weight;
  }
  const score = brier({ n, sumSquaredError });
  const error = expectedCalibrationError(bins);
  return score === null || error === null ? null : { brier: score, expectedCalibrationError: error };
};

/** What a calibrator was fitted on, and what it changes on predictions that it has not seen. */
export type CalibratorFit = {
  labels: number;
  wrong: number;
  raw: CalibrationScores;
  calibrated: CalibrationScores;
};

/**
 * Scores of a kind of calibrator on predictions that it has not seen: it is fitted on every other one, in the order given,
 * and scored on the rest, and the other way round. Null with fewer than two.
 */
export const crossFittedScores = (
  kind: CalibratorKind,
  judged: readonly JudgedConfidence[],
): CalibrationScores | null => {
  const half = (remainder: number) => judged.filter((_, i) => i % 2 === remainder);
  const scored = [0, 1].flatMap((remainder) => {
    const fitted = fitCalibrator(kind, half(1 - remainder));
    return fitted
      ? half(remainder).map((one) => ({ ...one, confidence: calibrate(fitted, one.confidence) }))
      : [];
  });
  return judged.length < 2 ? null : calibrationScores(scored);
};
