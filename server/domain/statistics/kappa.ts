import { wilson, z95 } from './intervals.ts';
import { total } from './total.ts';

/** Agreement beyond chance with its large-sample standard error and 95 % interval; null where it is not defined. */
export type Kappa =
  | { kappa: number; standardError: number; low: number; high: number }
  | { kappa: null; standardError: null; low: null; high: null };

const undefinedKappa: Kappa = { kappa: null, standardError: null, low: null, high: null };

/**
 * Cohen's kappa (1960) from a square matrix of counts: row, what one side said; column, what the other said of the same
 * items. Its standard error is Fleiss, Cohen and Everitt's (1969), its interval is cut to [−1,1]; where both sides always
 * agreed, it reaches as far down as Wilson's interval of their disagreements does up. Null where nothing was counted or
 * where both sides only ever said one and the same.
 */
export const cohenKappa = (counts: readonly (readonly number[])[], z = z95): Kappa => {
  const n = total(counts.map(total));
  if (n === 0) return undefinedKappa;
  const rows = counts.map((row) => total(row) / n);
  const columns = counts.map((_, j) => total(counts.map((row) => row[j] ?? 0)) / n);
  const share = (values: readonly number[], i: number): number => values[i] ?? 0;
  const observed = total(counts.map((row, i) => share(row, i))) / n;
  const expected = total(rows.map((row, i) => row * share(columns, i)));
  const beyond = 1 - expected;
  // Rounding may leave a hair where all is in one class.
  if (beyond < 1e-12) return undefinedKappa;
  const kappa = (observed - expected) / beyond;
  const spread = total(
    counts.map((row, i) =>
      total(
        row.map((count, j) => {
          const p = count / n;
          if (i === j) return p * (1 - (share(rows, i) + share(columns, i)) * (1 - kappa)) ** 2;
          return p * ((1 - kappa) * (share(columns, i) + share(rows, j))) ** 2;
        }),
      ),
    ),
  );
  const variance = Math.max(spread - (kappa - expected * (1 - kappa)) ** 2, 0) / n;
  const standardError = Math.sqrt(variance) / beyond;
  const disagreements = n - total(counts.map((row, i) => row[i] ?? 0));
  // Where none was seen the standard error is 0, which says nothing of how many there may be.
  const unseen = disagreements === 0 ? (wilson(0, n, z).high ?? 1) / beyond : 0;
  return {
    kappa,
    standardError,
    low: Math.max(kappa - z * standardError - unseen, -1),
    high: Math.min(kappa + z * standardError, 1),
  };
};
