import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addCorrection,
  addItem,
  aipw,
  noAipwSums,
  removeCorrection,
  removeItem,
} from '../../../server/domain/statistics/aipw.ts';
import { reviewsNeeded } from '../../../server/domain/statistics/estimate.ts';
import { addReview, hajek, noHajekSums, removeReview } from '../../../server/domain/statistics/hajek.ts';
import { wilson } from '../../../server/domain/statistics/intervals.ts';
import { betaQuantile } from '../../../server/domain/statistics/special.ts';

type Item = { pi: number; confidence: number; correct: boolean; reviewed: boolean };

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyItem = fc.record({
  pi: fc.double({ min: 0.01, max: 1, noNaN: true }),
  confidence: share,
  correct: fc.boolean(),
  reviewed: fc.boolean(),
});
const someItems = fc.array(anyItem, { minLength: 2, maxLength: 40 });

const hajekSums = (items: readonly Item[]) =>
  items.filter(({ reviewed }) => reviewed).reduce(addReview, noHajekSums);

const aipwSums = (items: readonly Item[]) =>
  items.reduce((sums, item) => {
    const held = addItem(sums, item.confidence);
    return item.reviewed ? addCorrection(held, item) : held;
  }, noAipwSums);

const plain = (correct: number, wrong: number): Item[] =>
  Array.from({ length: correct + wrong }, (_, i) => ({
    pi: 1,
    confidence: 0.8,
    correct: i < correct,
    reviewed: true,
  }));

describe('Hájek’s estimate', () => {
  it('weighs each review by 1/π', () => {
    const items = [
      { pi: 1, confidence: 0.5, correct: false, reviewed: true },
      { pi: 0.1, confidence: 0.9, correct: true, reviewed: true },
    ];
    expect(hajek(hajekSums(items))?.value).toBeCloseTo(10 / 11, 12);
    expect(hajek(noHajekSums)).toBeNull();
  });

  it('has the linearised standard error', () => {
    fc.assert(
      fc.property(someItems, (items) => {
        const reviewed = items.filter((item) => item.reviewed);
        const estimate = hajek(hajekSums(items));
        if (estimate === null) {
          expect(reviewed).toEqual([]);
          return;
        }
        const weight = reviewed.reduce((sum, { pi }) => sum + 1 / pi, 0);
        const squares = reviewed.reduce(
          (sum, { pi, correct }) => sum + (((correct ? 1 : 0) - estimate.value) / pi) ** 2,
          0,
        );
        expect(estimate.standardError).toBeCloseTo(Math.sqrt(squares) / weight, 6);
        expect(estimate.reviewed).toBe(reviewed.length);
      }),
    );
  });

  it('has the interval of a share under a uniform prior where all were drawn alike', () => {
    // Of 81 among 263, Beta(82, 183).
    for (const pi of [1, 0.05]) {
      const estimate = hajek(hajekSums(plain(81, 182).map((item) => ({ ...item, pi }))));
      expect(estimate?.low).toBeCloseTo(betaQuantile(0.025, 82, 183), 10);
      expect(estimate?.high).toBeCloseTo(betaQuantile(0.975, 82, 183), 10);
      expect(estimate?.effectiveSampleSize).toBeCloseTo(263, 6);
    }
  });

  it('knows as much as Kish says where π has nothing to do with being correct', () => {
    const sums = hajekSums([1, 0.2].flatMap((pi) => plain(500, 500).map((item) => ({ ...item, pi }))));
    expect((hajek(sums)?.effectiveSampleSize ?? 0) / (6_000 ** 2 / 26_000)).toBeCloseTo(1, 2);
  });
});

describe('the AIPW estimate', () => {
  it('is the mean of f + (ξ/π)(c − f), with the standard error of that mean', () => {
    fc.assert(
      fc.property(someItems, (items) => {
        const estimate = aipw(aipwSums(items));
        if (estimate === null) {
          expect(items.some(({ reviewed }) => reviewed)).toBe(false);
          return;
        }
        const values = items.map(
          ({ pi, confidence, correct, reviewed }) =>
            confidence + (reviewed ? ((correct ? 1 : 0) - confidence) / pi : 0),
        );
        const mean = values.reduce((a, b) => a + b, 0) / values.length;
        const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
        expect(estimate.value).toBeCloseTo(Math.min(Math.max(mean, 0), 1), 9);
        expect(estimate.standardError).toBeCloseTo(Math.sqrt(variance / values.length), 5);
      }),
    );
  });

  it('is nothing without items or without a review', () => {
    expect(aipw(noAipwSums)).toBeNull();
    expect(aipw(aipwSums([{ pi: 0.5, confidence: 0.9, correct: true, reviewed: false }]))).toBeNull();
    expect(aipw(addItem(addItem(noAipwSums, 0.5), 0.5))).toBeNull();
  });
});

describe('both estimates', () => {
  it('of plain draws are the share, with nearly Wilson’s interval and as many draws as there were', () => {
    const items = plain(90, 10);
    const { low, high } = wilson(90, 100);
    for (const estimate of [hajek(hajekSums(items)), aipw(aipwSums(items))]) {
      expect(estimate?.value).toBeCloseTo(0.9, 12);
      expect(estimate?.standardError).toBeCloseTo(0.03, 3);
      expect(Math.abs((estimate?.low ?? 0) - (low ?? 1))).toBeLessThan(0.004);
      expect(Math.abs((estimate?.high ?? 0) - (high ?? 1))).toBeLessThan(0.004);
      expect(Math.abs((estimate?.effectiveSampleSize ?? 0) - 100)).toBeLessThan(2);
    }
  });

  it('are not certain where no mistake was seen', () => {
    const items = plain(30, 0);
    for (const estimate of [hajek(hajekSums(items)), aipw(aipwSums(items))]) {
      expect(estimate).toMatchObject({ value: 1, high: 1 });
      expect(estimate?.low).toBeGreaterThan(0.85);
      expect(estimate?.low).toBeLessThan(0.9);
    }
  });

  it('lie in [0,1] and in their intervals', () => {
    fc.assert(
      fc.property(someItems, (items) => {
        for (const estimate of [hajek(hajekSums(items)), aipw(aipwSums(items))]) {
          if (estimate === null) continue;
          const { value, low, high, standardError, effectiveSampleSize } = estimate;
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(value);
          expect(value).toBeLessThanOrEqual(high);
          expect(high).toBeLessThanOrEqual(1);
          expect(standardError).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(effectiveSampleSize)).toBe(true);
        }
      }),
    );
  });

  it('forget an item that is removed, and take a changed label for what it is', () => {
    fc.assert(
      fc.property(someItems, anyItem, (items, late) => {
        const hajekBefore = hajekSums(items);
        const hajekAfter = removeReview(addReview(hajekBefore, late), late);
        for (const [name, value] of Object.entries(hajekBefore))
          expect(hajekAfter[name as keyof typeof hajekAfter]).toBeCloseTo(value, 6);
        const before = aipwSums(items);
        const held = addCorrection(addItem(before, late.confidence), late);
        const after = removeItem(removeCorrection(held, late), late.confidence);
        for (const [name, value] of Object.entries(before))
          expect(after[name as keyof typeof after]).toBeCloseTo(value, 6);
        const changed = { ...late, correct: !late.correct, reviewed: true };
        const corrected = addCorrection(removeCorrection(held, late), changed);
        expect(aipw(corrected)?.value).toBeCloseTo(
          aipw(aipwSums([...items, changed]))?.value ?? Number.NaN,
          6,
        );
      }),
    );
  });
});

describe('reviews still needed', () => {
  it('are those of a plain draw at worst before the first', () => {
    // About (1.959964/.05)²/4 less the two that are borrowed.
    expect(reviewsNeeded(null, 0.05)).toBe(381);
  });

  it('are none once the interval is narrow enough', () => {
    expect(reviewsNeeded(hajek(hajekSums(plain(950, 50))), 0.02)).toBe(0);
  });

  it('make the interval about as narrow as was asked, if the rest is like what was seen', () => {
    const draws = fc.record({
      correct: fc.integer({ min: 1, max: 60 }),
      wrong: fc.integer({ min: 1, max: 20 }),
      pi: fc.constantFrom(1, 0.2, 0.05),
      halfWidth: fc.constantFrom(0.02, 0.05),
    });
    fc.assert(
      fc.property(draws, ({ correct, wrong, pi, halfWidth }) => {
        const items = plain(correct, wrong).map((item) => ({ ...item, pi }));
        const needed = reviewsNeeded(hajek(hajekSums(items)), halfWidth);
        fc.pre(needed > 0);
        const times = 1 + needed / items.length;
        const sums = hajekSums(items);
        const grown = hajek({
          reviewed: sums.reviewed * times,
          weight: sums.weight * times,
          correct: sums.correct * times,
          weightSquared: sums.weightSquared * times,
          correctSquared: sums.correctSquared * times,
        });
        if (grown === null) throw new Error('there are reviews');
        expect((grown.high - grown.low) / 2 / halfWidth).toBeGreaterThan(0.8);
        expect((grown.high - grown.low) / 2 / halfWidth).toBeLessThan(1.2);
      }),
    );
  });

  it('are more where reviews count unequally', () => {
    const even = plain(80, 20);
    const uneven = even.map((item, i) => ({ ...item, pi: i % 2 === 0 ? 1 : 0.1 }));
    expect(reviewsNeeded(hajek(hajekSums(uneven)), 0.03)).toBeGreaterThan(
      reviewsNeeded(hajek(hajekSums(even)), 0.03),
    );
  });
});
