import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { chiSquareTwoSample } from '../statistics/chi-square.ts';
import { jensenShannon, populationStability } from '../statistics/distances.ts';
import { kolmogorovSurvival } from '../statistics/kolmogorov.ts';
import { total } from '../statistics/total.ts';
import { countAll, type BinCounts, type DriftSubject } from './counts.ts';
import { countGroups, groupsOf, isNumeric, type DriftGroup } from './groups.ts';

/** Fewer than so many say nothing of drift. */
export const fewestCurrent = 200;

/** From this population stability index on something has moved: the effect decides, not its p-value. */
export const movedFrom = 0.2;

/** How far what came in over a time differs from the reference, in one subject. */
export type DriftResult = {
  subject: DriftSubject;
  /** Of what came in, and of the reference. */
  n: number;
  referenceN: number;
  psi: number;
  jensenShannon: number;
  test: 'ks' | 'chi_square';
  p: number;
  /** The same, adjusted for the number of subjects (Benjamini and Hochberg). */
  adjusted: number;
  /** The group whose share grew most, and its shares then and now. */
  grown: { group: DriftGroup; before: number; now: number } | null;
};

/** The largest distance between two distributions over groups in their order. */
const ksDistance = (a: readonly number[], b: readonly number[]): number => {
  const [n, m] = [total(a), total(b)];
  let [x, y, most] = [0, 0, 0];
  for (const [i, count] of a.entries()) {
    x += count / n;
    y += (b[i] ?? 0) / m;
    most = Math.max(most, Math.abs(x - y));
  }
  return most;
};

/** The p-value of either test; numbers are compared over the ranges of the reference. */
const pValue = (numeric: boolean, before: readonly number[], now: readonly number[]): number => {
  if (!numeric) return chiSquareTwoSample(before, now)?.p ?? 1;
  const [n, m] = [total(before), total(now)];
  return kolmogorovSurvival(Math.max(1, Math.round((n * m) / (n + m))), ksDistance(before, now));
};

const compareOne = (
  subject: DriftSubject,
  reference: BinCounts,
  current: BinCounts,
): Omit<DriftResult, 'adjusted'> | null => {
  const [referenceN, n] = [countAll(reference), countAll(current)];
  if (n < fewestCurrent || referenceN < fewestCurrent) return null;
  const groups = groupsOf(reference);
  const before = countGroups(groups, reference);
  const now = countGroups(groups, current);
  const shares = groups.map((group, i) => ({
    group,
    before: (before[i] ?? 0) / referenceN,
    now: (now[i] ?? 0) / n,
  }));
  const grown = shares.reduce((most, one) => (one.now - one.before > most.now - most.before ? one : most));
  const numeric = isNumeric(reference);
  return {
    subject,
    n,
    referenceN,
    psi: populationStability(before, now) ?? 0,
    jensenShannon: jensenShannon(before, now) ?? 0,
    test: numeric ? 'ks' : 'chi_square',
    p: pValue(numeric, before, now),
    grown: grown.now > grown.before ? grown : null,
  };
};

/** Holds what came in over a time against a reference, in every subject of which both hold enough. */
export const compareWithReference = (
  reference: Readonly<Record<DriftSubject, BinCounts>>,
  current: Readonly<Record<DriftSubject, BinCounts>>,
): DriftResult[] => {
  const results = Object.entries(reference).flatMap(
    ([subject, bins]) => compareOne(subject, bins, current[subject] ?? {}) ?? [],
  );
  const adjusted = benjaminiHochberg(results.map(({ p }) => p));
  return results.map((result, i) => ({ ...result, adjusted: adjusted[i] ?? 1 }));
};
