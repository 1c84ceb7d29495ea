import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stickyUniform } from '../../../server/domain/draw.ts';
import { nominalAlphaEstimate } from '../../../server/domain/statistics/alpha-interval.ts';
import { nominalAlpha } from '../../../server/domain/statistics/krippendorff-alpha.ts';

// Krippendorff's example: a row a coder, a column a unit, a dot where nothing was given.
const coders = ['.....34121133.3', '1.213343.......', '..21344.21133.4'];
const example = Array.from({ length: 15 }, (_, unit) => {
  const counts = new Map<string, number>();
  for (const row of coders) {
    const value = row[unit] ?? '.';
    if (value !== '.') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
});
const once = <Value>(counts: Map<Value, number>) => ({ counts, items: 1 });

const ratedItems = fc.array(
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 })), { maxLength: 3 })
    .map((pairs) => new Map(pairs)),
  { maxLength: 12 },
);

describe('Krippendorff’s alpha with its interval', () => {
  it('is the published one of his example, within an interval that is not empty', () => {
    const found = nominalAlphaEstimate(example.map(once));
    expect(found?.alpha).toBeCloseTo(0.691358, 6);
    expect(found?.low).toBeLessThan(0.55);
    expect(found?.high).toBeGreaterThan(0.8);
  });

  it('is that of leaving out each item in turn', () => {
    fc.assert(
      fc.property(ratedItems, (items) => {
        const rated = items.filter((counts) => [...counts.values()].reduce((sum, n) => sum + n, 0) > 1);
        const left = rated.map((_, i) => nominalAlpha(rated.filter((__, j) => j !== i)));
        const found = nominalAlphaEstimate(items.map(once));
        const alpha = nominalAlpha(items);
        if (alpha === null || left.includes(null)) {
          expect(found).toBeNull();
          return;
        }
        const mean = left.reduce<number>((sum, one) => sum + (one ?? 0), 0) / left.length;
        const squares = left.reduce<number>((sum, one) => sum + ((one ?? 0) - mean) ** 2, 0);
        const error = Math.sqrt(((left.length - 1) / left.length) * squares);
        expect(found?.alpha).toBeCloseTo(alpha, 9);
        if (alpha === 1) return; // see below
        const factor = Math.exp((1.959964 * error) / (1 - alpha));
        expect(found?.low).toBeCloseTo(Math.max(1 - (1 - alpha) * factor, -1), 6);
        expect(found?.high).toBeCloseTo(1 - (1 - alpha) / factor, 6);
      }),
    );
  });

  it('is the same whether items that were rated alike come one by one or as so many', () => {
    const counts = [new Map([['a', 2]]), new Map([['b', 2]]), new Map(Object.entries({ a: 1, b: 1 }))];
    const many = counts.map((one, i) => ({ counts: one, items: 10 + i }));
    const alone = many.flatMap((one) => Array.from({ length: one.items }, () => once(one.counts)));
    const [found, expected] = [nominalAlphaEstimate(many), nominalAlphaEstimate(alone)];
    for (const part of ['alpha', 'low', 'high'] as const)
      expect(found?.[part]).toBeCloseTo(expected?.[part] ?? Number.NaN, 9);
  });

  it('of full agreement is not certain', () => {
    const agreed = ['a', 'b'].map((value) => ({ counts: new Map([[value, 2]]), items: 20 }));
    const found = nominalAlphaEstimate(agreed);
    expect(found).toMatchObject({ alpha: 1, high: 1 });
    expect(found?.low).toBeCloseTo(1 - 0.087622 / 0.5, 5); // of 0 in 40 Wilson's interval reaches .0876
  });

  it('holds the true alpha about as often as it says', () => {
    // Two raters who each err in a tenth of cases, of two classes alike: 1 − 4·.1·.9.
    const [error, truth] = [0.1, 0.64];
    let n = 0;
    const chance = (share: number): boolean => stickyUniform('alpha', String((n += 1))) < share;
    let held = 0;
    for (let run = 0; run < 1_000; run += 1) {
      const items = Array.from({ length: 150 }, () => {
        const isA = chance(0.5);
        const [one, other] = [isA !== chance(error), isA !== chance(error)];
        return once(one === other ? new Map([[one, 2]]) : new Map([true, false].map((v) => [v, 1])));
      });
      const found = nominalAlphaEstimate(items);
      if (found && found.low <= truth && truth <= found.high) held += 1;
    }
    expect(held / 1_000).toBeGreaterThan(0.93);
    expect(held / 1_000).toBeLessThan(0.97);
  });

  it('is not defined where nothing is shared, or all is one value', () => {
    expect(nominalAlphaEstimate([])).toBeNull();
    expect(nominalAlphaEstimate([{ counts: new Map([['a', 2]]), items: 5 }])).toBeNull();
  });
});
