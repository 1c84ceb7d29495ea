import { z } from 'zod';
import { policy } from './policy.ts';
import { proportion } from './proportion.ts';
import { instant } from './values.ts';

/** Most items that are replayed. */
export const mostReplayed = 20_000;

const bounded = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });
const price = z.number().min(0).max(1e9);

/** What one of the policies would have made of the items. */
const outcome = z.strictObject({
  /** Accepted automatically, of all. */
  automated: proportion,
  /** Of those, drawn to be audited. */
  audits: z.number().int(),
  /** Judgements asked of inspectors for the rest: two for an item that two judge. */
  reviews: z.number().int(),
  /** The share of wrong answers among what is accepted, from blind labels and the π of each. */
  error: z.strictObject({
    /** With its 95 % interval; null: no item that would be accepted was judged blind. */
    estimate: bounded.extend({ effectiveSampleSize: z.number() }).nullable(),
    /** Blind labels behind it. */
    labels: z.number().int(),
    /** Of what is accepted: items that nobody could have judged blind, of which nothing is known. */
    uncovered: z.number().int(),
    /** How many more labels until the interval reaches two points to either side. */
    needed: z.number().int(),
  }),
  /** What a day brings, at the rate at which the items came in; null: they came in at one moment. */
  day: z
    .strictObject({
      items: z.number(),
      reviews: z.number(),
      audits: z.number(),
      /** Inspectors' hours, for reviews and audits. */
      hours: z.number().nullable(),
      /** Wrong answers that are accepted. */
      errors: bounded.nullable(),
      /** In the unit of the prices; null where a price, or the error, is not known. */
      cost: z.strictObject({
        reviews: z.number().nullable(),
        errors: bounded.nullable(),
        total: bounded.nullable(),
      }),
    })
    .nullable(),
});
export type WhatIfOutcome = z.infer<typeof outcome>;

/** What policies would have made of a stretch of history, each beside the others. */
export const whatIf = z.strictObject({
  history: z.strictObject({
    items: z.number().int(),
    /** Most items that are replayed, of those that fit the newest. */
    limit: z.number().int(),
    from: instant.nullable(),
    to: instant.nullable(),
    /** Days between the two. */
    days: z.number(),
  }),
  /** How long a judgement takes: the mean of the timed ones, or what the request says where none was; null: not known. */
  time: z.strictObject({ seconds: z.number().nullable(), timed: z.number().int() }),
  outcomes: z.array(outcome),
});
export type WhatIf = z.infer<typeof whatIf>;

/** What is replayed, and what work and mistakes cost. */
export const whatIfQuestion = z.strictObject({
  policies: z.array(policy).min(1).max(2),
  model: z.string().max(200).optional(),
  /** Only what was taken in from this moment on, and before that one. */
  from: instant.optional(),
  to: instant.optional(),
  items: z.number().int().min(1).max(mostReplayed).default(mostReplayed),
  pricePerReview: price.optional(),
  pricePerError: price.optional(),
  /** How long a judgement takes, where none was timed. */
  secondsPerReview: z.number().min(0).max(86_400).optional(),
});
