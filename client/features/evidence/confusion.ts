import type { Comparison } from '../../../server/features/evidence/contract.ts';
import type { Json } from '../../../server/domain/words.ts';

type Cell = Comparison['cells'][number];

/** A confusion matrix: `counts[r][c]` is how often the model said `values[r]` where people answered `values[c]`. */
export type Matrix = {
  values: Json[];
  counts: number[][];
  rowTotals: number[];
  columnTotals: number[];
  total: number;
};

/**
 * The matrix of the cells that are filled. Rows and columns hold the same values, so that agreement is the diagonal:
 * those that either side gave, in the order told, and behind them what that order does not know.
 */
export const matrixOf = (cells: readonly Cell[], order: readonly Json[]): Matrix => {
  const given = new Map(cells.flatMap(({ model, answer }) => [model, answer].map((v) => [keyOf(v), v])));
  const known = order.filter((value) => given.has(keyOf(value)));
  const knownKeys = new Set(known.map(keyOf));
  const values = [...known, ...[...given].filter(([key]) => !knownKeys.has(key)).map(([, value]) => value)];
  const place = new Map(values.map((value, i) => [keyOf(value), i]));
  const at = new Map<string, number>();
  for (const { model, answer, n } of cells) {
    const key = `${place.get(keyOf(model))},${place.get(keyOf(answer))}`;
    at.set(key, (at.get(key) ?? 0) + n);
  }
  const counts = values.map((_, r) => values.map((__, c) => at.get(`${r},${c}`) ?? 0));
  const rowTotals = counts.map(sum);
  return {
    values,
    counts,
    rowTotals,
    columnTotals: values.map((_, c) => sum(counts.map((row) => row[c] ?? 0))),
    total: sum(rowTotals),
  };
};

/** The class by which items with this answer are found; none where answers are no classes. */
export const classOf = (value: Json): string | undefined => (typeof value === 'string' ? value : undefined);

const keyOf = (value: Json): string => JSON.stringify(value);

const sum = (counts: readonly number[]): number => counts.reduce((total, n) => total + n, 0);

/**
 * How strongly a cell is coloured, 0 to 100: by its share of the row, where a cell that is not empty can always be told
 * from one that is.
 */
export const intensityOf = (n: number, rowTotal: number): number =>
  n === 0 || rowTotal === 0 ? 0 : Math.round(8 + (92 * n) / rowTotal);
