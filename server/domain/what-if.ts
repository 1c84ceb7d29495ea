import { blindDraw } from './evidence.ts';
import type { Routing } from './routing.ts';
import { reviewsNeeded, type Estimate } from './statistics/estimate.ts';
import { addReview, hajek, noHajekSums, type HajekSums } from './statistics/hajek.ts';
import type { Arm, Json, LabelSource } from './words.ts';

/** What history knows of an item: how it was drawn to be judged, and the label that it has. */
export type Known = {
  value: Json;
  drawn: { arm: Arm | null; blindProbability: number | null };
  label: { source: LabelSource; agreed: boolean | null } | null;
};

/**
 * What a policy would have made of history: items; those accepted automatically, those of them that are audited and those
 * of them that nobody could have judged blind; judgements asked of inspectors for the rest; and the blind labels among
 * what is accepted.
 */
export type WhatIfSums = {
  items: number;
  auto: number;
  audits: number;
  uncovered: number;
  reviews: number;
  labels: HajekSums;
};

/** The sums before any item. */
export const noWhatIfSums: WhatIfSums = {
  items: 0,
  auto: 0,
  audits: 0,
  uncovered: 0,
  reviews: 0,
  labels: noHajekSums,
};

/** The sums with one more item, as the policy routes it. */
export const addWhatIf = (sums: WhatIfSums, routing: Routing, { value, drawn, label }: Known): WhatIfSums => {
  const items = sums.items + 1;
  if (routing.destination === 'review') return { ...sums, items, reviews: sums.reviews + routing.inspectors };
  const pi = blindDraw(label, drawn, value);
  return {
    ...sums,
    items,
    auto: sums.auto + 1,
    audits: sums.audits + routing.inspectors,
    uncovered: sums.uncovered + (drawn.blindProbability ? 0 : 1),
    labels: pi === null ? sums.labels : addReview(sums.labels, { pi, correct: label?.agreed === true }),
  };
};

/** A number with the bounds of its 95 % interval. */
export type Bounded = { value: number; low: number; high: number };

/** How near the estimate of the error should come, to either side. */
export const errorHalfWidth = 0.02;

/**
 * The share of wrong answers among what is accepted automatically that could have been drawn to be judged blind, weighted
 * by 1/π as it was drawn; null: no such item was labelled. `needed`: how many more labels until the interval is narrow.
 */
export const expectedError = ({
  labels,
}: Pick<WhatIfSums, 'labels'>): { error: Estimate | null; needed: number } => {
  const accuracy = hajek(labels);
  return {
    error: accuracy && {
      ...accuracy,
      value: 1 - accuracy.value,
      low: 1 - accuracy.high,
      high: 1 - accuracy.low,
    },
    needed: reviewsNeeded(accuracy, errorHalfWidth),
  };
};

/** What work and mistakes cost and how long work takes; null: not told. */
export type Prices = { perReview: number | null; perError: number | null; secondsPerReview: number | null };

/** What a day of such items brings; null: not known, or not priced. Audits are reviews too, in hours and in cost. */
export type Day = {
  items: number;
  reviews: number;
  audits: number;
  hours: number | null;
  errors: Bounded | null;
  cost: { reviews: number | null; errors: Bounded | null; total: Bounded | null };
};

const times = (bounded: Bounded | null, factor: number | null): Bounded | null =>
  bounded === null || factor === null
    ? null
    : { value: bounded.value * factor, low: bounded.low * factor, high: bounded.high * factor };

/** What the policy brings a day, where as many items come in as history had in so many days (above 0). */
export const dayOf = (
  sums: WhatIfSums,
  days: number,
  { perReview, perError, secondsPerReview }: Prices,
): Day => {
  const judged = (sums.reviews + sums.audits) / days;
  const { error } = expectedError(sums);
  // Of nothing accepted nothing is wrong.
  const errors = sums.auto === 0 ? { value: 0, low: 0, high: 0 } : times(error, sums.auto / days);
  const ofReviews = perReview === null ? null : judged * perReview;
  const ofErrors = times(errors, perError);
  const total = (part: keyof Bounded): number => (ofReviews ?? 0) + (ofErrors?.[part] ?? 0);
  return {
    items: sums.items / days,
    reviews: sums.reviews / days,
    audits: sums.audits / days,
    hours: secondsPerReview === null ? null : (judged * secondsPerReview) / 3_600,
    errors,
    cost: {
      reviews: ofReviews,
      errors: ofErrors,
      total:
        ofReviews === null || ofErrors === null
          ? null
          : { value: total('value'), low: total('low'), high: total('high') },
    },
  };
};
