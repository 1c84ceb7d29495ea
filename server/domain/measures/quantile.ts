import { boundsOfCell } from './cells.ts';

type Counted = Readonly<{ bin: string; n: number; sum: number }>;

const numbersOf = (counted: readonly Counted[]) =>
  counted.flatMap(({ bin, n, sum }) => {
    const bounds = boundsOfCell(bin);
    return bounds && n > 0 ? [{ ...bounds, n, sum }] : [];
  });

/** How many of what was counted are numbers. */
export const countOfNumbers = (counted: readonly Counted[]): number =>
  numbersOf(counted).reduce((all, { n }) => all + n, 0);

/** The mean of the numbers that were counted; null: none was. */
export const meanOf = (counted: readonly Counted[]): number | null => {
  const numbers = numbersOf(counted);
  const n = numbers.reduce((all, one) => all + one.n, 0);
  return n === 0 ? null : numbers.reduce((all, { sum }) => all + sum, 0) / n;
};

/**
 * The quantile of the numbers that were counted in cells, as if those of a cell lay evenly in it: off by no more than the
 * width of one. Null: none was counted.
 */
export const quantileOf = (counted: readonly Counted[], share: number): number | null => {
  const cells = numbersOf(counted).toSorted((a, b) => a.low - b.low || a.high - b.high);
  let left = share * cells.reduce((all, { n }) => all + n, 0);
  for (const [i, { low, high, n }] of cells.entries()) {
    if (left <= n || i === cells.length - 1) return low + (high - low) * Math.min(1, left / n);
    left -= n;
  }
  return null;
};
