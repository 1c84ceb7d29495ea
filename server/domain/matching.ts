/**
 * Pairs as many of `n` with one each of `m` as can be, where `fits` (Kuhn's augmenting paths): for each of the `n` its
 * partner's place, null for none. How many are paired is the same from either side. Whether two fit is asked once at most.
 */
export const pairUp = (n: number, m: number, fits: (i: number, j: number) => boolean): (number | null)[] => {
  const partnerOf: (number | null)[] = Array.from({ length: n }, () => null);
  const takenBy: (number | null)[] = Array.from({ length: m }, () => null);
  const asked: boolean[][] = Array.from({ length: n }, () => []);
  const find = (i: number, seen: Set<number>): boolean => {
    const answers = (asked[i] ??= []);
    for (let j = 0; j < m; j++) {
      if (seen.has(j) || !(answers[j] ??= fits(i, j))) continue;
      seen.add(j);
      const holder = takenBy[j] ?? null;
      // Whoever has it may find another.
      if (holder !== null && !find(holder, seen)) continue;
      takenBy[j] = i;
      partnerOf[i] = j;
      return true;
    }
    return false;
  };
  for (let i = 0; i < n; i++) find(i, new Set());
  return partnerOf;
};
