import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreementY, dayFrame, dayMarks, dayText } from '../../client/features/evidence/day-geometry.ts';
import { axisAroundZero, axisOf, placeOn } from '../../client/ui/axis.ts';
import { frame, marksOf, xOf, yOf } from '../../client/features/evidence/reliability-geometry.ts';

describe('the axis of estimates', () => {
  test.each([
    [[0.928, 0.961, 0.708], { from: 0.7, to: 1, ticks: [0.7, 0.8, 0.9, 1] }],
    [[0.935, 0.961], { from: 0.93, to: 0.97, ticks: [0.93, 0.94, 0.95, 0.96, 0.97] }],
    [[], { from: 0, to: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] }],
    [[1, 1], { from: 0.99, to: 1, ticks: [0.99, 1] }],
    [[0, 0], { from: 0, to: 0.01, ticks: [0, 0.01] }],
  ])('of %j runs between round numbers', (shares, axis) => expect(axisOf(shares)).toEqual(axis));

  test('holds every share, stays in 0 to 1, and has at most six ticks', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(share, { minLength: 1 }), (shares) => {
        const { from, to, ticks } = axisOf(shares);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(1);
        expect(to).toBeGreaterThan(from);
        expect(from).toBeLessThanOrEqual(Math.min(...shares) + 1e-5);
        expect(to).toBeGreaterThanOrEqual(Math.max(...shares) - 1e-5);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect([ticks[0], ticks.at(-1)]).toEqual([from, to]);
      }),
    );
  });

  test('puts what lies outside at its ends, and zero in the middle of a difference', () => {
    expect(placeOn({ from: 0.7, to: 1, ticks: [] }, 0.85)).toBe(50);
    expect(placeOn({ from: 0.7, to: 1, ticks: [] }, 0.2)).toBe(0);
    expect(placeOn({ from: 0.7, to: 1, ticks: [] }, 1.2)).toBe(100);
    expect(placeOn(axisAroundZero(-0.01, 0.07), 0)).toBe(50);
    expect(placeOn(axisAroundZero(0, 0), 0)).toBe(50);
  });
});

describe('the reliability diagram', () => {
  const point = (low: number, confidence: number | null, k: number, n: number) => ({
    low,
    high: low + 0.25,
    confidence,
    accuracy: { k, n, low: n === 0 ? null : 0.4, high: n === 0 ? null : 0.8 },
  });

  test('draws only bins that hold reviews', () => {
    const marks = marksOf([point(0, null, 0, 0), point(0.25, 0.4, 3, 5), point(0.75, 0.9, 9, 10)]);
    expect(marks.map((mark) => mark.point.low)).toEqual([0.25, 0.75]);
    expect(marksOf([])).toEqual([]);
  });

  test('puts a bin at its mean confidence and its share of correct answers, with the interval as error bar', () => {
    const [mark] = marksOf([point(0.5, 0.6, 3, 5)]);
    expect(mark).toMatchObject({ x: xOf(0.6), y: yOf(0.6), yLow: yOf(0.4), yHigh: yOf(0.8) });
    expect(mark?.yHigh).toBeLessThan(mark?.yLow ?? 0);
  });

  test('has a perfectly calibrated bin on the diagonal from corner to corner', () => {
    const { left, top, size } = frame.plot;
    for (const share of [0, 0.3, 1]) expect(xOf(share) - left).toBeCloseTo(top + size - yOf(share));
  });

  test('fills the strip with the largest bin, and shows a tiny one all the same', () => {
    const [large, tiny] = marksOf([point(0.75, 0.9, 900, 1_000), point(0, 0.1, 0, 1)]);
    expect(large?.bar).toMatchObject({ y: frame.strip.top, height: frame.strip.height });
    expect(tiny?.bar.height).toBe(1);
    expect(tiny?.bar.y).toBe(frame.strip.top + frame.strip.height - 1);
  });
});

describe('agreement by the day', () => {
  const nothing = { k: 0, n: 0, low: null, high: null };
  const on = (day: string, k: number, n: number, low: number, high: number) => ({
    day,
    agreement: { blind: { k, n, low, high }, assisted: nothing, audit: nothing },
  });

  test('stands where its time does, and has no point where few answers stand behind it', () => {
    const { axis, marks } = dayMarks(
      [
        on('2026-05-01', 32, 40, 0.65, 0.9),
        on('2026-05-02', 1, 2, 0.1, 0.9),
        on('2026-05-11', 40, 40, 0.91, 1),
      ],
      'blind',
    );
    expect(marks.map(({ isFew }) => isFew)).toEqual([false, true, false]);
    const [first = 0, second = 0, last = 0] = marks.map(({ x }) => x);
    expect((second - first) / (last - first)).toBeCloseTo(0.1, 9);
    expect(last).toBeLessThan(dayFrame.width - dayFrame.right);
    expect(marks[0]?.y).toBeCloseTo(agreementY(0.8, axis), 9);
    for (const { y, yHigh, yLow } of marks) {
      expect(yHigh).toBeLessThanOrEqual(y);
      expect(yLow).toBeGreaterThanOrEqual(y);
    }
  });

  test('of a single day is drawn as well', () => {
    const { marks } = dayMarks([on('2026-05-01', 32, 40, 0.65, 0.9)], 'blind');
    expect(marks).toHaveLength(1);
    expect(marks[0]?.x).toBeGreaterThan(dayFrame.left);
    expect(dayText('2026-05-01')).toMatch(/1.*May|May.*1/);
  });
});
