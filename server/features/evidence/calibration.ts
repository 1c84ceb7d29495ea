import type { ModelEvidence } from '../../../db/queries/evidence.ts';
import { binOfCell, noConfidence } from '../../domain/threshold-grid.ts';
import {
  binCount,
  brier,
  expectedCalibrationError,
  reliabilityDiagram,
  type CalibrationBin,
} from '../../domain/statistics/reliability.ts';
import { count } from './compare.ts';
import type { Calibration } from './contract.ts';

type Labels = ModelEvidence['labels'];

const bins = (labels: Labels, sums: (row: Labels[number]) => CalibrationBin): CalibrationBin[] =>
  Array.from({ length: binCount }, (_, bin) =>
    labels
      .filter(({ cell }) => binOfCell(cell) === bin)
      .map(sums)
      .reduce(
        (a, b) => ({
          n: a.n + b.n,
          sumConfidence: a.sumConfidence + b.sumConfidence,
          sumCorrect: a.sumCorrect + b.sumCorrect,
        }),
        { n: 0, sumConfidence: 0, sumCorrect: 0 },
      ),
  );

/** Σ(c − f)²/π: as c is 1 in the cells that agree and 0 in the others, from Σ1/π, Σf/π and Σf²/π. */
const weightedSquaredError = ({ agreed, ...row }: Labels[number]): number =>
  agreed
    ? row.weight - 2 * row.weightedConfidence + row.weightedConfidenceSquared
    : row.weightedConfidenceSquared;

/**
 * How well confidence says how often the model is right, of the labels under one calibrator. The points are of the items that were reviewed, which within a
 * bin are alike; across bins each counts by 1/π, so that both scores are those of all items.
 */
const calibration = (all: Labels, calibrator: number): Calibration => {
  const labels = all.filter((row) => row.calibrator === calibrator && row.cell !== noConfidence);
  const weighted = bins(labels, ({ agreed, weight, weightedConfidence }) => ({
    n: weight,
    sumConfidence: weightedConfidence,
    sumCorrect: agreed ? weight : 0,
  }));
  const plain = bins(labels, ({ agreed, n, confidence }) => ({
    n,
    sumConfidence: confidence,
    sumCorrect: agreed ? n : 0,
  }));
  const sums = labels.reduce(
    (sum, row) => ({
      n: sum.n + row.weight,
      sumSquaredError: sum.sumSquaredError + weightedSquaredError(row),
    }),
    { n: 0, sumSquaredError: 0 },
  );
  return {
    calibrator,
    reviewed: count(labels, () => true),
    expectedCalibrationError: expectedCalibrationError(weighted),
    brier: brier(sums),
    points: reliabilityDiagram(plain).map(({ low, high, confidence, interval }, i) => ({
      low,
      high,
      confidence,
      accuracy: { k: plain[i]?.sumCorrect ?? 0, n: plain[i]?.n ?? 0, ...interval },
    })),
  };
};

/** The same for each calibrator that labels were compared under, the one in force first, though it has none yet. */
export const calibrations = (labels: Labels, inForce: number): Calibration[] => {
  const others = new Set(labels.map(({ calibrator }) => calibrator));
  others.delete(inForce);
  return [inForce, ...[...others].toSorted((a, b) => b - a)].map((revision) => calibration(labels, revision));
};
