/** The number of the fewest digits above `low`, up to and with `high`, and in the middle if there are several. */
const roundestIn = (low: number, high: number): number => {
  const middle = low / 2 + high / 2;
  for (let digits = -15; digits <= 15; digits += 1) {
    const round = Number(`${Math.round(middle * 10 ** digits)}e${-digits}`);
    if (round > low && round <= high) return round;
  }
  return high;
};

/** How far a cut may lie from where parts would be equal, as a share of a part, for the sake of a round number. */
const slack = 0.1;

/**
 * Where numbers are cut into `bins` parts of about as many each, rising, by numbers of few digits: a part begins with its
 * cut and ends before the next. No part is empty, so that there are fewer where many of the numbers are the same.
 */
export const quantileCuts = (numbers: readonly number[], bins: number): number[] => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const size = sorted.length / bins;
  const at = (place: number) => sorted[Math.floor(place)] ?? NaN;
  const [first, ...others] = [...sorted.keys()].filter((i) => i > 0 && at(i - 1) < at(i));
  if (first === undefined) return [];
  const cuts = Array.from({ length: bins - 1 }, (_, j) => {
    const place = (j + 1) * size;
    const nearest = others.reduce(
      (best, i) => (Math.abs(i - place) < Math.abs(best - place) ? i : best),
      first,
    );
    return roundestIn(
      at(Math.min(nearest - 1, place - slack * size)),
      at(Math.max(nearest, place + slack * size)),
    );
  });
  const kept: number[] = [];
  for (const cut of cuts.toSorted((a, b) => a - b))
    if (sorted.some((x) => x >= (kept.at(-1) ?? -Infinity) && x < cut)) kept.push(cut);
  return kept;
};
