import { cellBounds, confidenceCell } from '../threshold-grid.ts';

/** Where a cell begins and ends. */
export type CellBounds = { low: number; high: number };

/** Eight cells double: each is 9 % wide, and what is told from them no further from the truth. */
const perDoubling = 8;
const least = -30 * perDoubling;
const most = 40 * perDoubling;

/**
 * The cell of a number of any size: 0 by itself, then from 2⁻³⁰ to 2⁴⁰ on a log scale, negative ones alike. Cells never
 * change, as what was counted in them is kept.
 */
export const logCell = (x: number): string => {
  if (x === 0) return '0';
  const place = Math.min(most, Math.max(least, Math.floor(perDoubling * Math.log2(Math.abs(x)))));
  return String(Math.sign(x) * (place - least + 1));
};

const logBounds = (cell: number): CellBounds => {
  if (cell === 0) return { low: 0, high: 0 };
  const place = Math.abs(cell) - 1 + least;
  const low = 2 ** (place / perDoubling);
  const high = 2 ** ((place + 1) / perDoubling);
  return cell > 0 ? { low, high } : { low: -high, high: -low };
};

/** So many even cells at most lie between declared bounds, and half as many on either side of them. */
const evenCells = 50;
const cellsBeyond = 25;

/** The least of 1, 2 and 5 times a power of ten that is no less than x > 0. */
const roundUp = (x: number): number => {
  const power = 10 ** Math.floor(Math.log10(x));
  const times = [1, 2, 5, 10].find((t) => t * power >= x * (1 - 1e-9)) ?? 10;
  return Number((times * power).toPrecision(1));
};

const place = (x: number, step: number): number => Math.floor(Number((x / step).toPrecision(12)));

/**
 * The cell of a number of which it is declared between what bounds it lies: even ones, of a round width that the cell
 * names, so that cells counted under other bounds keep their meaning. Numbers far beyond the bounds share the last cell.
 */
export const evenCell = (x: number, { low, high }: CellBounds): string => {
  const step = roundUp((high - low) / evenCells);
  const first = place(low, step) - cellsBeyond;
  const last = place(high, step) + cellsBeyond;
  return `${step}:${Math.min(last, Math.max(first, place(x, step)))}`;
};

/** The cell of a confidence in [0,1]. */
export const cellOfConfidence = (confidence: number): string => `c${confidenceCell(confidence)}`;

const confidenceBounds = (cell: number): CellBounds => ({
  low: cellBounds[Math.floor(cell / 2)] ?? 0,
  high: cellBounds[Math.ceil(cell / 2)] ?? 1,
});

/** Where a cell begins and ends; null: what the bin counts are no numbers. */
export const boundsOfCell = (bin: string): CellBounds | null => {
  if (/^-?\d+$/.test(bin)) return logBounds(Number(bin));
  if (/^c\d+$/.test(bin)) return confidenceBounds(Number(bin.slice(1)));
  const even = /^([\d.e+-]+):(-?\d+)$/.exec(bin);
  if (!even) return null;
  const step = Number(even[1]);
  const at = (k: number): number => Number((k * step).toPrecision(12));
  return { low: at(Number(even[2])), high: at(Number(even[2]) + 1) };
};
