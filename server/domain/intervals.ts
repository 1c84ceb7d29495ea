/** The bounds of an interval of a proportion, in [0,1]; null where nothing was counted. */
export type Interval = { low: number; high: number } | { low: null; high: null };

/**
 * Wilson's score interval of k successes among n, without continuity correction (Newcombe 1998, method 3). `z` is the
 * normal quantile: 1.959964 for 95 %.
 */
export const wilson = (k: number, n: number, z = 1.959964): Interval => {
  if (n === 0) return { low: null, high: null };
  const z2 = z * z;
  const centre = 2 * k + z2;
  const spread = z * Math.sqrt(z2 + (4 * k * (n - k)) / n);
  const width = 2 * (n + z2);
  // At the ends rounding would leave a bound a hair beside 0 or 1.
  return { low: k === 0 ? 0 : (centre - spread) / width, high: k === n ? 1 : (centre + spread) / width };
};
