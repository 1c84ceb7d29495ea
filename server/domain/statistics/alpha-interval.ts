import { wilson, z95 } from './intervals.ts';
import type { ValueCounts } from './krippendorff-alpha.ts';

/** So many items whose ratings are alike. */
export type ItemsRatedAlike<Value> = { counts: ValueCounts<Value>; items: number };

/** The sums that alpha follows from: ratings, observed disagreement, and Σ n_c² over the values. */
type Sums = { ratings: number; disagreement: number; squares: number };

/** Krippendorff's alpha with its 95 % interval in [−1,1], and what it is of. */
export type AlphaEstimate = { alpha: number; low: number; high: number };

const alphaOf = ({ ratings, disagreement, squares }: Sums): number | null => {
  const expected = ratings ** 2 - squares;
  return expected > 0 ? 1 - (disagreement * (ratings - 1)) / expected : null;
};

const total = <T>(rows: Iterable<T>, of: (row: T) => number): number => {
  let sum = 0;
  for (const row of rows) sum += of(row);
  return sum;
};

/** Alpha without one item, for so many items alike; null: not defined. */
export type LeftOut = { alpha: number | null; items: number };

/**
 * Alpha with the interval of the jackknife that leaves out one item at a time (Efron and Stein 1981), taken of
 * log(1 − alpha), as what is short of full agreement varies by a factor rather than by a difference; where all agreed, it
 * reaches as far down as Wilson's interval of the items disagreed on does up. `chance` is then the disagreement that is
 * expected by chance, as a share of the greatest that there can be; else null. Null where alpha is not defined, or would not
 * be without some one item.
 */
export const jackknifed = (
  alpha: number | null,
  left: readonly LeftOut[],
  chance: number | null,
): AlphaEstimate | null => {
  if (alpha === null || left.some((one) => one.alpha === null)) return null;
  const items = total(left, (one) => one.items);
  // Where no disagreement was seen the jackknife knows none, which says nothing of how many there may be.
  if (chance !== null)
    return { alpha, low: Math.max(1 - (wilson(0, items).high ?? 1) / chance, -1), high: 1 };
  const mean = total(left, (one) => (one.alpha ?? 0) * one.items) / items;
  const variance = ((items - 1) / items) * total(left, (one) => one.items * ((one.alpha ?? 0) - mean) ** 2);
  const apart = 1 - alpha;
  const factor = Math.exp((z95 * Math.sqrt(variance)) / apart);
  return { alpha, low: Math.max(1 - apart * factor, -1), high: 1 - apart / factor };
};

/**
 * Krippendorff's alpha (2011) for values that are equal or not, from how many items were rated in which way, with its
 * interval by the jackknife. Items with fewer than two ratings drop out. Null where it is not defined, or would not be
 * without some one item.
 */
export const nominalAlphaEstimate = <Value>(
  given: readonly ItemsRatedAlike<Value>[],
): AlphaEstimate | null => {
  const groups = given
    .map(({ counts, items }) => {
      const n = total(counts.values(), (count) => count);
      const equal = total(counts.values(), (count) => count ** 2);
      return { counts, items, n, disagreement: (n ** 2 - equal) / (n - 1) };
    })
    .filter(({ n, items }) => n > 1 && items > 0);
  const totals = new Map<Value, number>();
  for (const { counts, items } of groups)
    for (const [value, count] of counts) totals.set(value, (totals.get(value) ?? 0) + items * count);
  const all: Sums = {
    ratings: total(groups, ({ n, items }) => n * items),
    disagreement: total(groups, ({ disagreement, items }) => disagreement * items),
    squares: total(totals.values(), (count) => count ** 2),
  };
  const without = ({ counts, n, disagreement }: (typeof groups)[number]): number | null =>
    alphaOf({
      ratings: all.ratings - n,
      disagreement: all.disagreement - disagreement,
      squares: all.squares - total(counts, ([value, k]) => 2 * (totals.get(value) ?? 0) * k - k ** 2),
    });
  const alpha = alphaOf(all);
  const left = groups.map((group) => ({ alpha: without(group), items: group.items }));
  return jackknifed(alpha, left, all.disagreement === 0 ? 1 - all.squares / all.ratings ** 2 : null);
};
