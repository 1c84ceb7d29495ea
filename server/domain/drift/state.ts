import { total } from '../statistics/total.ts';
import { movedFrom, type DriftResult } from './compare.ts';

/** What moved must have done so in so many windows one after the other before it is called drift. */
export const persistsOver = 2;

/** Up to so many windows are looked back on to tell how something moved. */
export const windowsLookedAt = 12;

/** Too few to tell, as the reference; moved in the latest window; moved in several, one after the other. */
export const driftStandings = ['not_enough', 'stable', 'moved', 'drifting'] as const;
export type DriftStanding = (typeof driftStandings)[number];

/** All at once, or little by little. */
export const driftShapes = ['sudden', 'gradual'] as const;
export type DriftShape = (typeof driftShapes)[number];

/** Fewer windows do not tell a shift from a trend. */
const fewestForShape = 4;

const squares = (values: readonly number[]): number => {
  const mean = total(values) / values.length;
  return total(values.map((x) => (x - mean) ** 2));
};

/** What is left of the variation around the best straight line. */
const aroundLine = (values: readonly number[]): number => {
  const middle = (values.length - 1) / 2;
  const mean = total(values) / values.length;
  const times = total(values.map((_, i) => (i - middle) ** 2));
  const slope = total(values.map((x, i) => (i - middle) * (x - mean))) / times;
  return total(values.map((x, i) => (x - mean - slope * (i - middle)) ** 2));
};

/** What is left of it around the best two levels. */
const aroundLevels = (values: readonly number[]): number =>
  Math.min(...values.slice(1).map((_, i) => squares(values.slice(0, i + 1)) + squares(values.slice(i + 1))));

/**
 * Whether distances from the reference, window by window, look like a shift from one level to another or like a trend: by
 * which of both leaves less unexplained. Null: too few windows to tell.
 */
export const shapeOf = (distances: readonly number[]): DriftShape | null => {
  if (distances.length < fewestForShape) return null;
  return aroundLevels(distances) <= aroundLine(distances) ? 'sudden' : 'gradual';
};

/** A subject's results window by window, the latest last; `end` is epoch milliseconds. */
export type DriftHistory = readonly { start: number; end: number; result: DriftResult }[];

/** How something that may drift stands. */
export type SubjectStanding = Pick<DriftState, 'standing' | 'since'> & { subject: string };

export type DriftState = {
  standing: DriftStanding;
  /** Null where nothing moved, or it cannot be told yet. */
  shape: DriftShape | null;
  /** When the first of the windows that moved began (epoch milliseconds); null: the latest did not. */
  since: number | null;
};

/** How a subject stands after these windows. */
export const driftStateOf = (history: DriftHistory): DriftState => {
  if (history.length === 0) return { standing: 'not_enough', shape: null, since: null };
  const still = history.findLastIndex(({ result }) => result.psi < movedFrom);
  const moved = history.slice(still + 1);
  const [first] = moved;
  if (!first) return { standing: 'stable', shape: null, since: null };
  return {
    standing: moved.length >= persistsOver ? 'drifting' : 'moved',
    shape: shapeOf(history.map(({ result }) => result.jensenShannon)),
    since: first.start,
  };
};
