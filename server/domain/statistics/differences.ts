import { wilson, z95 } from './intervals.ts';
import { studentQuantile } from './special.ts';

/** How far one side lies above the other, with a 95 % interval; null where there is too little to say. */
export type Difference =
  | { difference: number; low: number; high: number }
  | { difference: null; low: null; high: null };

/** k successes among n. */
export type Proportion = { k: number; n: number };

/** Additive sums of a measured quantity x: how many, Σx and Σx². */
export type MeanSums = { n: number; sum: number; sumSquares: number };

const unknown: Difference = { difference: null, low: null, high: null };

/**
 * The difference of two independent proportions, first minus second, in [−1,1], with the hybrid score interval
 * (Newcombe 1998, Statistics in Medicine 17, 873–890, method 10).
 */
export const newcombe = (first: Proportion, second: Proportion, z = z95): Difference => {
  const a = wilson(first.k, first.n, z);
  const b = wilson(second.k, second.n, z);
  if (a.low === null || b.low === null) return unknown;
  const p = first.k / first.n;
  const q = second.k / second.n;
  return {
    difference: p - q,
    low: p - q - Math.hypot(p - a.low, b.high - q),
    high: p - q + Math.hypot(a.high - p, q - b.low),
  };
};

const meanOf = ({ n, sum, sumSquares }: MeanSums) => {
  const mean = sum / n;
  // Rounding may leave a hair below nothing.
  const variance = Math.max((sumSquares - sum * mean) / (n - 1), 0);
  return { mean, squaredError: variance / n };
};

/**
 * The difference of two means, first minus second, in the unit of x, with Welch's interval for unequal variances
 * (Welch 1947). Null where a side has fewer than two values or where neither side varies.
 */
export const welch = (first: MeanSums, second: MeanSums, confidence = 0.95): Difference => {
  if (first.n < 2 || second.n < 2) return unknown;
  const a = meanOf(first);
  const b = meanOf(second);
  const squaredError = a.squaredError + b.squaredError;
  if (squaredError === 0) return unknown;
  const degreesOfFreedom =
    squaredError ** 2 / (a.squaredError ** 2 / (first.n - 1) + b.squaredError ** 2 / (second.n - 1));
  const spread = studentQuantile((1 + confidence) / 2, degreesOfFreedom) * Math.sqrt(squaredError);
  const difference = a.mean - b.mean;
  return { difference, low: difference - spread, high: difference + spread };
};
