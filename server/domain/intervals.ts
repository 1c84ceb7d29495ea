import { fieldsOf } from './form.ts';
import { countPairs } from './matching.ts';
import type { Json } from './words.ts';

/** A stretch of an item from `start` up to, not including, `end`, marked as a class. */
export type Interval = { class: string; start: number; end: number };

const isInterval = (one: Json): one is Interval => {
  const { class: name, start, end } = fieldsOf(one) ?? {};
  return typeof name === 'string' && typeof start === 'number' && typeof end === 'number';
};

/** The stretches that a value marks; none where it is no list of them. */
export const intervalsOf = (value: Json | undefined): Interval[] =>
  Array.isArray(value) ? value.filter(isInterval) : [];

/** The order in which stretches stand: by where they start, then end. */
export const byPlace = (a: Pick<Interval, 'start' | 'end'>, b: Pick<Interval, 'start' | 'end'>): number =>
  a.start - b.start || a.end - b.end;

/** How much two stretches have in common: what they share of what they cover together, from 0 to 1. */
export const iou = (a: Interval, b: Interval): number => {
  const shared = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  const together = a.end - a.start + (b.end - b.start) - shared;
  return together > 0 ? shared / together : 0;
};

/** What quotients may be off by. */
const slack = 1e-9;

/**
 * The greatest number of pairs of a stretch of each list, each in one pair at most, that are of one class and have at least
 * `from` in common: the same whichever list comes first.
 */
export const countMatches = (a: readonly Interval[], b: readonly Interval[], from: number): number =>
  countPairs(a, b, (one, other) => one.class === other.class && iou(one, other) >= from - slack);

const overlap = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end;

const sameBounds = (a: Interval, b: Interval): boolean => a.start === b.start && a.end === b.end;

/**
 * The stretches with one more, in order. It takes the place of what is marked from just there to there, and of all that it
 * overlaps where stretches may not overlap.
 */
export const withInterval = (before: readonly Interval[], one: Interval, mayOverlap: boolean): Interval[] => {
  const kept = before.filter((other) => !sameBounds(other, one) && (mayOverlap || !overlap(other, one)));
  return [...kept, one].toSorted(byPlace);
};

/** The stretches with one moved; where stretches may not overlap it ends at its neighbours. As they were where nothing is left of it. */
export const withMoved = (
  before: readonly Interval[],
  one: Interval,
  to: Pick<Interval, 'start' | 'end'>,
  mayOverlap: boolean,
): Interval[] => {
  const others = before.filter((other) => other !== one);
  const walls = mayOverlap ? [] : others;
  const start = Math.max(to.start, ...walls.filter((w) => w.start <= one.start).map((w) => w.end));
  const end = Math.min(to.end, ...walls.filter((w) => w.start > one.start).map((w) => w.start));
  return start < end ? [...others, { ...one, start, end }].toSorted(byPlace) : [...before];
};
