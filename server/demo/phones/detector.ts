import { blobsOf, type Blob } from './blobs.ts';
import { boxOverlap } from '../../kinds/label-kinds/shapes/overlap.ts';
import type { Defect, Surface } from './surface.ts';

const kinds = ['nothing', 'scratch', 'dent'] as const;
type Kind = (typeof kinds)[number];

/** A softmax regression over what is measured of a blob. */
export type Detector = { means: number[]; spreads: number[]; weights: number[][] };

export type Finding = { defects: Defect[]; confidence: number };

const scaled = ({ means, spreads }: Omit<Detector, 'weights'>, { features }: Blob): number[] => [
  1,
  ...features.map((value, i) => (value - (means[i] ?? 0)) / (spreads[i] ?? 1)),
];

const probabilities = (weights: number[][], inputs: number[]): number[] => {
  const scores = weights.map((row) => row.reduce((sum, weight, i) => sum + weight * (inputs[i] ?? 0), 0));
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
};

/** Learns from surfaces of which it is known what is wrong with them, by gradient descent. */
export const learn = (surfaces: readonly Surface[]): Detector => {
  const examples = surfaces.flatMap(({ pixels, defects }) =>
    blobsOf(pixels).map((blob) => {
      const meant = defects.find((defect) => boxOverlap(defect, { ...blob, class: defect.class }) > 0.3);
      return { blob, kind: kinds.indexOf(meant?.class ?? 'nothing') };
    }),
  );
  const columns =
    examples[0]?.blob.features.map((_, i) => examples.map(({ blob }) => blob.features[i] ?? 0)) ?? [];
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const spreads = columns.map(
    (column, i) =>
      Math.sqrt(column.reduce((sum, value) => sum + (value - (means[i] ?? 0)) ** 2, 0) / column.length) || 1,
  );
  const inputs = examples.map(({ blob }) => scaled({ means, spreads }, blob));
  const weights = kinds.map(() => Array.from({ length: columns.length + 1 }, () => 0));
  for (let step = 0; step < 300; step += 1) {
    const slopes = weights.map((row) => row.map((weight) => 0.001 * weight));
    examples.forEach(({ kind }, n) => {
      const input = inputs[n] ?? [];
      probabilities(weights, input).forEach((p, k) => {
        const error = (p - (k === kind ? 1 : 0)) / examples.length;
        const row = slopes[k] ?? [];
        input.forEach((value, i) => (row[i] = (row[i] ?? 0) + error * value));
      });
    });
    weights.forEach((row, k) => row.forEach((weight, i) => (row[i] = weight - 2 * (slopes[k]?.[i] ?? 0))));
  }
  return { means, spreads, weights };
};

/** What is wrong with a surface, and how probable it is that each blob of it was told right. */
export const detect = (detector: Detector, pixels: Float32Array): Finding => {
  let confidence = 1;
  const defects = blobsOf(pixels).flatMap((blob): Defect[] => {
    const chances = probabilities(detector.weights, scaled(detector, blob));
    const best = Math.max(...chances);
    confidence *= best;
    const kind: Kind = kinds[chances.indexOf(best)] ?? 'nothing';
    const { x, y, width, height } = blob;
    return kind === 'nothing' ? [] : [{ class: kind, x, y, width, height }];
  });
  return { defects, confidence };
};
