import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { automationBias } from '../../../server/domain/statistics/automation-bias.ts';
import { newcombe, welch } from '../../../server/domain/statistics/differences.ts';

const sumsOf = (values: readonly number[]) => ({
  n: values.length,
  sum: values.reduce((a, x) => a + x, 0),
  sumSquares: values.reduce((a, x) => a + x * x, 0),
});

const proportion = fc
  .integer({ min: 1, max: 10_000 })
  .chain((n) => fc.integer({ min: 0, max: n }).map((k) => ({ k, n })));

const nothing = { difference: null, low: null, high: null };

describe('the difference of two proportions', () => {
  // Newcombe, R. G. (1998), Statistics in Medicine 17, 873–890, table II, method 10.
  it.each([
    { first: { k: 56, n: 70 }, second: { k: 48, n: 80 }, low: 0.0524, high: 0.3339 },
    { first: { k: 9, n: 10 }, second: { k: 3, n: 10 }, low: 0.1705, high: 0.809 },
    { first: { k: 6, n: 7 }, second: { k: 2, n: 7 }, low: 0.0582, high: 0.8062 },
    { first: { k: 5, n: 56 }, second: { k: 0, n: 29 }, low: -0.0381, high: 0.1926 },
    { first: { k: 0, n: 10 }, second: { k: 0, n: 20 }, low: -0.1611, high: 0.2775 },
    { first: { k: 0, n: 10 }, second: { k: 0, n: 10 }, low: -0.2775, high: 0.2775 },
    { first: { k: 10, n: 10 }, second: { k: 0, n: 20 }, low: 0.6791, high: 1 },
    { first: { k: 10, n: 10 }, second: { k: 0, n: 10 }, low: 0.6075, high: 1 },
  ])('of $first.k/$first.n and $second.k/$second.n is the published one', ({ first, second, low, high }) => {
    const result = newcombe(first, second);
    expect(result.difference).toBeCloseTo(first.k / first.n - second.k / second.n, 12);
    expect(result.low).toBeCloseTo(low, 4);
    expect(result.high).toBeCloseTo(high, 4);
  });

  it('is nothing where one side is empty', () => {
    expect(newcombe({ k: 0, n: 0 }, { k: 1, n: 2 })).toEqual(nothing);
    expect(newcombe({ k: 1, n: 2 }, { k: 0, n: 0 })).toEqual(nothing);
  });

  it('lies in its interval, which lies in [−1,1], and changes its sign with the sides', () => {
    fc.assert(
      fc.property(proportion, proportion, (a, b) => {
        const one = newcombe(a, b);
        const other = newcombe(b, a);
        if (one.low === null || other.low === null) throw new Error('both sides have counts');
        expect(one.low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(one.high).toBeLessThanOrEqual(1 + 1e-12);
        expect(one.low).toBeLessThanOrEqual(one.difference);
        expect(one.high).toBeGreaterThanOrEqual(one.difference);
        expect(one.low).toBeCloseTo(-other.high, 12);
      }),
    );
  });
});

describe('the difference of two means', () => {
  const first = sumsOf([30.02, 29.99, 30.11, 29.97, 30.01, 29.99]);
  const second = sumsOf([29.89, 29.93, 29.72, 29.98, 30.02, 29.98]);

  it('has an interval that ends at 0 where its confidence is 1 − p of Welch’s test', () => {
    const result = welch(first, second, 1 - 0.09077);
    expect(result.difference).toBeCloseTo(0.095, 9);
    expect(result.low).toBeCloseTo(0, 5);
    expect(result.high).toBeCloseTo(0.19, 5);
  });

  it('is nothing where a side has fewer than two values or neither side varies', () => {
    expect(welch(sumsOf([1]), second)).toEqual(nothing);
    expect(welch(first, sumsOf([]))).toEqual(nothing);
    expect(welch(sumsOf([2, 2]), sumsOf([1, 1, 1]))).toEqual(nothing);
  });

  it('does not depend on where the values lie and changes its sign with the sides', () => {
    const values = fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(values, values, fc.integer({ min: 0, max: 60_000 }), (a, b, shift) => {
        const one = welch(sumsOf(a), sumsOf(b));
        const moved = welch(sumsOf(a.map((x) => x + shift)), sumsOf(b.map((x) => x + shift)));
        const other = welch(sumsOf(b), sumsOf(a));
        fc.pre(one.low !== null && moved.low !== null && other.low !== null);
        expect(one.low).toBeCloseTo(-other.high, 6);
        expect(moved.low).toBeCloseTo(one.low, 2);
        expect(one.low).toBeLessThanOrEqual(one.difference);
        expect(one.high).toBeGreaterThanOrEqual(one.difference);
      }),
    );
  });
});

describe('automation bias', () => {
  it('is what seeing the suggestion adds to agreement and to time', () => {
    const result = automationBias(
      { n: 70, agreed: 56, time: sumsOf([1_000, 1_200, 900, 1_100]) },
      { n: 80, agreed: 48, time: sumsOf([2_000, 2_500, 1_800, 2_100]) },
    );
    expect(result.agreement.difference).toBeCloseTo(0.2, 12);
    expect(result.agreement.low).toBeCloseTo(0.0524, 4);
    expect(result.time.difference).toBeCloseTo(-1050, 9);
    expect(result.time.high).toBeLessThan(0);
  });

  it('is nothing where an arm is empty', () => {
    const empty = { n: 0, agreed: 0, time: sumsOf([]) };
    const some = { n: 2, agreed: 1, time: sumsOf([1, 2]) };
    expect(automationBias(some, empty)).toEqual({ agreement: nothing, time: nothing });
  });
});
