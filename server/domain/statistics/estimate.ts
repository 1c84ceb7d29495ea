import { z95 } from './intervals.ts';

/** A proportion estimated from unequally weighted reviews. */
export type Estimate = {
  /** In [0,1]. */
  value: number;
  standardError: number;
  /** The bounds of its 95 % interval. */
  low: number;
  high: number;
  /** How many plain random draws would say as much. */
  effectiveSampleSize: number;
  /** How many reviewed items stand behind it. */
  reviewed: number;
};

/** How many successes, and as many failures, an interval adds to what was seen (Agresti and Coull 1998). */
export const borrowed = z95 ** 2 / 2;

/**
 * An estimate with Agresti and Coull's interval (1998): `lent` is the same estimate with `borrowed` successes and
 * failures of typical weight added, so that the interval is honest where few mistakes, or none, were seen.
 */
export const estimateOf = (
  raw: { value: number; standardError: number; reviewed: number },
  lent: { value: number; standardError: number },
): Estimate => {
  const value = Math.min(Math.max(raw.value, 0), 1);
  const spread = z95 * lent.standardError;
  return {
    ...raw,
    value,
    low: Math.min(Math.max(lent.value - spread, 0), value),
    high: Math.max(Math.min(lent.value + spread, 1), value),
    effectiveSampleSize: Math.max(
      (lent.value * (1 - lent.value)) / lent.standardError ** 2 - 2 * borrowed,
      0,
    ),
  };
};

/** The size, in plain draws, at which the interval of a share reaches `halfWidth` to either side; by bisection. */
const sizeFor = (share: number, halfWidth: number): number => {
  const halfWidthAt = (size: number): number => {
    const all = size + 2 * borrowed;
    const lent = (share * size + borrowed) / all;
    return z95 * Math.sqrt((lent * (1 - lent)) / all);
  };
  let low = 0;
  // No share varies more than ½ does.
  let high = (z95 / halfWidth) ** 2 / 4;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (halfWidthAt(middle) > halfWidth) low = middle;
    else high = middle;
  }
  return high;
};

/**
 * How many more items must be reviewed, drawn as those before, until the 95 % interval reaches about `halfWidth`, in
 * (0, .5), to either side; 0: enough already. For null, before any review: of plain draws, at worst.
 */
export const reviewsNeeded = (
  estimate: Pick<Estimate, 'value' | 'effectiveSampleSize' | 'reviewed'> | null,
  halfWidth: number,
): number => {
  if (estimate === null) return Math.ceil(sizeFor(0.5, halfWidth));
  const { value, effectiveSampleSize: size, reviewed } = estimate;
  const missing = sizeFor(value, halfWidth) - size;
  // How many reviews say as much as one plain draw; the first few may seem to say nothing.
  const reviewsPerDraw = reviewed / Math.max(size, 1);
  return Math.max(Math.ceil(missing * reviewsPerDraw), 0);
};
