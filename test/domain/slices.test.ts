import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slicesOf, type SlicedBy } from '../../server/domain/slices.ts';
import { weakSlices } from '../../server/domain/weak-slices.ts';

/** Slices with how many answers are in each. */
const counted = (values: readonly SlicedBy[]) =>
  slicesOf(values, (value) => value).map(({ slice, answers }) => ({ ...slice, n: answers.length }));
const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);

describe('the slices of answers', () => {
  it('are one a number where there are few, rising, and what is missing comes last', () => {
    expect(counted([3, null, 1, 10, 1, null, null])).toEqual([
      { kind: 'value', value: 1, n: 2 },
      { kind: 'value', value: 3, n: 1 },
      { kind: 'value', value: 10, n: 1 },
      { kind: 'missing', n: 3 },
    ]);
  });

  it('are ranges of as many answers each where there are many numbers, with round bounds', () => {
    const brightness = Array.from({ length: 180 }, (_, n) => 0.123456 + n / 300);
    expect(counted(brightness)).toEqual([
      { kind: 'range', low: null, high: 0.22, n: 29 },
      { kind: 'range', low: 0.22, high: 0.32, n: 30 },
      { kind: 'range', low: 0.32, high: 0.42, n: 30 },
      { kind: 'range', low: 0.42, high: 0.52, n: 30 },
      { kind: 'range', low: 0.52, high: 0.62, n: 30 },
      { kind: 'range', low: 0.62, high: null, n: 31 },
    ]);
  });

  it('are fewer ranges where there are few answers', () => {
    const brightness = Array.from({ length: 61 }, (_, n) => n);
    expect(counted(brightness)).toEqual([
      { kind: 'range', low: null, high: 30, n: 30 },
      { kind: 'range', low: 30, high: null, n: 31 },
    ]);
  });

  it('are fewer ranges where most answers have one number', () => {
    const defects = [...times(90, 0), ...Array.from({ length: 10 }, (_, n) => n + 1)];
    expect(counted(defects)).toEqual([
      { kind: 'range', low: null, high: 1, n: 90 },
      { kind: 'range', low: 1, high: null, n: 10 },
    ]);
  });

  it('are one a text or flag, the most frequent first, and the rare ones together', () => {
    const lines = Array.from({ length: 23 }, (_, n) => times(23 - n, `line ${n}`)).flat();
    const slices = counted([...lines, true]);
    expect(slices).toHaveLength(21);
    expect(slices[0]).toEqual({ kind: 'value', value: 'line 0', n: 23 });
    // Four of 3, 2, 1 and 1 answers.
    expect(slices.at(-1)).toEqual({ kind: 'others', values: 4, n: 7 });
  });

  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -20, max: 20 }),
    fc.string({ maxLength: 2 }),
    fc.boolean(),
    fc.constant(null),
  );

  it('part the answers: each is in one, none is empty, and their sums are those of the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ value, agreed: fc.boolean() }), { maxLength: 200 }), (answers) => {
        const slices = slicesOf(answers, (answer) => answer.value);
        expect(new Set(slices.flatMap((one) => one.answers))).toEqual(new Set(answers));
        const n = slices.reduce((sum, one) => sum + one.answers.length, 0);
        expect(n).toBe(answers.length);
        for (const { slice, answers: own } of slices) {
          expect(own.length).toBeGreaterThan(0);
          if (slice.kind !== 'range') continue;
          for (const { value: is } of own) {
            expect(Number(is)).toBeGreaterThanOrEqual(slice.low ?? -Infinity);
            expect(Number(is) < (slice.high ?? Infinity)).toBe(true);
          }
        }
        expect(slices.filter(({ slice }) => slice.kind === 'range').length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe('weak slices', () => {
  it('agree less often than the rest, beyond chance', () => {
    const good = { k: 95, n: 100 };
    expect(weakSlices([good, good, { k: 71, n: 100 }])).toEqual([false, false, true]);
    expect(weakSlices([good, good, { k: 93, n: 100 }])).toEqual([false, false, false]);
    // However well one does, the rest is not weak for it.
    expect(weakSlices([{ k: 100, n: 100 }, good, good])).toEqual([false, false, false]);
  });

  it('are not named before there are enough answers, in the slice and in the rest', () => {
    expect(
      weakSlices([
        { k: 0, n: 29 },
        { k: 100, n: 100 },
      ]),
    ).toEqual([false, false]);
    expect(
      weakSlices([
        { k: 0, n: 30 },
        { k: 100, n: 100 },
      ]),
    ).toEqual([true, false]);
    expect(
      weakSlices([
        { k: 0, n: 100 },
        { k: 29, n: 29 },
      ]),
    ).toEqual([false, false]);
    expect(weakSlices([])).toEqual([]);
  });

  it('take more to be named, the more slices there are to be unlucky', () => {
    const [slice, other] = [
      { k: 85, n: 100 },
      { k: 92, n: 100 },
    ];
    expect(weakSlices([slice, { k: 15 * 92, n: 1_500 }])[0]).toBe(true);
    expect(weakSlices([slice, ...times(15, other)])[0]).toBe(false);
  });
});
