import { byteUnit } from './unit-text.ts';
import { axisOf, axisOver, placeOn, type Axis } from './axis.ts';
import type { FigureUnit } from '../../server/domain/measures/figure.ts';

/** The drawing in its own units. */
export const frame = { width: 480, height: 200, left: 54, right: 12, top: 18, bottom: 26 } as const;

const { width, height, left, right, top, bottom } = frame;

/** A value at a step, which begins at an instant, with how much stands behind it. */
export type SeriesPoint = { at: string; value: number | null; n: number };

/** A curve of a chart over time. */
export type Curve = {
  /** What it is told apart by from the others of its chart. */
  key: string;
  title: string;
  unit: FigureUnit;
  /** A colour of its own; null: the one of its place. */
  color: string | null;
  points: readonly SeriesPoint[];
};

/** The time that is drawn, and how long each step of it is. */
export type SeriesTime = { from: string; to: string; stepMinutes: number };

/** The time that a chart shows, in epoch milliseconds, and how long its steps are. */
export type Window = { from: number; to: number; stepMs: number };

/** Where a moment stands from left to right. */
export const xOf = (at: number, { from, to }: Window): number =>
  left + ((at - from) / (to - from)) * (width - left - right);

/** Where a value stands from top to bottom. */
export const yOf = (value: number, axis: Axis): number =>
  top + (1 - placeOn(axis, value) / 100) * (height - top - bottom);

/** In whole steps of a power of two, as memory is told. */
const bytesAxis = (values: readonly number[]): Axis => {
  const unit = byteUnit(Math.max(0, ...values));
  const { from, to, ticks } = axisOver([0, ...values.map((value) => value / unit.size)]);
  return { from: from * unit.size, to: to * unit.size, ticks: ticks.map((tick) => tick * unit.size) };
};

/** The axis that holds all of these values: shares within 0 to 1, inputs around what they are, all else from 0. */
export const valueAxis = (values: readonly number[], unit: FigureUnit): Axis => {
  if (unit === 'bytes') return bytesAxis(values);
  if (unit === 'share') return axisOf(values.length === 0 ? [0] : values);
  return axisOver(unit === 'number' ? values : [0, ...values]);
};

/** The middle of a point's step, in the window that it is drawn in. */
const middle = ({ at }: SeriesPoint, { to, stepMs }: Window, shift: number): number => {
  const start = Date.parse(at) + shift;
  return start + Math.min(stepMs, Math.max(to - start, 0)) / 2;
};

/**
 * A curve as SVG path data, broken where nothing is known; `shift` (in milliseconds) is added to its times. A point that
 * stands alone is a short dash.
 */
export const pathOf = (points: readonly SeriesPoint[], axis: Axis, window: Window, shift = 0): string => {
  const runs: string[][] = [[]];
  for (const point of points) {
    const x = middle(point, window, shift);
    if (point.value === null || x < window.from || x > window.to) runs.push([]);
    else runs.at(-1)?.push(`${xOf(x, window).toFixed(1)} ${yOf(point.value, axis).toFixed(1)}`);
  }
  return runs
    .filter((run) => run.length > 0)
    .map((run) => (run.length === 1 ? `M${run[0] ?? ''}h3` : `M${run.join('L')}`))
    .join('');
};

/** The index of the step that a place in the drawing belongs to; null: it lies outside. */
export const stepAt = (x: number, points: readonly SeriesPoint[], window: Window): number | null => {
  const share = (x - left) / (width - left - right);
  if (share < 0 || share > 1) return null;
  const at = window.from + share * (window.to - window.from);
  const last = points.findLastIndex((point) => Date.parse(point.at) <= at);
  return last === -1 ? null : last;
};

const hourMs = 3_600_000;
const tickSteps = [5 / 60, 0.25, 0.5, 1, 3, 6, 24, 48, 7 * 24, 14 * 24, 30 * 24].map(
  (hours) => hours * hourMs,
);

/** Round moments of the reader's zone that are written below the chart, six at most. */
export const timeTicks = ({ from, to }: Pick<Window, 'from' | 'to'>): number[] => {
  const step = tickSteps.find((length) => (to - from) / length <= 6) ?? (to - from) / 6;
  const zone = new Date(from).getTimezoneOffset() * 60_000;
  const first = Math.ceil((from - zone) / step) * step + zone;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, i) => first + i * step);
};
