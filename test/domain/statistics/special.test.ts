import betaQuantileOracle from '@stdlib/stats-base-dists-beta-quantile';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  betaQuantile,
  chiSquareSurvival,
  lnGamma,
  normalQuantile,
  normalSurvival,
  regularisedBeta,
  studentQuantile,
  upperGamma,
} from '../../../server/domain/statistics/special.ts';

test('the gamma function is that of factorials and of ½', () => {
  let factorial = 1;
  for (let n = 1; n <= 20; n += 1) {
    expect(lnGamma(n)).toBeCloseTo(Math.log(factorial), 11);
    factorial *= n;
  }
  expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  expect(lnGamma(0.25)).toBeCloseTo(1.2880225246980774, 13);
});

describe('the incomplete beta function', () => {
  it('is the tail of a binomial', () => {
    // P(at least 3 of 5) at p = .3.
    expect(regularisedBeta(0.3, 3, 3)).toBeCloseTo(10 * 0.027 * 0.49 + 5 * 0.0081 * 0.7 + 0.00243, 14);
  });

  it('is 0 and 1 at the ends and in between mirrors', () => {
    const parameter = fc.double({ min: 0.5, max: 10_000, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), parameter, parameter, (x, a, b) => {
        const value = regularisedBeta(x, a, b);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(value).toBeCloseTo(1 - regularisedBeta(1 - x, b, a), 8);
      }),
    );
    expect(regularisedBeta(0, 2, 3)).toBe(0);
    expect(regularisedBeta(1, 2, 3)).toBe(1);
  });

  it('is inverted as by others', () => {
    const parameter = fc.double({ min: 0.5, max: 500, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), parameter, parameter, (p, a, b) => {
        expect(betaQuantile(p, a, b)).toBeCloseTo(betaQuantileOracle(p, a, b), 9);
      }),
    );
  });
});

describe('the incomplete gamma function', () => {
  it('is a sum of exponentials for a whole first parameter', () => {
    for (const x of [0.1, 1, 3.9, 4.1, 20])
      expect(upperGamma(3, x)).toBeCloseTo(Math.exp(-x) * (1 + x + (x * x) / 2), 13);
    expect(upperGamma(3, 0)).toBe(1);
  });

  test.each([
    [3.841459, 1, 0.05],
    [18.307038, 10, 0.05],
    [6.634897, 1, 0.01],
    [4.35146, 5, 0.5],
  ])('χ² of %f with %i degrees of freedom has p %f', (x, degreesOfFreedom, p) => {
    expect(chiSquareSurvival(x, degreesOfFreedom)).toBeCloseTo(p, 6);
  });
});

describe('the normal distribution', () => {
  test.each([
    [0.975, 1.959964],
    [0.95, 1.644854],
    [0.995, 2.575829],
    [0.5, 0],
    [0.025, -1.959964],
    [1e-10, -6.361341],
  ])('has the quantile %f at %f', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 6);
  });

  it('keeps its digits in the tail', () => {
    expect(normalSurvival(5) / 2.866515718791939e-7).toBeCloseTo(1, 12);
    expect(normalSurvival(-1)).toBeCloseTo(0.841344746068543, 13);
  });
});

test.each([
  [0.975, 1, 12.706205],
  [0.975, 5, 2.570582],
  [0.975, 30, 2.042272],
  [0.95, 10, 1.812461],
  [0.05, 10, -1.812461],
  [0.975, 1e9, 1.959964],
])('Student’s quantile of %f with %f degrees of freedom is %f', (p, degreesOfFreedom, t) => {
  expect(studentQuantile(p, degreesOfFreedom)).toBeCloseTo(t, 6);
});
