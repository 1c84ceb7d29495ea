import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubtOf, posteriorsOf, sharesOfItem } from '../../server/domain/estimated-items.ts';
import type { EstimateResult } from '../../server/domain/reliability-estimate.ts';
import { settledByWeight, weighing } from '../../server/domain/weighing.ts';

/** Ann is right on nine of ten, Bob on three of five, whatever the truth; "no" is as frequent as "yes". */
const inspector = (userId: string, right: number, answers = 100) => ({
  userId,
  answers,
  accuracy: right,
  cells: ['yes', 'no'].flatMap((truth) =>
    ['yes', 'no'].map((answer) => ({ truth, answer, share: truth === answer ? right : 1 - right })),
  ),
});
const estimate: EstimateResult = {
  converged: true,
  prevalence: [
    { value: 'yes', share: 0.5 },
    { value: 'no', share: 0.5 },
  ],
  inspectors: [inspector('ann', 0.9), inspector('bob', 0.6), inspector('new', 0.9, 9)],
};
const answers = (given: Record<string, string>) =>
  Object.entries(given).map(([userId, value]) => ({ userId, value }));

describe('answers weighed by an estimate', () => {
  it('are Bayes’ rule over confusions with one more answer each, spread over the classes', () => {
    // Fifty answers in each class: Ann (45 + ½)/51 and (5 + ½)/51, Bob (30 + ½)/51 and (20 + ½)/51.
    const [yes, no] = [45.5 * 20.5, 5.5 * 30.5];
    const shares = weighing(estimate)(answers({ ann: 'yes', bob: 'no' }));
    expect(shares?.map(({ value }) => value)).toEqual(['yes', 'no']);
    expect(shares?.[0]?.share).toBeCloseTo(yes / (yes + no), 12);
    expect(shares?.[0]?.share).toBeCloseTo(0.8476, 4);
  });

  it('take the answers of somebody never seen to judge a class for no sign of it', () => {
    const { prevalence, inspectors } = estimate;
    const bob = { ...inspector('bob', 0.6), cells: inspector('bob', 0.6).cells.slice(0, 2) };
    const known = weighing({ converged: true, prevalence, inspectors: [...inspectors.slice(0, 1), bob] });
    const [yes, no] = [20.5 / 51, 1 / 2];
    expect(known(answers({ bob: 'no' }))?.[0]?.share).toBeCloseTo(yes / (yes + no), 12);
  });

  it('are not weighed where the estimate does not know an inspector or an answer', () => {
    expect(weighing(estimate)(answers({ ann: 'yes', eve: 'no' }))).toBeNull();
    expect(weighing(estimate)(answers({ ann: 'yes', bob: 'maybe' }))).toBeNull();
  });

  it('come to the same in whatever order they are given', () => {
    const people = fc.uniqueArray(
      fc.record({
        userId: fc.uuid(),
        answers: fc.integer({ min: 1, max: 500 }),
        right: fc.double({ min: 0.34, max: 1, noNaN: true }),
        value: fc.constantFrom('yes', 'no'),
      }),
      { minLength: 2, maxLength: 6, selector: ({ userId }) => userId },
    );
    fc.assert(
      fc.property(people, fc.infiniteStream(fc.nat()), (list, keys) => {
        const known = {
          ...estimate,
          inspectors: list.map(({ userId, right, answers: n }) => inspector(userId, right, n)),
        };
        const shuffled = list
          .map((one) => ({ one, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const shares = weighing(known)(list);
        expect(weighing(known)(shuffled)).toEqual(shares);
        expect(shares?.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(settledByWeight(known, shuffled, 0.8)).toEqual(settledByWeight(known, list, 0.8));
      }),
    );
  });
});

describe('differing answers', () => {
  const differing = answers({ ann: 'yes', bob: 'no' });

  it('are settled from the probability asked for on', () => {
    expect(settledByWeight(estimate, differing, 0.84)).toMatchObject({ value: 'yes' });
    expect(settledByWeight(estimate, differing, 0.85)).toBeNull();
  });

  it('are left to a lead where the estimate knows fewer than ten answers of somebody', () => {
    expect(settledByWeight(estimate, answers({ new: 'yes', bob: 'no' }), 0.51)).toBeNull();
    expect(settledByWeight(estimate, answers({ eve: 'yes', bob: 'no' }), 0.51)).toBeNull();
  });

  it('are never settled to what nobody answered', () => {
    const liars = { ...estimate, inspectors: [inspector('ann', 0.01), inspector('bob', 0.01)] };
    expect(weighing(liars)(answers({ ann: 'yes', bob: 'yes' }))?.[1]?.share).toBeGreaterThan(0.99);
    expect(settledByWeight(liars, answers({ ann: 'yes', bob: 'yes' }), 0.95)).toBeNull();
  });
});

describe('the items of an estimate', () => {
  const input = {
    users: ['ann', 'bob'],
    classes: ['"yes"', '"no"'],
    items: 2,
    ratings: Int32Array.from([0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1]),
  };
  const posteriors = posteriorsOf(estimate, input);

  it('are weighed as answers are', () => {
    const weighed = [answers({ ann: 'yes', bob: 'no' }), answers({ ann: 'no', bob: 'no' })].flatMap(
      (given) => weighing(estimate)(given)?.map(({ share }) => share) ?? [],
    );
    expect([...posteriors]).toEqual(weighed);
    expect(sharesOfItem(estimate, posteriors, 1).map(({ value }) => value)).toEqual(['no', 'yes']);
  });

  it('speak against a label by the share of all other classes, and of classes they know alone', () => {
    const shares = sharesOfItem(estimate, posteriors, 0);
    expect(doubtOf(estimate, shares, 'no')).toBeCloseTo(0.8476, 4);
    expect(doubtOf(estimate, [{ value: 'yes', share: 1 }], 'no')).toBe(1);
    expect(doubtOf(estimate, shares, 'maybe')).toBeNull();
    expect(doubtOf(estimate, shares, null)).toBeNull();
  });
});
