import type { ModelEvidence } from '../../../db/queries/evidence.ts';
import { hajek } from '../../domain/statistics/hajek.ts';
import { reaches } from '../../domain/threshold-grid.ts';
import type { ThresholdEvidence } from './contract.ts';

/** The share of wrong answers at or above a threshold (of one class, as JSON text; null: all), by Hájek. */
export const errorAbove = (
  labels: ModelEvidence['labels'],
  threshold: number,
  value: string | null,
): ThresholdEvidence['error'] => {
  const above = labels.filter(
    ({ cell, modelValue }) => reaches(cell, threshold) && (value === null || modelValue === value),
  );
  const sum = (of: (row: (typeof above)[number]) => number) =>
    above.reduce((total, row) => total + of(row), 0);
  const estimate = hajek({
    reviewed: sum(({ n }) => n),
    weight: sum(({ weight }) => weight),
    weightSquared: sum(({ weightSquared }) => weightSquared),
    correct: sum(({ agreed, weight }) => (agreed ? 0 : weight)),
    correctSquared: sum(({ agreed, weightSquared }) => (agreed ? 0 : weightSquared)),
  });
  if (!estimate) return null;
  const { value: error, low, high, effectiveSampleSize } = estimate;
  return { value: error, low, high, effectiveSampleSize };
};
