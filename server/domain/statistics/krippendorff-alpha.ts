/** How often each value was given to one item, by any number of raters. */
export type ValueCounts<Value> = ReadonlyMap<Value, number>;

const ratings = (counts: ValueCounts<unknown>): number => {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
};

/**
 * Krippendorff's alpha (2011) for values that are equal or not, from each item's value counts: 1 is full agreement, 0
 * what chance gives. Items with fewer than two ratings drop out. Null where nothing is left or all values are the same.
 */
export const nominalAlpha = <Value>(items: Iterable<ValueCounts<Value>>): number | null => {
  const totals = new Map<Value, number>();
  let n = 0;
  let observed = 0;
  for (const item of items) {
    const raters = ratings(item);
    if (raters < 2) continue;
    let equal = 0;
    for (const [value, count] of item) {
      equal += count * count;
      totals.set(value, (totals.get(value) ?? 0) + count);
    }
    observed += (raters * raters - equal) / (raters - 1);
    n += raters;
  }
  let expected = n * (n - 1);
  for (const count of totals.values()) expected -= count * (count - 1);
  return expected > 0 ? 1 - (observed * (n - 1)) / expected : null;
};

/**
 * Krippendorff's alpha (2011) for measured values, whose disagreement is their squared difference. Items with fewer
 * than two ratings drop out. Null where nothing is left or all values are the same.
 */
export const intervalAlpha = (items: Iterable<ValueCounts<number>>): number | null => {
  // Sums of what lies far from 0 lose digits when they are squared, so all is measured from the first value.
  let origin: number | undefined;
  let n = 0;
  let sum = 0;
  let squares = 0;
  let observed = 0;
  for (const item of items) {
    const raters = ratings(item);
    if (raters < 2) continue;
    let itemSum = 0;
    let itemSquares = 0;
    for (const [value, count] of item) {
      if (count === 0) continue;
      origin ??= value;
      itemSum += count * (value - origin);
      itemSquares += count * (value - origin) ** 2;
    }
    // Over all ordered pairs of an item, the squared differences add up to 2(nΣx² − (Σx)²).
    observed += (raters * itemSquares - itemSum ** 2) / (raters - 1);
    n += raters;
    sum += itemSum;
    squares += itemSquares;
  }
  const expected = n * squares - sum ** 2;
  return expected > 0 ? 1 - (observed * (n - 1)) / expected : null;
};
