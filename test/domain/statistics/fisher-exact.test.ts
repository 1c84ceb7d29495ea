import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fisherLower } from '../../../server/domain/statistics/fisher-exact.ts';

describe('Fisher’s exact test against the lower proportion', () => {
  it.each([
    // A lady tasting tea (Fisher 1935): 1 of 4 against 3 of 4.
    { first: { k: 1, n: 4 }, second: { k: 3, n: 4 }, p: 0.2428571429 },
    { first: { k: 3, n: 4 }, second: { k: 1, n: 4 }, p: 0.9857142857 },
    // Convictions of like-sex twins of criminals (Fisher 1925): 2 of 17 dizygotic, 10 of 13 monozygotic.
    { first: { k: 2, n: 17 }, second: { k: 10, n: 13 }, p: 0.0004651809 },
    { first: { k: 0, n: 5 }, second: { k: 0, n: 7 }, p: 1 },
    { first: { k: 5, n: 5 }, second: { k: 7, n: 7 }, p: 1 },
    // Far above the mode, where the probability of the table itself is nothing in floating point.
    { first: { k: 5_000, n: 5_000 }, second: { k: 0, n: 5_000 }, p: 1 },
    { first: { k: 0, n: 3 }, second: { k: 3, n: 3 }, p: 0.05 },
  ])('of $first.k/$first.n and $second.k/$second.n is $p', ({ first, second, p }) => {
    expect(fisherLower(first, second)).toBeCloseTo(p, 9);
  });

  it('is a probability, and is 1 together with the other side but for the table itself', () => {
    const proportion = fc
      .integer({ min: 1, max: 5_000 })
      .chain((n) => fc.record({ n: fc.constant(n), k: fc.integer({ min: 0, max: n }) }));
    fc.assert(
      fc.property(proportion, proportion, (first, second) => {
        const p = fisherLower(first, second);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        // Fewer of one side's are more of the other's: the tails meet in the table that was seen.
        expect(p + fisherLower(second, first)).toBeGreaterThanOrEqual(1 - 1e-9);
      }),
    );
  });
});
