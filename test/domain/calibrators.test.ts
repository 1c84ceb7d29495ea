import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calibratedBy,
  calibrationScores,
  calibratorKinds,
  comparedConfidence,
  crossFittedScores,
  fitCalibrator,
  noCalibrator,
} from '../../server/domain/calibrators.ts';
import { calibrate } from '../../server/domain/statistics/calibrator.ts';

const judged = fc.array(
  fc.record({
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    correct: fc.boolean(),
    weight: fc.double({ min: 1, max: 50, noNaN: true }),
  }),
  { minLength: 2, maxLength: 60 },
);

/** Twice as sure as it should be: right in 45 % of what it is sure of by 90 %. */
const tooSure = Array.from({ length: 200 }, (_, i) =>
  i % 2 === 0 ? { confidence: 0.9, correct: i % 40 < 18 } : { confidence: 0.6, correct: i % 40 < 12 },
);

describe('calibrators', () => {
  it('leave a confidence as it is where there is none, and a missing one missing', () => {
    expect(calibratedBy(noCalibrator, 0.7)).toBeNull();
    const fitted = { kind: 'isotonic' as const, confidences: [0, 1], probabilities: [0, 0.5] };
    const inForce = { revision: 1, fitted };
    expect(calibratedBy(inForce, null)).toBeNull();
    expect(calibratedBy(inForce, 0.6)).toBeCloseTo(0.3, 12);
    expect(comparedConfidence({ confidence: 0.6, calibrated: 0.3 })).toBe(0.3);
    expect(comparedConfidence({ confidence: 0.6, calibrated: null })).toBe(0.6);
  });

  it('bring confidence nearer to what comes true, on predictions they have not seen', () => {
    const raw = calibrationScores(tooSure);
    for (const kind of calibratorKinds) {
      const calibrated = crossFittedScores(kind, tooSure);
      expect(calibrated?.brier).toBeLessThan(raw?.brier ?? 0);
      expect(calibrated?.expectedCalibrationError).toBeLessThan(raw?.expectedCalibrationError ?? 0);
    }
    expect(crossFittedScores('isotonic', tooSure.slice(0, 1))).toBeNull();
    expect(calibrationScores([])).toBeNull();
  });

  it('count each prediction by its weight', () => {
    const one = { confidence: 0.8, correct: true };
    const other = { confidence: 0.4, correct: false };
    expect(calibrationScores([{ ...one, weight: 3 }, other])).toEqual(
      calibrationScores([one, one, one, other]),
    );
    expect(calibrationScores([one, one, one, other])).toEqual({
      brier: expect.closeTo((3 * 0.04 + 0.16) / 4, 12),
      expectedCalibrationError: expect.closeTo((3 * 0.2 + 0.4) / 4, 12),
    });
  });

  it('never turn the order of confidences around, and stay probabilities', () => {
    fc.assert(
      fc.property(fc.constantFrom(...calibratorKinds), judged, (kind, all) => {
        const fitted = fitCalibrator(kind, all);
        if (!fitted) throw new Error('there is something to fit');
        const scale = Array.from({ length: 51 }, (_, i) => calibrate(fitted, i / 50));
        expect(scale.every((p) => p >= 0 && p <= 1)).toBe(true);
        expect(scale.every((p, i) => i === 0 || p >= (scale[i - 1] ?? 0) - 1e-12)).toBe(true);
      }),
    );
  });
});
