import type { CertificationReply } from '../../../server/features/certificates/contract.ts';

type Point = NonNullable<CertificationReply['evidence']>['all'][number];

/** The drawing in its own units. */
export const curveFrame = { width: 560, height: 300, left: 58, right: 14, top: 14, bottom: 46 } as const;

/** A threshold as it is drawn, in the units of `curveFrame`. */
type CurveMark = { point: Point; x: number; y: number; yHigh: number; yLow: number };

/** The scale of errors: its upper end, and the shares that have a line. */
export type ErrorScale = { max: number; ticks: number[] };

/** A quarter of each is a round figure. */
const tops = [0.02, 0.04, 0.08, 0.2, 0.4, 0.8, 1] as const;

/** A scale that shows every error in full and the target away from its ends. */
export const errorScale = (points: readonly Point[], target: number): ErrorScale => {
  const needed = Math.max(target * 1.5, ...points.map(({ error }) => error?.value ?? 0));
  const max = tops.find((top) => top >= needed) ?? 1;
  return { max, ticks: Array.from({ length: 5 }, (_, i) => (i * max) / 4) };
};

const { width, height, left, right, top, bottom } = curveFrame;

/** Where an automated share stands from left to right. */
export const shareX = (share: number): number => left + share * (width - left - right);

/** Where an error stands from top to bottom; one beyond the scale stands at its end. */
export const errorY = (error: number, { max }: ErrorScale): number =>
  height - bottom - (Math.min(error, max) / max) * (height - top - bottom);

/** The thresholds that some reviewed item reaches, from the most automated to the least. */
export const curveMarks = (points: readonly Point[], scale: ErrorScale): CurveMark[] =>
  points.flatMap((point) => {
    const { error, automated } = point;
    if (error === null || automated.n === 0) return [];
    return [
      {
        point,
        x: shareX(automated.k / automated.n),
        y: errorY(error.value, scale),
        yHigh: errorY(error.high, scale),
        yLow: errorY(error.low, scale),
      },
    ];
  });
