import { axisOver, placeOn, type Axis } from '../../ui/axis.ts';

/** The drawing in its own units. */
export const growthFrame = { width: 900, height: 190, left: 58, right: 22, top: 12, bottom: 28 } as const;

const { width, height, left, right, top, bottom } = growthFrame;
/** The least time that is drawn, in milliseconds: the chart has moments to name below it. */
const leastTime = 15 * 60_000;

/** A dataset as far as it is drawn: its size, and when it was frozen. */
export type Size = { id: string; name: string; at: string; rows: number };

/** The axis of rows, from none. */
export const rowsAxis = (sizes: readonly Size[]): Axis => axisOver([0, ...sizes.map(({ rows }) => rows)]);

/** Where a number of rows stands from top to bottom. */
export const rowsY = (rows: number, axis: Axis): number =>
  top + (1 - placeOn(axis, rows) / 100) * (height - top - bottom);

/** The time that is drawn, in epoch milliseconds: from the first to the last, and a quarter of an hour at least. */
export const growthTime = (sizes: readonly Size[]): { from: number; to: number } => {
  const times = sizes.map(({ at }) => Date.parse(at));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const lacking = Math.max(0, leastTime - (to - from));
  return { from: from - lacking / 2, to: to + lacking / 2 };
};

/** Where a moment stands from left to right. */
export const timeX = (at: number, { from, to }: { from: number; to: number }): number =>
  left + 10 + ((at - from) / (to - from)) * (width - left - right - 20);
