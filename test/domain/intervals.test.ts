import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointsOf } from '../../server/domain/code-points.ts';
import {
  byPlace,
  countMatches,
  iou,
  withInterval,
  withMoved,
  type Interval,
} from '../../server/domain/intervals.ts';

const at = (start: number, end: number, name = 'a'): Interval => ({ class: name, start, end });

const interval = fc
  .record({ class: fc.constantFrom('a', 'b'), start: fc.nat(20), length: fc.integer({ min: 1, max: 8 }) })
  .map(({ length, ...rest }) => ({ ...rest, end: rest.start + length }));
const intervals = fc.array(interval, { maxLength: 7 });

const overlapFree = (list: readonly Interval[]): boolean =>
  list.every((one, i) => i === 0 || (list[i - 1]?.end ?? 0) <= one.start);

/** The most pairs there can be, by trying all. */
const mostPairs = (a: readonly Interval[], b: readonly Interval[], from: number): number => {
  const [first, ...rest] = a;
  if (!first) return 0;
  const paired = b.flatMap((other, j) =>
    first.class === other.class && iou(first, other) >= from
      ? [1 + mostPairs(rest, b.toSpliced(j, 1), from)]
      : [],
  );
  return Math.max(mostPairs(rest, b, from), ...paired);
};

describe('what two stretches have in common', () => {
  it.each([
    [at(0, 4), at(2, 6), 1 / 3],
    [at(0, 4), at(0, 4), 1],
    [at(0, 4), at(4, 6), 0],
    [at(0, 10), at(2, 7), 0.5],
  ])('of %j and %j is %d', (a, b, share) => {
    expect(iou(a, b)).toBeCloseTo(share, 12);
    expect(iou(b, a)).toBe(iou(a, b));
  });
});

it('as many stretches are matched as can be, one to one and whichever list comes first', () => {
  fc.assert(
    fc.property(intervals, intervals, fc.constantFrom(0.2, 0.5, 1), (a, b, from) => {
      const matched = countMatches(a, b, from);
      expect(matched).toBe(mostPairs(a, b, from));
      expect(countMatches(b, a, from)).toBe(matched);
      expect(countMatches(a, a, from)).toBe(a.length);
    }),
  );
});

it('what is marked takes the place of what it overlaps, but where marks may overlap', () => {
  fc.assert(
    fc.property(intervals, interval, (drawn, one) => {
      const apart = drawn.reduce<Interval[]>((before, next) => withInterval(before, next, false), []);
      const after = withInterval(apart, one, false);
      expect(after).toContain(one);
      expect(overlapFree(after)).toBe(true);
      for (const other of apart)
        expect(after.includes(other)).toBe(other.end <= one.start || one.end <= other.start);
      const together = withInterval(apart, one, true);
      expect(together).toEqual(together.toSorted(byPlace));
      expect(apart.length - together.length).toBeLessThanOrEqual(0);
    }),
  );
});

it('what is moved ends at its neighbours, and is never lost', () => {
  const marks = [at(0, 2), at(4, 6), at(8, 9)];
  const [, middle = at(0, 0)] = marks;
  const moved = (start: number, end: number, mayOverlap: boolean) =>
    withMoved(marks, middle, { start, end }, mayOverlap).map((mark) => [mark.start, mark.end]);
  expect(moved(1, 20, false)).toEqual([
    [0, 2],
    [2, 8],
    [8, 9],
  ]);
  expect(moved(3, 20, true)).toEqual([
    [0, 2],
    [3, 20],
    [8, 9],
  ]);
  expect(moved(9, 10, false)).toEqual([
    [0, 2],
    [4, 6],
    [8, 9],
  ]);
});

it('code points are counted as Python counts them, there and back', () => {
  const { length, fromUnits, toUnits } = codePointsOf('a🙂b🙂');
  expect(length).toBe(4);
  expect([0, 1, 3, 4, 6].map(fromUnits)).toEqual([0, 1, 2, 3, 4]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const points = codePointsOf(text);
      const characters = Array.from(text);
      expect(points.length).toBe(characters.length);
      for (let i = 0; i <= characters.length; i++) {
        expect(points.toUnits(i)).toBe(characters.slice(0, i).join('').length);
        expect(points.fromUnits(points.toUnits(i))).toBe(i);
      }
    }),
  );
  expect([0, 1, 2, 3, 4].map(toUnits)).toEqual([0, 1, 3, 4, 6]);
});
