/** The roundest number above `low`, up to and with `high`: the one of the fewest digits. */
const roundestIn = (low: number, high: number): number => {
  for (let digits = -15; digits <= 15; digits += 1) {
    const round = Number(`${Math.floor(high * 10 ** digits)}e${-digits}`);
    if (round > low && round <= high) return round;
  }
  return high;
};

/**
 * Where numbers are cut into `bins` parts as equal as they can be, rising, in as few digits as say the same: a part begins
 * with its cut and ends before the next. Cuts lie between different numbers, so that no part is empty; where many are the
 * same, cuts fall together and there are fewer parts.
 */
export const quantileCuts = (numbers: readonly number[], bins: number): number[] => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const pairs = sorted.slice(1).map((high, i) => ({ at: i + 1, low: sorted[i] ?? high, high }));
  const steps = pairs.filter(({ low, high }) => low < high);
  const cuts = Array.from({ length: bins - 1 }, (_, j) => {
    const place = ((j + 1) * sorted.length) / bins;
    const [first, ...rest] = steps;
    return (
      first &&
      rest.reduce(
        (best, step) => (Math.abs(step.at - place) < Math.abs(best.at - place) ? step : best),
        first,
      )
    );
  }).filter((step) => step !== undefined);
  return [...new Set(cuts)].map(({ low, high }) => roundestIn(low, high));
};
