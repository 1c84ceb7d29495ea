import { betaQuantile } from './special.ts';

/** The bounds of an interval of a proportion, in [0,1]; null where nothing was counted. */
export type Interval = { low: number; high: number } | { low: null; high: null };

/** The normal quantile of two-sided 95 %. */
export const z95 = 1.959964;

/**
 * Wilson's score interval of k successes among n, without continuity correction (Newcombe 1998, method 3). `z` is the
 * normal quantile: 1.959964 for 95 %. Counts need not be whole: an effective sample size will do.
 */
export const wilson = (k: number, n: number, z = z95): Interval => {
  if (n === 0) return { low: null, high: null };
  const z2 = z * z;
  const centre = 2 * k + z2;
  const spread = z * Math.sqrt(z2 + (4 * k * (n - k)) / n);
  const width = 2 * (n + z2);
  // At the ends rounding would leave a bound a hair beside 0 or 1.
  return { low: k === 0 ? 0 : (centre - spread) / width, high: k === n ? 1 : (centre + spread) / width };
};

/**
 * The exact interval of k successes among n (Clopper and Pearson 1934): it holds the true proportion with at least
 * `confidence`, whatever that is. Wider than Wilson's; for what must never be overstated.
 */
export const clopperPearson = (k: number, n: number, confidence = 0.95): Interval => {
  if (n === 0) return { low: null, high: null };
  const tail = (1 - confidence) / 2;
  return {
    low: k === 0 ? 0 : betaQuantile(tail, k, n - k + 1),
    high: k === n ? 1 : 1 - betaQuantile(tail, n - k, k + 1),
  };
};
