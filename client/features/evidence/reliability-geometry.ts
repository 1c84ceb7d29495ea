import type { Calibration } from '../../../server/features/evidence/contract.ts';

export type CalibrationPoint = Calibration['points'][number];

/** The drawing in its own units: the square of confidence by correctness, and below it the strip of bin sizes. */
export const frame = {
  width: 372,
  height: 410,
  plot: { left: 52, top: 12, size: 304 },
  strip: { top: 326, height: 40 },
} as const;

/** One bin as it is drawn; all in the units of `frame`. */
type Mark = {
  point: CalibrationPoint;
  /** Where the mean confidence and the share of correct answers meet. */
  x: number;
  y: number;
  /** The ends of the error bar: the interval's upper and lower bound. */
  yHigh: number;
  yLow: number;
  /** The bin's size as a bar that stands on the strip's floor. */
  bar: { x: number; y: number; width: number; height: number };
};

/** Where a confidence stands from left to right. */
export const xOf = (confidence: number): number => frame.plot.left + confidence * frame.plot.size;

/** Where a share of correct answers stands from top to bottom. */
export const yOf = (share: number): number => frame.plot.top + (1 - share) * frame.plot.size;

/** The bins that hold at least one review, as they are drawn; the largest fills the strip's height. */
export const marksOf = (points: readonly CalibrationPoint[]): Mark[] => {
  const most = Math.max(1, ...points.map((point) => point.accuracy.n));
  return points.flatMap((point) => {
    const { k, n, low, high } = point.accuracy;
    if (n === 0 || point.confidence === null) return [];
    const share = k / n;
    // A bin of a single review is a hair, but no nothing.
    const height = Math.max(1, (n / most) * frame.strip.height);
    return [
      {
        point,
        x: xOf(point.confidence),
        y: yOf(share),
        yHigh: yOf(high ?? share),
        yLow: yOf(low ?? share),
        bar: {
          x: xOf(point.low) + 1,
          y: frame.strip.top + frame.strip.height - height,
          width: Math.max(1, xOf(point.high) - xOf(point.low) - 2),
          height,
        },
      },
    ];
  });
};
