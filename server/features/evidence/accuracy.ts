import type { ModelEvidence } from '../../../db/queries/evidence.ts';
import { aipw, type AipwSums } from '../../domain/statistics/aipw.ts';
import { reviewsNeeded, type Estimate } from '../../domain/statistics/estimate.ts';
import { hajek, type HajekSums } from '../../domain/statistics/hajek.ts';
import { proportionOf } from '../../contract/proportion.ts';
import { count } from './compare.ts';
import type { Evidence, EvidenceEstimate } from './contract.ts';

/** How near an estimate should come, to either side. */
const halfWidth = 0.02;

const total = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);

const told = (estimate: Estimate | null): EvidenceEstimate | null => {
  if (!estimate) return null;
  const { value, low, high, effectiveSampleSize } = estimate;
  return { value, low, high, effectiveSampleSize };
};

const hajekSums = (labels: ModelEvidence['labels']): HajekSums => ({
  reviewed: total(labels, ({ n }) => n),
  weight: total(labels, ({ weight }) => weight),
  weightSquared: total(labels, ({ weightSquared }) => weightSquared),
  correct: total(labels, ({ agreed, weight }) => (agreed ? weight : 0)),
  correctSquared: total(labels, ({ agreed, weightSquared }) => (agreed ? weightSquared : 0)),
});

/** With d = (c − f)/π, as c is 1 in the cells that agree and 0 in the others: Σd and Σfd from Σf/π and Σf²/π. */
const aipwSums = ({ labels, intake }: ModelEvidence): AipwSums => {
  const covered = intake.filter((row) => row.covered);
  return {
    items: total(covered, ({ n }) => n),
    confidence: total(covered, ({ confidence }) => confidence),
    confidenceSquared: total(covered, ({ confidenceSquared }) => confidenceSquared),
    reviewed: total(labels, ({ n }) => n),
    weight: total(labels, ({ weight }) => weight),
    weightSquared: total(labels, ({ weightSquared }) => weightSquared),
    correction: total(labels, (row) => (row.agreed ? row.weight : 0) - row.weightedConfidence),
    correctionSquared: total(labels, ({ correctionSquared }) => correctionSquared),
    product: total(
      labels,
      (row) => (row.agreed ? row.weightedConfidence : 0) - row.weightedConfidenceSquared,
    ),
  };
};

/** The share of all items on which the model is right, estimated from blind reviews; and what is not to be taken for it. */
export const accuracy = (found: ModelEvidence): Evidence['accuracy'] => {
  const { answers, labels, intake } = found;
  const weighted = hajek(hajekSums(labels));
  return {
    hajek: told(weighted),
    aipw: told(aipw(aipwSums(found))),
    reviewed: count(labels, () => true),
    covered: count(intake, ({ covered }) => covered),
    uncovered: count(intake, ({ covered }) => !covered),
    needed: reviewsNeeded(weighted, halfWidth),
    halfWidth,
    naive: proportionOf(
      count(answers, ({ agreed }) => agreed),
      count(answers, () => true),
    ),
  };
};
