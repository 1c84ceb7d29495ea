import { kolmogorovSurvival } from './kolmogorov.ts';

/** Above so many pairs the exact probability would take seconds. */
const mostPairs = 10_000_000;

/** The pooled sample in order: at each distinct value, how many of either sample are at or below it. */
const steps = (a: readonly number[], b: readonly number[]): { i: number; j: number }[] => {
  const first = a.toSorted((x, y) => x - y);
  const second = b.toSorted((x, y) => x - y);
  const list: { i: number; j: number }[] = [];
  let i = 0;
  let j = 0;
  while (i < first.length || j < second.length) {
    const value = Math.min(first[i] ?? Infinity, second[j] ?? Infinity);
    while (i < first.length && first[i] === value) i += 1;
    while (j < second.length && second[j] === value) j += 1;
    list.push({ i, j });
  }
  return list;
};

/**
 * The share of all orders of the pooled sample in which the distance, times n·m, somewhere reaches `most`; with ties
 * only between distinct values (Hodges 1958; Schröer and Trenkler 1995).
 */
const exactProbability = (n: number, m: number, most: number, distinct: ReadonlySet<number>): number => {
  // reached[j]: of the orders of i of the first and j of the second sample, the share that has reached it.
  let reached: number[] = [];
  for (let i = 0; i <= n; i += 1) {
    const before = reached;
    reached = [];
    for (let j = 0; j <= m; j += 1) {
      const far = Math.abs(i * m - j * n) >= most && distinct.has(i + j);
      const last = ((before[j] ?? 0) * i + (reached[j - 1] ?? 0) * j) / Math.max(i + j, 1);
      reached.push(far ? 1 : last);
    }
  }
  return reached[m] ?? 1;
};

/**
 * The two-sample Kolmogorov-Smirnov test: the largest distance D between two empirical distributions and the
 * probability of one as large if both are the same. `exact` is given the ties, and null above 10⁷ pairs; `asymptotic`
 * is Kolmogorov's at the effective size nm/(n + m). Null where a sample is empty.
 */
export const ksTwoSample = (
  a: readonly number[],
  b: readonly number[],
): { distance: number; exact: number | null; asymptotic: number } | null => {
  const n = a.length;
  const m = b.length;
  if (n === 0 || m === 0) return null;
  const list = steps(a, b);
  // In whole numbers, so that equal distances are equal.
  const most = list.reduce((max, { i, j }) => Math.max(max, Math.abs(i * m - j * n)), 0);
  const distance = most / (n * m);
  const distinct = new Set(list.map(({ i, j }) => i + j));
  return {
    distance,
    exact: n * m > mostPairs ? null : exactProbability(n, m, most, distinct),
    asymptotic: kolmogorovSurvival(Math.max(Math.round((n * m) / (n + m)), 1), distance),
  };
};
