import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stickyUniform } from '../../../server/domain/draw.ts';
import { calibrate, type Calibrator } from '../../../server/domain/statistics/calibrator.ts';
import { fitIsotonic, isotonicRegression } from '../../../server/domain/statistics/isotonic.ts';
import {
  binCount,
  binOf,
  brier,
  type CalibrationBin,
  expectedCalibrationError,
  reliabilityDiagram,
  squaredError,
} from '../../../server/domain/statistics/reliability.ts';
import {
  applyTemperature,
  fitScoreTemperature,
  fitTemperature,
  scaleScores,
} from '../../../server/domain/statistics/temperature.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const judged = fc.array(fc.record({ confidence: share, correct: fc.boolean() }), {
  minLength: 1,
  maxLength: 60,
});

describe('bins', () => {
  it('hold what is above their lower bound, up to and with the upper one', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          share,
          fc
            .tuple(fc.integer({ min: 1, max: binCount }), fc.constantFrom(-1, 0, 1))
            .map(([i, side]) => Math.min((i / binCount) * (1 + side * Number.EPSILON), 1)),
        ),
        (confidence) => {
          fc.pre(confidence > 0);
          const bin = binOf(confidence);
          expect(confidence).toBeGreaterThan(bin / binCount);
          expect(confidence).toBeLessThanOrEqual((bin + 1) / binCount);
        },
      ),
    );
    expect(binOf(0)).toBe(0);
    expect(binOf(1)).toBe(14);
    for (let i = 1; i <= binCount; i += 1) expect(binOf(i / binCount)).toBe(i - 1);
  });

  const bins: CalibrationBin[] = Array.from({ length: binCount }, () => ({
    n: 0,
    sumConfidence: 0,
    sumCorrect: 0,
  }));
  bins[binOf(0.9)] = { n: 10, sumConfidence: 9, sumCorrect: 7 };
  bins[binOf(0.5)] = { n: 30, sumConfidence: 15, sumCorrect: 18 };

  it('give the expected calibration error', () => {
    // (10·|.9 − .7| + 30·|.5 − .6|) / 40.
    expect(expectedCalibrationError(bins)).toBeCloseTo(0.125, 12);
    expect(expectedCalibrationError([])).toBeNull();
  });

  it('give the reliability diagram, with Wilson’s interval of each accuracy', () => {
    const points = reliabilityDiagram(bins);
    expect(points).toHaveLength(15);
    const point = points[13];
    expect(point).toMatchObject({ low: 13 / 15, high: 14 / 15, n: 10, confidence: 0.9, accuracy: 0.7 });
    expect(point?.interval.low).toBeCloseTo(0.396778, 6);
    expect(point?.interval.high).toBeCloseTo(0.892209, 6);
    expect(points[0]).toMatchObject({
      n: 0,
      confidence: null,
      accuracy: null,
      interval: { low: null, high: null },
    });
  });
});

describe('the Brier score', () => {
  it('is the mean of squared errors', () => {
    const sumSquaredError = squaredError(0.9, true) + squaredError(0.8, false);
    expect(brier({ n: 2, sumSquaredError })).toBeCloseTo(0.325, 12);
    expect(brier({ n: 0, sumSquaredError: 0 })).toBeNull();
  });
});

describe('isotonic regression', () => {
  it.each([
    {
      values: [1, 3, 2, 4, 3.5, 3.5, 7, 6, 6, 8],
      fitted: [1, 2.5, 2.5, 3.6667, 3.6667, 3.6667, 6.3333, 6.3333, 6.3333, 8],
    },
    { values: [3, 7, 5, 9, 8, 7, 10], fitted: [3, 6, 6, 8, 8, 8, 10] },
  ])('of $values is $fitted', ({ values, fitted }) => {
    const result = isotonicRegression(values);
    expect(result).toHaveLength(fitted.length);
    for (const [i, value] of fitted.entries()) expect(result[i]).toBeCloseTo(value, 4);
  });

  const weighted = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 5 })), {
    maxLength: 30,
  });

  it('never falls, keeps the weighted mean, and leaves what rises as it is', () => {
    fc.assert(
      fc.property(weighted, (pairs) => {
        const values = pairs.map(([value]) => value);
        const weights = pairs.map(([, weight]) => weight);
        const fitted = isotonicRegression(values, weights);
        const sum = (list: readonly number[]) => list.reduce((a, x, i) => a + x * (weights[i] ?? 1), 0);
        expect(fitted).toEqual(fitted.toSorted((a, b) => a - b));
        expect(sum(fitted)).toBeCloseTo(sum(values), 8);
        const rising = values.toSorted((a, b) => a - b);
        for (const [i, value] of isotonicRegression(rising, weights).entries())
          expect(value).toBeCloseTo(rising[i] ?? Number.NaN, 12);
      }),
    );
  });

  it('takes a weight for as many equal values', () => {
    fc.assert(
      fc.property(weighted, (pairs) => {
        const repeated = isotonicRegression(
          pairs.flatMap(([value, weight]) => Array<number>(weight).fill(value)),
        );
        const fitted = isotonicRegression(
          pairs.map(([value]) => value),
          pairs.map(([, weight]) => weight),
        );
        let at = 0;
        for (const [i, [, weight]] of pairs.entries()) {
          expect(repeated[at]).toBeCloseTo(fitted[i] ?? Number.NaN, 9);
          at += weight;
        }
      }),
    );
  });
});

describe('the isotonic calibrator', () => {
  it('joins equal confidences, is linear between its points and level outside of them', () => {
    const curve = fitIsotonic([
      { confidence: 0.8, correct: true },
      { confidence: 0.4, correct: false },
      { confidence: 0.4, correct: true },
      { confidence: 0.2, correct: false },
    ]);
    expect(curve).toEqual({ confidences: [0.2, 0.4, 0.8], probabilities: [0, 0.5, 1] });
    if (curve === null) return;
    const at = (confidence: number) => calibrate({ kind: 'isotonic', ...curve }, confidence);
    expect([0, 0.2, 0.3, 0.4, 0.6, 0.8, 1].map(at)).toEqual([
      0,
      0,
      expect.closeTo(0.25, 12),
      0.5,
      expect.closeTo(0.75, 12),
      1,
      1,
    ]);
  });

  it('keeps only the ends of level stretches and still gives every point its fitted value', () => {
    fc.assert(
      fc.property(judged, (list) => {
        const curve = fitIsotonic(list);
        if (curve === null) throw new Error('there are points');
        const points = [...Map.groupBy(list, ({ confidence }) => confidence)].toSorted(([a], [b]) => a - b);
        const fitted = isotonicRegression(
          points.map(([, same]) => same.filter(({ correct }) => correct).length / same.length),
          points.map(([, same]) => same.length),
        );
        for (const [i, [confidence]] of points.entries())
          expect(calibrate({ kind: 'isotonic', ...curve }, confidence)).toBeCloseTo(
            fitted[i] ?? Number.NaN,
            9,
          );
        for (let i = 1; i < curve.probabilities.length - 1; i += 1) {
          const [before, here, after] = curve.probabilities.slice(i - 1, i + 2);
          expect(before === here && here === after).toBe(false);
        }
      }),
    );
  });

  it('is not fitted on nothing', () => {
    expect(fitIsotonic([])).toBeNull();
  });
});

describe('temperature', () => {
  const outcomes = (confidence: number, correct: number, wrong: number) => [
    ...Array.from({ length: correct }, () => ({ confidence, correct: true })),
    ...Array.from({ length: wrong }, () => ({ confidence, correct: false })),
  ];

  it('is 2 where .9 is right three times of four', () => {
    const temperature = fitTemperature(outcomes(0.9, 3, 1));
    expect(temperature).toBeCloseTo(Math.log(9) / Math.log(3), 9);
    expect(applyTemperature(temperature ?? Number.NaN, 0.9)).toBeCloseTo(0.75, 9);
  });

  it('is 1 where confidence is what it says', () => {
    expect(fitTemperature([...outcomes(0.9, 9, 1), ...outcomes(0.6, 6, 4)])).toBeCloseTo(1, 9);
  });

  it('takes a weight for as many equal outcomes', () => {
    const repeated = fitTemperature(outcomes(0.9, 5, 2));
    const weighted = fitTemperature([
      { confidence: 0.9, correct: true, weight: 5 },
      { confidence: 0.9, correct: false, weight: 2 },
    ]);
    expect(weighted).toBeCloseTo(repeated ?? Number.NaN, 9);
  });

  it('stays in its bounds where all is right, or all wrong, or certain', () => {
    expect(fitTemperature(outcomes(0.9, 5, 0))).toBeGreaterThanOrEqual(0.01);
    expect(fitTemperature(outcomes(0.9, 5, 0))).toBeLessThan(0.1);
    expect(fitTemperature(outcomes(0.9, 0, 5))).toBeCloseTo(100, 5);
    // A certain answer counts as one of 1 − 10⁻¹².
    expect(fitTemperature(outcomes(1, 5, 1))).toBeCloseTo(Math.log(1e12) / Math.log(5), 3);
    expect(fitTemperature([])).toBeNull();
  });

  it('of scores is that by which they were made', () => {
    const list = Array.from({ length: 3_000 }, (_, i) => {
      const logScores = [0, 1, 2].map((c) => 6 * stickyUniform(`score ${c}`, `${i}`));
      const [first = 0, second = 0] = scaleScores(2.5, logScores);
      const u = stickyUniform('truth', `${i}`);
      return { logScores, truth: u < first ? 0 : u < first + second ? 1 : 2 };
    });
    expect(fitScoreTemperature(list)).toBeGreaterThan(2.3);
    expect(fitScoreTemperature(list)).toBeLessThan(2.7);
    expect(fitScoreTemperature([])).toBeNull();
  });

  it('of two classes’ scores is that of the confidence', () => {
    const list = [...outcomes(0.9, 5, 2), ...outcomes(0.7, 3, 2)];
    const scores = list.map(({ confidence, correct }) => ({
      logScores: [Math.log(confidence), Math.log(1 - confidence)],
      truth: correct ? 0 : 1,
    }));
    expect(fitScoreTemperature(scores)).toBeCloseTo(fitTemperature(list) ?? Number.NaN, 8);
  });

  it('makes probabilities of scores however large, and of −∞', () => {
    expect(scaleScores(1, [1_000, 1_000, -Infinity])).toEqual([0.5, 0.5, 0]);
  });
});

describe('every calibrator', () => {
  const calibrators = fc.oneof(
    fc.constant<Calibrator>({ kind: 'none' }),
    judged.map((list): Calibrator => {
      const curve = fitIsotonic(list);
      return curve === null ? { kind: 'none' } : { kind: 'isotonic', ...curve };
    }),
    fc
      .double({ min: 0.01, max: 100, noNaN: true })
      .map((temperature): Calibrator => ({ kind: 'temperature', temperature })),
  );

  it('gives probabilities that never fall where confidence rises', () => {
    fc.assert(
      fc.property(calibrators, share, share, (calibrator, a, b) => {
        const low = calibrate(calibrator, Math.min(a, b));
        const high = calibrate(calibrator, Math.max(a, b));
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(high + 1e-12);
      }),
    );
  });

  it('is the same after it was kept as JSON', () => {
    fc.assert(
      fc.property(calibrators, share, (calibrator, confidence) => {
        const kept = JSON.parse(JSON.stringify(calibrator)) as Calibrator;
        expect(calibrate(kept, confidence)).toBe(calibrate(calibrator, confidence));
      }),
    );
  });

  it('of the kind none leaves confidence as it is', () => {
    expect(calibrate({ kind: 'none' }, 0.37)).toBe(0.37);
  });
});
