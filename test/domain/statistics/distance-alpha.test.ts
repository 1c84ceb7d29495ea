import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nominalAlphaEstimate } from '../../../server/domain/statistics/alpha-interval.ts';
import {
  distanceAlphaEstimate,
  likenessWithin,
  meanLikeness,
} from '../../../server/domain/statistics/distance-alpha.ts';

type Given = { item: number; value: number };

const distancesOf = (answers: readonly Given[], distance: (a: number, b: number) => number) => ({
  items: answers.map(({ item }) => item),
  between: answers.map((a) => answers.map((b) => distance(a.value, b.value))),
});
const nominal = (a: number, b: number) => Number(a !== b);
const interval = (a: number, b: number) => (a - b) ** 2;

// Krippendorff's example: a row a coder, a column a unit, a dot where nothing was given.
const coders = ['.....34121133.3', '1.213343.......', '..21344.21133.4'];
const example = Array.from({ length: 15 }, (_, item) =>
  coders.map((row) => row[item] ?? '.').filter((value) => value !== '.'),
).flatMap((values, item) =>
  values.length < 2 ? [] : values.map((value) => ({ item, value: Number(value) })),
);

describe('Krippendorff’s alpha by a distance', () => {
  it('is the published one of his example, for what is equal or not and for what is measured', () => {
    expect(distanceAlphaEstimate(distancesOf(example, nominal))?.alpha).toBeCloseTo(0.691358, 6);
    expect(distanceAlphaEstimate(distancesOf(example, interval))?.alpha).toBeCloseTo(0.810845, 6);
  });

  it('has the interval that alpha for classes has', () => {
    const rated = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 4 }), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(rated, (items) => {
        const answers = items.flatMap((values, item) => values.map((value) => ({ item, value })));
        const counts = items.map((values) => ({
          items: 1,
          counts: new Map([...new Set(values)].map((v) => [v, values.filter((one) => one === v).length])),
        }));
        const found = distanceAlphaEstimate(distancesOf(answers, nominal));
        const known = nominalAlphaEstimate(counts);
        if (known === null) expect(found).toBeNull();
        else {
          expect(found?.alpha).toBeCloseTo(known.alpha, 9);
          expect(found?.low).toBeCloseTo(known.low, 6);
          expect(found?.high).toBeCloseTo(known.high, 6);
        }
      }),
    );
  });
});

describe('how alike answers are on average', () => {
  it('counts each item once, however many answers it has', () => {
    const answers = [
      { item: 0, value: 1 },
      { item: 0, value: 1 },
      { item: 1, value: 1 },
      { item: 1, value: 2 },
      { item: 1, value: 2 },
    ];
    const within = likenessWithin(distancesOf(answers, (a, b) => Number(a === b)));
    expect(within).toEqual([1, 1 / 3]);
    expect(meanLikeness(within)?.value).toBeCloseTo(2 / 3, 9);
  });

  it('has the interval of a share, and none of nothing', () => {
    expect(meanLikeness([])).toBeNull();
    expect(meanLikeness(Array.from({ length: 20 }, () => 1))).toEqual({
      value: 1,
      low: expect.closeTo(1 - 0.161125, 6),
      high: 1,
    });
  });
});
