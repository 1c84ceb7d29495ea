import { describe, expect, it } from 'vitest';
import { curveFrame, curveMarks, errorScale, errorY } from '../../client/features/evidence/curve-geometry.ts';
import {
  certificateWords,
  neededWords,
  plainPercent,
} from '../../client/features/evidence/threshold-words.ts';

const point = (automated: number, error: number | null, threshold = 0.9) => ({
  threshold,
  state: 'open' as const,
  n: 10,
  errors: 0,
  eValue: 1,
  labelsNeeded: 5,
  error: error === null ? null : { value: error, low: error / 2, high: error * 2, effectiveSampleSize: 10 },
  automated: { k: automated, n: 100, low: null, high: null },
});

describe('the curve of automated share against error', () => {
  it('shows every error and the target', () => {
    const points = [point(90, 0.07), point(20, 0.01), point(5, null)];
    const scale = errorScale(points, 0.02);
    expect(scale).toEqual({ max: 0.08, ticks: [0, 0.02, 0.04, 0.06, 0.08] });
    const marks = curveMarks(points, scale);
    expect(marks).toHaveLength(2);
    const [most, least] = marks;
    expect(most?.x).toBeGreaterThan(least?.x ?? Infinity);
    expect(most?.y).toBeLessThan(least?.y ?? 0);
    // An interval beyond the scale ends where the scale does.
    expect(most?.yHigh).toBe(curveFrame.top);
    expect(errorY(0, scale)).toBe(curveFrame.height - curveFrame.bottom);
  });
});

describe('a threshold in words', () => {
  it('says what is missing until it is certified', () => {
    const words = (state: 'open' | 'untested', labelsNeeded: number | null) =>
      neededWords({ ...point(1, 0), state, labelsNeeded });
    expect(words('untested', 3)).toContain('Too few items');
    expect(words('open', 1)).toBe('1 more right label needed');
    expect(words('open', 1_200)).toBe('1,200 more right labels needed');
    expect(words('open', 0)).toContain('above');
    expect(words('open', null)).toContain('Not in reach');
  });

  it('says what its certificate says', () => {
    const certificate = {
      model: 'scratches@1',
      value: null,
      threshold: 0.9,
      targetError: 0.02,
      targetConfidence: 0.95,
      reference: '',
      calibrator: 0,
      n: 200,
      errors: 0,
      eValue: 40,
      revision: 3,
    };
    expect(certificateWords(certificate, String)).toBe(
      'Of what scratches@1 answers with a confidence of 0.9 or more at most 2\u00a0% is wrong, with 95\u00a0% confidence.',
    );
    expect(certificateWords({ ...certificate, value: 'intact', threshold: 0 }, () => 'Intact')).toBe(
      'Of what scratches@1 answers with “Intact” at most 2\u00a0% is wrong, with 95\u00a0% confidence.',
    );
    expect(plainPercent(0.005)).toBe('0.5\u00a0%');
  });
});
