import { chiSquareSurvival } from './special.ts';

/**
 * Pearson's χ² test that two rows of counts in the same bins come from one distribution, as a 2×B contingency table.
 * Bins empty in both drop out; null where a row is empty or fewer than two bins are left.
 */
export const chiSquareTwoSample = (
  reference: readonly number[],
  current: readonly number[],
): { statistic: number; degreesOfFreedom: number; p: number } | null => {
  const bins = reference
    .map((count, i) => ({ a: count, b: current[i] ?? 0 }))
    .filter(({ a, b }) => a + b > 0);
  const n = bins.reduce((sum, { a }) => sum + a, 0);
  const m = bins.reduce((sum, { b }) => sum + b, 0);
  if (n === 0 || m === 0 || bins.length < 2) return null;
  // Both cells of a bin together: their squared distances from what is expected, over that, add up to this.
  const statistic = bins.reduce((sum, { a, b }) => sum + (a * m - b * n) ** 2 / ((a + b) * n * m), 0);
  const degreesOfFreedom = bins.length - 1;
  return { statistic, degreesOfFreedom, p: chiSquareSurvival(statistic, degreesOfFreedom) };
};
