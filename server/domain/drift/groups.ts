import { boundsOfCell } from '../measures/cells.ts';
import { categoryOfBin } from '../measures/inputs.ts';
import { countAll, type BinCounts } from './counts.ts';

/**
 * A part of what a reference holds: numbers from `low` up to `high` (null: without a bound), one category, or a bin of
 * another kind by its name; `other` is every category that has no group.
 */
export type DriftGroup =
  | { kind: 'range'; low: number | null; high: number | null }
  | { kind: 'category'; category: string }
  | { kind: 'bin'; bin: string }
  | { kind: 'other' };

/** So many groups of about as many numbers each, and so many categories with a group of their own, at most. */
const mostGroups = 10;

type Cell = { low: number; high: number; n: number };

const cellsOf = (bins: BinCounts): Cell[] =>
  Object.entries(bins)
    .flatMap(([bin, n]) => {
      const bounds = boundsOfCell(bin);
      return bounds ? [{ ...bounds, n }] : [];
    })
    .toSorted((a, b) => a.low - b.low || a.high - b.high);

/** Ranges with about as many numbers in each, and an open one on either side for what the reference never saw. */
const rangesOf = (cells: readonly Cell[]): DriftGroup[] => {
  const [first] = cells;
  const last = cells.at(-1);
  if (!first || !last) return [];
  const share = cells.reduce((sum, { n }) => sum + n, 0) / mostGroups;
  const cuts = [first.low];
  let sum = 0;
  for (const { high, n } of cells) {
    sum += n;
    if (sum < share || high === cuts.at(-1)) continue;
    cuts.push(high);
    sum = 0;
  }
  if (cuts.at(-1) !== last.high) cuts.push(last.high);
  return [null, ...cuts].map((low, i) => ({ kind: 'range', low, high: cuts[i] ?? null }));
};

/** The groups that a reference is told by: fixed with it, whatever comes later. */
export const groupsOf = (reference: BinCounts): DriftGroup[] => {
  const named = Object.entries(reference)
    .filter(([bin]) => boundsOfCell(bin) === null)
    .toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const categories = named.flatMap(([bin]) => categoryOfBin(bin) ?? []).slice(0, mostGroups);
  const others = named.flatMap(([bin]) => (categoryOfBin(bin) === null ? [bin] : []));
  return [
    ...rangesOf(cellsOf(reference)),
    ...categories.map((category) => ({ kind: 'category' as const, category })),
    ...[...new Set([...others, 'missing'])].map((bin) => ({ kind: 'bin' as const, bin })),
    { kind: 'other' },
  ];
};

/** Whether a bin belongs to a group; numbers by the middle of their cell. */
const holds = (group: DriftGroup, bin: string): boolean => {
  if (group.kind === 'category') return categoryOfBin(bin) === group.category;
  if (group.kind === 'bin') return group.bin === bin;
  if (group.kind === 'other') return true;
  const bounds = boundsOfCell(bin);
  if (!bounds) return false;
  const middle = (bounds.low + bounds.high) / 2;
  const { low, high } = group;
  // A cell of no width is one number, which belongs to the range that ends with it.
  return (
    (low === null || middle > low || (bounds.low < bounds.high && middle === low)) &&
    (high === null || middle <= high)
  );
};

/** How many of what was counted are in each group; each bin in the first that holds it. */
export const countGroups = (groups: readonly DriftGroup[], bins: BinCounts): number[] => {
  const counts = groups.map(() => 0);
  for (const [bin, n] of Object.entries(bins)) {
    const at = groups.findIndex((group) => holds(group, bin));
    if (at !== -1) counts[at] = (counts[at] ?? 0) + n;
  }
  return counts;
};

/** Whether there are numbers among what was counted. */
export const isNumeric = (reference: BinCounts): boolean =>
  cellsOf(reference).length > 0 && countAll(reference) > 0;
