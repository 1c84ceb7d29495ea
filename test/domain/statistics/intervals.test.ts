import betaQuantileOracle from '@stdlib/stats-base-dists-beta-quantile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson, wilson } from '../../../server/domain/statistics/intervals.ts';

// Newcombe, R. G. (1998), Statistics in Medicine 17, 857–872, table I, methods 3 and 5.
const published = [
  { k: 81, n: 263, score: [0.255289, 0.36621], exact: [0.252737, 0.367622] },
  { k: 15, n: 148, score: [0.062386, 0.160487], exact: [0.057844, 0.16165] },
  { k: 0, n: 20, score: [0, 0.161125], exact: [0, 0.168433] },
  { k: 1, n: 29, score: [0.006113, 0.171755], exact: [0.000873, 0.177644] },
] as const;

const counts = (most: number) =>
  fc.integer({ min: 1, max: most }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

const near = (a: number, b: number) => Math.abs(a - b) < 1e-9;

describe('the Wilson interval', () => {
  it.each(published)('of $k in $n is the published one', ({ k, n, score: [low, high] }) => {
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
    fc.assert(
      fc.property(counts(1_000_000), ([k, n]) => {
        const { low, high } = wilson(k, n);
        const mirrored = wilson(n - k, n);
        if (low === null || mirrored.low === null) return false;
        return low >= 0 && high <= 1 && low <= k / n && k / n <= high && near(low, 1 - mirrored.high);
      }),
    );
  });
});

describe('the Clopper-Pearson interval', () => {
  it.each(published)('of $k in $n is the published one', ({ k, n, exact: [low, high] }) => {
    const interval = clopperPearson(k, n);
    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  });

  it('has no bounds where nothing was counted', () => {
    expect(clopperPearson(0, 0)).toEqual({ low: null, high: null });
  });

  it('begins at exactly 0 where nothing succeeded and ends at exactly 1 where everything did', () => {
    expect(clopperPearson(0, 20).low).toBe(0);
    expect(clopperPearson(20, 20).high).toBe(1);
  });

  it('has beta quantiles as bounds', () => {
    fc.assert(
      fc.property(counts(5_000), fc.constantFrom(0.8, 0.95, 0.99), ([k, n], confidence) => {
        const { low, high } = clopperPearson(k, n, confidence);
        const tail = (1 - confidence) / 2;
        expect(low).toBeCloseTo(k === 0 ? 0 : betaQuantileOracle(tail, k, n - k + 1), 9);
        expect(high).toBeCloseTo(k === n ? 1 : betaQuantileOracle(1 - tail, k + 1, n - k), 9);
      }),
    );
  });

  it('holds the share itself, mirrors, and is wider the surer it is', () => {
    fc.assert(
      fc.property(counts(2_000), ([k, n]) => {
        const { low, high } = clopperPearson(k, n);
        const mirrored = clopperPearson(n - k, n);
        const surer = clopperPearson(k, n, 0.99);
        if (low === null || mirrored.low === null || surer.low === null) return false;
        const holds = low <= k / n && k / n <= high;
        return holds && near(low, 1 - mirrored.high) && surer.low <= low && high <= surer.high;
      }),
    );
  });

  it('holds the true proportion at least as often as it says', () => {
    const n = 40;
    const intervals = Array.from({ length: n + 1 }, (_, k) => clopperPearson(k, n));
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (p) => {
        let chance = (1 - p) ** n;
        let held = 0;
        for (const [k, { low, high }] of intervals.entries()) {
          if (low !== null && low <= p && p <= high) held += chance;
          chance *= ((n - k) / (k + 1)) * (p / (1 - p));
        }
        expect(held).toBeGreaterThanOrEqual(0.95 - 1e-9);
      }),
    );
  });
});
