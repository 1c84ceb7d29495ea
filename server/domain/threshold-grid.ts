import { binCount, binOf } from './statistics/reliability.ts';

/** The least confidences for acceptance that can be certified: fixed once for all, before any label. 0 is everything. */
export const thresholdGrid: readonly number[] = [
  0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99,
];

/**
 * Where confidences are told apart: at the bounds of the reliability diagram's bins and at each threshold. Bound k is
 * cell 2k by itself, and what lies between bounds k and k + 1 is cell 2k + 1, as bins end with their upper bound and
 * thresholds begin with theirs.
 */
export const cellBounds: readonly number[] = [
  ...new Set([...thresholdGrid, ...Array.from({ length: binCount + 1 }, (_, i) => i / binCount)]),
].toSorted((a, b) => a - b);

/** The cell of predictions that came without a confidence. */
export const noConfidence = -1;

/** The cell of a confidence in [0,1]; null: none was given. */
export const confidenceCell = (confidence: number | null): number => {
  if (confidence === null) return noConfidence;
  const next = cellBounds.findIndex((bound) => confidence <= bound);
  return confidence === cellBounds[next] ? 2 * next : 2 * next - 1;
};

/** A confidence that lies in a cell. */
const within = (cell: number): number => {
  const below = cellBounds[Math.floor(cell / 2)] ?? 0;
  return cell % 2 === 0 ? below : (below + (cellBounds[(cell + 1) / 2] ?? 1)) / 2;
};

/** The bin of the reliability diagram that a cell is a part of; null: of none. */
export const binOfCell = (cell: number): number | null =>
  cell === noConfidence ? null : binOf(within(cell));

/** Whether the confidences of a cell reach a threshold of the grid. */
export const reaches = (cell: number, threshold: number): boolean =>
  cell !== noConfidence && within(cell) >= threshold;
