import { type Interval, wilson } from './intervals.ts';

/** Into how many bins of equal width confidences are counted. */
export const binCount = 15;

/** Additive sums of the judged predictions whose confidence lies in one bin. */
export type CalibrationBin = { n: number; sumConfidence: number; sumCorrect: number };

/** Additive sums behind the Brier score: how many judged predictions and Σ (confidence − correct)². */
export type BrierSums = { n: number; sumSquaredError: number };

/** A bin as the reliability diagram shows it: how sure predictions were, and how often they were right. */
export type ReliabilityPoint = {
  /** The bin's bounds: above `low`, up to and with `high`. */
  low: number;
  high: number;
  n: number;
  /** Means over the bin, in [0,1]; null where it is empty. */
  confidence: number | null;
  accuracy: number | null;
  /** Of the accuracy: Wilson, 95 %. */
  interval: Interval;
};

/**
 * The bin of a confidence in [0,1]: bin i of B holds what is above i/B, up to and with (i + 1)/B; 0 itself is in the
 * first (Guo et al. 2017).
 */
export const binOf = (confidence: number): number => {
  const bin = Math.min(Math.max(Math.ceil(confidence * binCount) - 1, 0), binCount - 1);
  // What is a hair above a bound may have been rounded onto it.
  return bin < binCount - 1 && confidence > (bin + 1) / binCount ? bin + 1 : bin;
};

/** The squared error of one judged prediction, of which Brier's sums are made. */
export const squaredError = (confidence: number, correct: boolean): number =>
  (confidence - (correct ? 1 : 0)) ** 2;

/** Expected calibration error, in [0,1]: |mean confidence − accuracy|, weighted by bin (Naeini et al. 2015); null: none. */
export const expectedCalibrationError = (bins: readonly CalibrationBin[]): number | null => {
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  if (n === 0) return null;
  return bins.reduce((sum, bin) => sum + Math.abs(bin.sumConfidence - bin.sumCorrect), 0) / n;
};

/** The Brier score (1950) of confidences as forecasts of being correct, in [0,1], 0 the best; null where none is judged. */
export const brier = ({ n, sumSquaredError }: BrierSums): number | null =>
  n === 0 ? null : sumSquaredError / n;

/** The points of the reliability diagram, one a bin in the order of the bins, empty ones too. */
export const reliabilityDiagram = (bins: readonly CalibrationBin[]): ReliabilityPoint[] =>
  bins.map(({ n, sumConfidence, sumCorrect }, i) => ({
    low: i / bins.length,
    high: (i + 1) / bins.length,
    n,
    confidence: n === 0 ? null : sumConfidence / n,
    accuracy: n === 0 ? null : sumCorrect / n,
    interval: wilson(sumCorrect, n),
  }));
