import { total } from './total.ts';

/** Counts, or shares where nothing is smoothed, in the same frozen bins: of the reference and of what came since. */
type Distances<Options extends unknown[] = []> = (
  reference: readonly number[],
  current: readonly number[],
  ...options: Options
) => number | null;

/** Pairs of shares bin by bin, with `smoothing` added to each count; null where either side has nothing at all. */
const sharesOf = (
  reference: readonly number[],
  current: readonly number[],
  smoothing: number,
): { p: number; q: number }[] | null => {
  const n = total(reference);
  const m = total(current);
  if (n === 0 || m === 0) return null;
  const added = smoothing * reference.length;
  return reference.map((count, i) => ({
    p: (count + smoothing) / (n + added),
    q: ((current[i] ?? 0) + smoothing) / (m + added),
  }));
};

/**
 * The population stability index Σ(q − p) ln(q/p), 0 where nothing differs (Siddiqi 2006). Half a count is added to
 * each bin, as an empty one would make it infinite; smoothing 0 takes shares too. Null where a side is empty.
 */
export const populationStability: Distances<[smoothing?: number]> = (reference, current, smoothing = 0.5) => {
  const shares = sharesOf(reference, current, smoothing);
  return shares && total(shares.map(({ p, q }) => (p === q ? 0 : (q - p) * Math.log(q / p))));
};

/** The Jensen-Shannon distance, in [0,1]: √JSD with log₂ (Lin 1991; Endres and Schindelin 2003); null: a side is empty. */
export const jensenShannon: Distances = (reference, current) => {
  const shares = sharesOf(reference, current, 0);
  const towards = (p: number, middle: number): number => (p === 0 ? 0 : p * Math.log2(p / middle));
  return (
    shares &&
    Math.sqrt(
      Math.max(total(shares.map(({ p, q }) => (towards(p, (p + q) / 2) + towards(q, (p + q) / 2)) / 2)), 0),
    )
  );
};

/** The Hellinger distance, in [0,1]: √(½ Σ(√p − √q)²); null where a side is empty. */
export const hellinger: Distances = (reference, current) => {
  const shares = sharesOf(reference, current, 0);
  return shares && Math.sqrt(total(shares.map(({ p, q }) => (Math.sqrt(p) - Math.sqrt(q)) ** 2)) / 2);
};
