import { binOfCategory, missing } from '../measures/inputs.ts';
import type { Measure, MeasureMetric } from '../measures/metrics.ts';

/** What may drift: `classes`, the answers of the model; its `confidence`; or `input:` and the name of a declared input. */
export type DriftSubject = string;

/** How many there are in each bin. */
export type BinCounts = Record<string, number>;

/** What drift is told from. */
export const driftMetrics: readonly MeasureMetric[] = ['intake', 'confidence', 'input'];

const placeOf = ({ metric, part, bin }: Measure): { subject: DriftSubject; bin: string } => {
  if (metric === 'intake') return { subject: 'classes', bin: part === '' ? missing : binOfCategory(part) };
  return { subject: metric === 'input' ? `input:${part}` : 'confidence', bin };
};

/** The counts of each subject over a time. */
export const driftCounts = (measures: readonly Measure[]): Record<DriftSubject, BinCounts> => {
  const counts: Record<DriftSubject, BinCounts> = {};
  for (const measure of measures) {
    if (!driftMetrics.includes(measure.metric)) continue;
    const { subject, bin } = placeOf(measure);
    const bins = (counts[subject] ??= {});
    bins[bin] = (bins[bin] ?? 0) + measure.n;
  }
  return counts;
};

/** How many were counted. */
export const countAll = (bins: BinCounts): number => Object.values(bins).reduce((sum, n) => sum + n, 0);
