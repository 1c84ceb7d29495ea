import type { JudgedConfidence } from './isotonic.ts';

/** The log-scores of one prediction, one a class up to a constant, and the position of the class it turned out to be. */
export type JudgedScores = { logScores: readonly number[]; truth: number; weight?: number };

/** Confidences of 0 and 1 have no finite logit: they count as this near. */
const nearest = 1e-12;

/** The sharpest and the flattest temperature that are fitted. */
const bounds = { low: 0.01, high: 100 };

const logit = (p: number): number => {
  const inside = Math.min(Math.max(p, nearest), 1 - nearest);
  return Math.log(inside) - Math.log1p(-inside);
};

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** The temperature at which the slope, rising with 1/T as the log-loss is convex in it, crosses 0; by bisection. */
const minimise = (slopeAt: (inverse: number) => number): number => {
  let low = Math.log(1 / bounds.high);
  let high = Math.log(1 / bounds.low);
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (slopeAt(Math.exp(middle)) < 0) low = middle;
    else high = middle;
  }
  return Math.exp(-(low + high) / 2);
};

/**
 * The temperature T in [.01, 100] that makes the logit of confidence, divided by T, the likeliest (Guo et al. 2017);
 * null where nothing is judged. Above 1: the model is too sure.
 */
export const fitTemperature = (judged: readonly JudgedConfidence[]): number | null => {
  if (judged.length === 0) return null;
  const points = judged.map(({ confidence, correct, weight = 1 }) => ({
    z: logit(confidence),
    y: correct ? 1 : 0,
    weight,
  }));
  return minimise((inverse) =>
    points.reduce((slope, { z, y, weight }) => slope + weight * (sigmoid(z * inverse) - y) * z, 0),
  );
};

/** The calibrated probability, in (0,1), of a confidence under a temperature. */
export const applyTemperature = (temperature: number, confidence: number): number =>
  sigmoid(logit(confidence) / temperature);

/** Probabilities of the classes, which sum to 1, from their log-scores (−∞ allowed) under a temperature. */
export const scaleScores = (temperature: number, logScores: readonly number[]): number[] => {
  const most = Math.max(...logScores);
  const shares = logScores.map((score) => Math.exp((score - most) / temperature));
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / sum);
};

/**
 * The temperature T in [.01, 100] that makes log-scores, divided by T, the likeliest (Guo et al. 2017); null where
 * nothing is judged. Class scores of 0 must be floored before their logarithm is taken.
 */
export const fitScoreTemperature = (judged: readonly JudgedScores[]): number | null => {
  if (judged.length === 0) return null;
  return minimise((inverse) =>
    judged.reduce((slope, { logScores, truth, weight = 1 }) => {
      const mean = scaleScores(1 / inverse, logScores).reduce(
        (sum, p, c) => sum + p * (logScores[c] ?? 0),
        0,
      );
      return slope + weight * (mean - (logScores[truth] ?? 0));
    }, 0),
  );
};
