/** The middle of some numbers; NaN where there are none. */
export const median = (numbers: readonly number[]): number => percentile(numbers, 0.5);

/** The number below which a share (in [0,1]) of the numbers lies, taken between neighbours in proportion. */
export const percentile = (numbers: readonly number[], share: number): number => {
  const sorted = Float64Array.from(numbers).toSorted();
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
};

/** How far numbers lie from their median in the middle (MAD), as a share of the median. */
export const spread = (numbers: readonly number[]): number => {
  const middle = median(numbers);
  return median(numbers.map((n) => Math.abs(n - middle))) / middle;
};
