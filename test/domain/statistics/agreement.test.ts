import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohenKappa } from '../../../server/domain/statistics/kappa.ts';
import { intervalAlpha, nominalAlpha } from '../../../server/domain/statistics/krippendorff-alpha.ts';

const matrices = fc.integer({ min: 2, max: 5 }).chain((size) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: size, maxLength: size }), {
    minLength: size,
    maxLength: size,
  }),
);

const transposed = (matrix: readonly number[][]) =>
  matrix.map((_, i) => matrix.map((row) => row[i] ?? Number.NaN));

describe('Cohen’s kappa', () => {
  it.each([
    {
      counts: [
        [20, 5],
        [10, 15],
      ],
      kappa: 0.4,
    },
    {
      counts: [
        [45, 15],
        [25, 15],
      ],
      kappa: 0.130435,
    },
    {
      counts: [
        [25, 35],
        [5, 35],
      ],
      kappa: 0.259259,
    },
  ])('of $counts is $kappa', ({ counts, kappa }) => {
    expect(cohenKappa(counts).kappa).toBeCloseTo(kappa, 6);
  });

  // The example of SAS's FREQ procedure, two dermatologists' ratings of 88 patients.
  it('has the published standard error and interval', () => {
    const counts = [
      [10, 4, 1, 0],
      [5, 10, 12, 2],
      [2, 4, 12, 5],
      [0, 2, 6, 13],
    ];
    const result = cohenKappa(counts);
    expect(result.kappa).toBeCloseTo(0.3449, 4);
    expect(result.standardError).toBeCloseTo(0.0724, 4);
    expect(result.low).toBeCloseTo(0.203, 4);
    expect(result.high).toBeCloseTo(0.4868, 4);
  });

  it('is not defined where nothing was counted or all is one class', () => {
    const nothing = { kappa: null, standardError: null, low: null, high: null };
    expect(cohenKappa([])).toEqual(nothing);
    expect(
      cohenKappa([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual(nothing);
    expect(
      cohenKappa([
        [0, 0],
        [0, 7],
      ]),
    ).toEqual(nothing);
  });

  it('is 1 where both always say the same of several classes, within what so few items can say', () => {
    const found = cohenKappa([
      [5, 0],
      [0, 5],
    ]);
    expect(found).toMatchObject({ kappa: 1, standardError: 0, high: 1 });
    expect(found.low).toBeCloseTo(1 - 0.277533 / 0.5, 5); // of 0 in 10 Wilson's interval reaches .2775
  });

  it('does not ask which side is which and stays in its interval', () => {
    fc.assert(
      fc.property(matrices, (counts) => {
        const one = cohenKappa(counts);
        const other = cohenKappa(transposed(counts));
        if (one.kappa === null || other.kappa === null) {
          expect(one).toEqual(other);
          return;
        }
        expect(one.kappa).toBeCloseTo(other.kappa, 10);
        expect(one.standardError).toBeCloseTo(other.standardError, 6);
        expect(one.low).toBeLessThanOrEqual(one.kappa + 1e-12);
        expect(one.high).toBeGreaterThanOrEqual(one.kappa - 1e-12);
      }),
    );
  });
});

// Krippendorff's example: a row a coder, a column a unit, a dot where nothing was given.
const coders = ['.....34121133.3', '1.213343.......', '..21344.21133.4'];
const example = Array.from({ length: 15 }, (_, unit) => {
  const counts = new Map<number, number>();
  for (const row of coders)
    if (row[unit] !== '.') counts.set(Number(row[unit]), (counts.get(Number(row[unit])) ?? 0) + 1);
  return counts;
});

const ratedItems = fc.array(
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 3 })), { maxLength: 4 })
    .map((pairs) => new Map(pairs)),
  { maxLength: 12 },
);

describe('Krippendorff’s alpha', () => {
  it('of his example is the published one', () => {
    expect(nominalAlpha(example)).toBeCloseTo(0.691358, 6);
    expect(intervalAlpha(example)).toBeCloseTo(0.810845, 6);
  });

  it('is 1 where all agree on several values and null where there is nothing to disagree on', () => {
    const agreed = [new Map([[1, 2]]), new Map([[4, 3]])];
    expect(nominalAlpha(agreed)).toBe(1);
    expect(intervalAlpha(agreed)).toBe(1);
    for (const items of [[], [new Map([[1, 1]])], [new Map([[1, 2]]), new Map([[1, 3]])]]) {
      expect(nominalAlpha(items)).toBeNull();
      expect(intervalAlpha(items)).toBeNull();
    }
  });

  it('does not depend on the order of items, nor on those with fewer than two ratings', () => {
    fc.assert(
      fc.property(ratedItems, (items) => {
        const changed = [new Map([[3, 1]]), ...items.toReversed(), new Map<number, number>()];
        for (const alpha of [nominalAlpha<number>, intervalAlpha]) {
          const value = alpha(items);
          if (value === null) expect(alpha(changed)).toBeNull();
          else expect(alpha(changed)).toBeCloseTo(value, 10);
        }
      }),
    );
  });

  it('of names does not ask what they are, of numbers neither where they lie nor in which unit', () => {
    fc.assert(
      fc.property(ratedItems, (items) => {
        const named = items.map((counts) => new Map([...counts].map(([v, n]) => [`class ${v}`, n])));
        expect(nominalAlpha(named)).toBe(nominalAlpha(items));
        const moved = items.map((counts) => new Map([...counts].map(([v, n]) => [v * 2 + 1e9, n])));
        const value = intervalAlpha(items);
        if (value === null) expect(intervalAlpha(moved)).toBeNull();
        else expect(intervalAlpha(moved)).toBeCloseTo(value, 9);
      }),
    );
  });
});
