import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../../server/domain/statistics/benjamini-hochberg.ts';
import { chiSquareTwoSample } from '../../../server/domain/statistics/chi-square.ts';
import {
  hellinger,
  jensenShannon,
  populationStability,
} from '../../../server/domain/statistics/distances.ts';
import { kolmogorovSurvival } from '../../../server/domain/statistics/kolmogorov.ts';
import { ksTwoSample } from '../../../server/domain/statistics/two-sample-ks.ts';

const reference = [16, 18, 16, 14, 12, 12];
const current = [16, 16, 16, 16, 16, 8];

const countPairs = fc.integer({ min: 1, max: 12 }).chain((bins) => {
  const counts = fc
    .array(fc.integer({ min: 0, max: 500 }), { minLength: bins, maxLength: bins })
    .filter((list) => list.some((n) => n > 0));
  return fc.tuple(counts, counts);
});

describe('the population stability index', () => {
  it('of shares, unsmoothed, is the published one', () => {
    expect(populationStability([0.5, 0.3, 0.2], [0.4, 0.4, 0.2], 0)).toBeCloseTo(0.0510826, 7);
  });

  it('adds half a count to each bin, so that an empty one is finite', () => {
    // Shares 1.5/4, .5/4, 2/4… of (1, 0) and (1, 2).
    const expected = (0.375 - 0.75) * Math.log(0.375 / 0.75) + (0.625 - 0.25) * Math.log(0.625 / 0.25);
    expect(populationStability([1, 0], [1, 2])).toBeCloseTo(expected, 12);
    expect(populationStability([1, 0], [1, 2], 0)).toBe(Infinity);
  });
});

describe('the Jensen-Shannon distance', () => {
  it('is the published one, and 1 where nothing is shared', () => {
    expect(jensenShannon([0.5, 0.3, 0.2], [0.4, 0.4, 0.2])).toBeCloseTo(0.0958432, 7);
    expect(jensenShannon([1, 0, 0], [0, 1, 0])).toBe(1);
  });
});

describe('the Hellinger distance', () => {
  it('is the published one, and 1 where nothing is shared', () => {
    // Published to five digits without rounding: .06812(77).
    expect(hellinger(reference, current)).toBeCloseTo(0.0681277, 7);
    expect(hellinger([1, 0, 0], [0, 1, 0])).toBe(1);
  });
});

describe('every distance', () => {
  const distances = [populationStability, jensenShannon, hellinger];

  it('is nothing where a side is empty', () => {
    for (const distance of distances) {
      expect(distance([0, 0], [1, 2])).toBeNull();
      expect(distance([1, 2], [0, 0])).toBeNull();
    }
  });

  it('is 0 for equal shares, never below, and the same from either side where totals are alike', () => {
    fc.assert(
      fc.property(countPairs, ([a, b]) => {
        for (const distance of distances) {
          expect(distance(a, a)).toBeCloseTo(0, 7);
          expect(distance(a, b)).toBeGreaterThanOrEqual(0);
          expect(distance(a, b)).toBeCloseTo(distance(b, a) ?? Number.NaN, 9);
        }
        expect(jensenShannon(a, b)).toBeLessThanOrEqual(1 + 1e-12);
        expect(hellinger(a, b)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

describe('the χ² test of two samples', () => {
  it('is the published one', () => {
    const result = chiSquareTwoSample(reference, current);
    expect(result?.degreesOfFreedom).toBe(5);
    expect(result?.p).toBeCloseTo(0.89853, 5);
  });

  it('leaves out bins empty in both and is nothing where too little is left', () => {
    expect(chiSquareTwoSample([...reference, 0], [...current, 0])).toEqual(
      chiSquareTwoSample(reference, current),
    );
    expect(chiSquareTwoSample([3, 0], [4, 0])).toBeNull();
    expect(chiSquareTwoSample([0, 0], [4, 1])).toBeNull();
    expect(chiSquareTwoSample([4, 1], [0, 0])).toBeNull();
  });

  it('does not ask which row is which', () => {
    fc.assert(
      fc.property(countPairs, ([a, b]) => {
        const one = chiSquareTwoSample(a, b);
        const other = chiSquareTwoSample(b, a);
        if (one === null) expect(other).toBeNull();
        else expect(one.p).toBeCloseTo(other?.p ?? Number.NaN, 10);
      }),
    );
  });
});

describe('Kolmogorov’s distribution', () => {
  it.each([
    // Marsaglia, Tsang and Wang (2003): P(D₁₀ < .274) = .6284796…
    { n: 10, d: 0.274, p: 1 - 0.6284796, digits: 7 },
    // Miller (1956), critical values.
    { n: 5, d: 0.56328, p: 0.05, digits: 5 },
    { n: 10, d: 0.40925, p: 0.05, digits: 5 },
    { n: 20, d: 0.29408, p: 0.05, digits: 4 },
    { n: 20, d: 0.35241, p: 0.01, digits: 5 },
    { n: 100, d: 0.13403, p: 0.05, digits: 4 },
    // Of the limit.
    { n: 1e10, d: 1.3581e-5, p: 0.05, digits: 4 },
    { n: 1e10, d: 0.6e-5, p: 0.86428, digits: 5 },
    { n: 3, d: 0.1, p: 1, digits: 12 },
    { n: 1, d: 0.5, p: 1, digits: 12 },
    { n: 1_000, d: 0, p: 1, digits: 12 },
    { n: 3, d: 1, p: 0, digits: 12 },
  ])('of $n at $d is $p', ({ n, d, p, digits }) => {
    expect(kolmogorovSurvival(n, d)).toBeCloseTo(p, digits);
  });

  it('goes on smoothly where it is no longer exact, and into the tail', () => {
    for (let x = 0.3; x < 2.6; x += 0.05) {
      const at = (n: number) => kolmogorovSurvival(n, x / Math.sqrt(n));
      // One more observation changes little: what else would show is the change of method.
      expect(Math.abs(at(141) - at(140))).toBeLessThan(2e-4);
    }
    for (const n of [30, 140, 2_000]) {
      const at = (square: number) => kolmogorovSurvival(n, Math.sqrt(square / n));
      expect(at(4.0001) / at(3.9999)).toBeGreaterThan(n > 140 ? 0.98 : 0.99);
      expect(at(4.0001)).toBeLessThan(at(3.9999) * 1.001);
    }
  });

  it('is a probability that falls with the distance', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, d) => {
        const p = kolmogorovSurvival(n, d);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(kolmogorovSurvival(n, d * 0.9)).toBeGreaterThanOrEqual(p - 1e-9);
      }),
    );
  });
});

/** The distance of two samples by definition. */
const distanceOf = (a: readonly number[], b: readonly number[]) => {
  const below = (list: readonly number[], x: number) => list.filter((y) => y <= x).length / list.length;
  return Math.max(...[...a, ...b].map((x) => Math.abs(below(a, x) - below(b, x))));
};

/** All ways to choose so many of a list, with what is left. */
const choices = (list: readonly number[], count: number): [number[], number[]][] => {
  const [first, ...rest] = list;
  if (first === undefined) return count === 0 ? [[[], []]] : [];
  const taken = choices(rest, count - 1).map(([a, b]): [number[], number[]] => [[first, ...a], b]);
  return [...taken, ...choices(rest, count).map(([a, b]): [number[], number[]] => [a, [first, ...b]])];
};

describe('the two-sample Kolmogorov-Smirnov test', () => {
  it('is the published one', () => {
    const result = ksTwoSample(
      [38.7, 41.5, 43.8, 44.5, 45.5, 46, 47.7, 58],
      [39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8],
    );
    expect(result?.distance).toBe(0.625);
    expect(result?.exact).toBeCloseTo(0.087024, 6);
    expect(result?.asymptotic).toBeCloseTo(0.049316, 6);
  });

  it('is nothing where a sample is empty, and certain of nothing where both are the same', () => {
    expect(ksTwoSample([], [1])).toBeNull();
    expect(ksTwoSample([1], [])).toBeNull();
    expect(ksTwoSample([2, 1, 1], [1, 1, 2])).toEqual({ distance: 0, exact: 1, asymptotic: 1 });
  });

  it('counts, ties and all, in how many divisions of the pooled sample the distance is as large', () => {
    const sample = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const result = ksTwoSample(a, b);
        const distance = distanceOf(a, b);
        const divisions = choices([...a, ...b], a.length);
        const asLarge = divisions.filter(([x, y]) => distanceOf(x, y) >= distance - 1e-9).length;
        expect(result?.distance).toBeCloseTo(distance, 12);
        expect(result?.exact).toBeCloseTo(asLarge / divisions.length, 10);
      }),
    );
  });

  it('has exact and asymptotic probabilities that come together, and gives up the exact one for large samples', () => {
    const a = Array.from({ length: 700 }, (_, i) => i);
    const b = Array.from({ length: 600 }, (_, i) => i * 1.2 + 40.5);
    const result = ksTwoSample(a, b);
    expect(Math.abs((result?.exact ?? 1) - (result?.asymptotic ?? 0))).toBeLessThan(0.005);
    expect(result?.exact).toBeLessThan(0.5);
    const large = Array.from({ length: 4_000 }, (_, i) => i);
    expect(
      ksTwoSample(
        large,
        large.map((x) => x + 100),
      )?.exact,
    ).toBeNull();
  });
});

describe('the correction for several p-values', () => {
  // Benjamini and Hochberg (1995), section 4: four of fifteen at .05.
  const published = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ];

  it('keeps four of the published fifteen, in whatever order', () => {
    const adjusted = benjaminiHochberg(published);
    expect(adjusted.filter((q) => q <= 0.05)).toHaveLength(4);
    expect(adjusted[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
    expect(benjaminiHochberg(published.toReversed())).toEqual(adjusted.toReversed());
  });

  it('never lowers a p-value, keeps their order, and leaves a single one alone', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (values) => {
        const rising = values.toSorted((a, b) => a - b);
        const adjusted = benjaminiHochberg(rising);
        expect(adjusted).toEqual(adjusted.toSorted((a, b) => a - b));
        for (const [i, q] of adjusted.entries()) {
          expect(q).toBeGreaterThanOrEqual(rising[i] ?? Number.NaN);
          expect(q).toBeLessThanOrEqual(1);
        }
      }),
    );
    expect(benjaminiHochberg([0.03])).toEqual([0.03]);
  });
});
