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

/** How many of two lists can be paired, one of each, where they fit; the same whichever comes first. */
export const countPairs = <T>(
  a: readonly T[],
  b: readonly T[],
  fits: (one: T, other: T) => boolean,
): number =>
  pairUp(a.length, b.length, (i, j) => {
    const [one, other] = [a[i], b[j]];
    return one !== undefined && other !== undefined && fits(one, other);
  }).filter((partner) => partner !== null).length;

/** F1 of two lists of `n` and `m` that share so much: the share of both that has a partner, and 1 where both are empty. */
export const f1 = (n: number, m: number, shared: number): number =>
  n + m === 0 ? 1 : (2 * shared) / (n + m);
