/**
 * The p-values adjusted for their number, in the given order (Benjamini and Hochberg 1995): to take those at or below q
 * for real is to be wrong about a share q of them at most, on average.
 */
export const benjaminiHochberg = (pValues: readonly number[]): number[] => {
  const adjusted = Array<number>(pValues.length).fill(1);
  const falling = pValues.map((p, i) => ({ p, i })).toSorted((a, b) => b.p - a.p);
  let least = 1;
  for (const [k, { p, i }] of falling.entries()) {
    least = Math.min(least, p * (pValues.length / (pValues.length - k)));
    adjusted[i] = least;
  }
  return adjusted;
};
