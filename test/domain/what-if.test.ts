import { describe, expect, it } from 'vitest';
import type { Routing } from '../../server/domain/routing.ts';
import { hajek } from '../../server/domain/statistics/hajek.ts';
import {
  addWhatIf,
  dayOf,
  expectedError,
  noWhatIfSums,
  type Known,
  type WhatIfSums,
} from '../../server/domain/what-if.ts';

const accepted: Routing = {
  destination: 'auto',
  reasons: ['at_or_above_threshold'],
  rule: null,
  stratum: null,
  threshold: 0.9,
  reviewProbability: 0.1,
  blindProbability: 0.1,
  reviewed: false,
  arm: null,
  priority: 0,
  inspectors: 0,
  due: null,
};
const audited: Routing = { ...accepted, reviewed: true, arm: 'blind', inspectors: 1 };
const reviewedByTwo: Routing = { ...audited, destination: 'review', inspectors: 2 };

const judged = (agreed: boolean, pi: number): Known => ({
  value: 'intact',
  drawn: { arm: 'blind', blindProbability: pi },
  label: { source: 'human', agreed },
});
const unknown: Known = { value: 'intact', drawn: { arm: null, blindProbability: 0.1 }, label: null };

const sumsOf = (...items: [Routing, Known][]): WhatIfSums =>
  items.reduce((sums, [routing, known]) => addWhatIf(sums, routing, known), noWhatIfSums);

const prices = { perReview: 0.5, perError: 20, secondsPerReview: 36 };

describe('what a policy would have made of history', () => {
  it('counts who would decide, and the judgements that people would be asked for', () => {
    expect(sumsOf([accepted, unknown], [audited, unknown], [reviewedByTwo, unknown])).toMatchObject({
      items: 3,
      auto: 2,
      audits: 1,
      reviews: 2,
      uncovered: 0,
    });
  });

  it('takes the error from blind labels of what would be accepted, weighted by 1/π as they were drawn', () => {
    const { error } = expectedError(
      sumsOf([accepted, judged(false, 1)], [audited, judged(true, 0.1)], [reviewedByTwo, judged(false, 0.1)]),
    );
    expect(error?.value).toBeCloseTo(1 / 11, 12);
    expect(error?.reviewed).toBe(2);
    const accuracy = hajek({ reviewed: 2, weight: 11, correct: 10, weightSquared: 101, correctSquared: 100 });
    expect(error?.low).toBeCloseTo(1 - (accuracy?.high ?? 0), 12);
    expect(error?.high).toBeCloseTo(1 - (accuracy?.low ?? 0), 12);
  });

  it('knows no error where nothing that is accepted was drawn to be judged blind and labelled by people', () => {
    const assisted = { ...judged(true, 0.1), drawn: { arm: 'assisted', blindProbability: 0.1 } } as const;
    const byModel = { ...judged(true, 0.1), label: { source: 'auto', agreed: true } } as const;
    const byHand = { ...judged(true, 0.1), drawn: { arm: 'blind', blindProbability: null } } as const;
    const sums = sumsOf([accepted, assisted], [accepted, byModel], [accepted, byHand], [accepted, unknown]);
    expect(sums.uncovered).toBe(1);
    const { error, needed } = expectedError(sums);
    expect(error).toBeNull();
    expect(needed).toBeGreaterThan(1_000);
    expect(dayOf(sums, 1, prices)).toMatchObject({
      errors: null,
      cost: { reviews: 0, errors: null, total: null },
    });
  });

  it('tells what a day costs, in reviews, hours and mistakes', () => {
    const sums = sumsOf(
      [accepted, judged(false, 0.5)],
      [audited, judged(true, 0.5)],
      [reviewedByTwo, unknown],
    );
    const day = dayOf(sums, 0.5, prices);
    expect(day).toMatchObject({ items: 6, reviews: 4, audits: 2, hours: 0.06 });
    expect(day.errors?.value).toBeCloseTo(2, 12);
    expect(day.cost.reviews).toBe(3);
    expect(day.cost.errors?.value).toBeCloseTo(40, 12);
    expect(day.cost.total?.value).toBeCloseTo(43, 12);
    expect(day.cost.total?.low).toBeLessThan(43);
    expect(day.cost.total?.high).toBeGreaterThan(43);
  });

  it('expects no mistakes where nothing is accepted, and no cost where nothing is priced', () => {
    const sums = sumsOf([reviewedByTwo, unknown]);
    const { errors, hours, cost } = dayOf(sums, 1, {
      perReview: null,
      perError: null,
      secondsPerReview: null,
    });
    expect(errors).toEqual({ value: 0, low: 0, high: 0 });
    expect({ hours, cost }).toEqual({ hours: null, cost: { reviews: null, errors: null, total: null } });
  });
});
