import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from '../../server/domain/intervals.ts';

describe('the Wilson interval', () => {
  // Newcombe, R. G. (1998), Statistics in Medicine 17, 857–872, table I, method 3.
  it.each([
    { k: 81, n: 263, low: 0.255289, high: 0.36621 },
    { k: 15, n: 148, low: 0.062386, high: 0.160487 },
    { k: 0, n: 20, low: 0, high: 0.161125 },
    { k: 1, n: 29, low: 0.006113, high: 0.171755 },
  ])('of $k in $n is the published one', ({ k, n, low, high }) => {
    const interval = wilson(k, n);
    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  });

  it('has no bounds where nothing was counted', () => {
    expect(wilson(0, 0)).toEqual({ low: null, high: null });
  });

  it('begins at exactly 0 where nothing succeeded and ends at exactly 1 where everything did', () => {
    expect(wilson(0, 20).low).toBe(0);
    expect(wilson(20, 20).high).toBe(1);
  });

  it('holds the share itself, stays in [0,1] and mirrors when successes and failures change places', () => {
    const counts = fc
      .integer({ min: 1, max: 1_000_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, ([k, n]) => {
        const { low, high } = wilson(k, n);
        const mirrored = wilson(n - k, n);
        if (low === null || mirrored.low === null) return false;
        const near = (a: number, b: number) => Math.abs(a - b) < 1e-9;
        return low >= 0 && high <= 1 && low <= k / n && k / n <= high && near(low, 1 - mirrored.high);
      }),
    );
  });
});
