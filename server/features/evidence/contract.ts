import { z } from 'zod';
import { bias } from '../../contract/automation-bias.ts';
import { proportion } from '../../contract/proportion.ts';
import { defineContract } from '../../contract/route.ts';
import { instant, json, slug, text } from '../../contract/values.ts';
import { evidenceBases } from '../../domain/evidence.ts';
import { comparedWays } from '../../domain/rollup-metrics.ts';
import { told } from '../../domain/told.ts';

/** What people answered beside what the model said, for one way of asking them. */
const comparison = z.strictObject({
  agreement: proportion,
  /** Cohen's kappa with its 95 % interval; null where it is not defined, as where answers are no classes. */
  kappa: z.strictObject({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** The confusion matrix, without the cells that are empty; none where answers are no classes. */
  cells: z.array(z.strictObject({ model: json, answer: json, n: z.number().int() })),
  /** For each class: of those the model gave it, how many people gave it (precision), and the other way round (recall). */
  classes: z.array(z.strictObject({ value: json, precision: proportion, recall: proportion })),
});
export type Comparison = z.infer<typeof comparison>;

/** A proportion estimated from weighted reviews, with its 95 % interval. */
const estimate = z.strictObject({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  /** How many plain random draws would say as much. */
  effectiveSampleSize: z.number(),
});
export type EvidenceEstimate = z.infer<typeof estimate>;

/** How often the model was right at each confidence that thresholds were compared with, of what came in under one calibrator. */
const calibration = z.strictObject({
  /** Its revision; 0: the confidence as the model said it. */
  calibrator: z.number().int(),
  reviewed: z.number().int(),
  /** Weighted by 1/π, in [0,1]; null where nothing was reviewed. */
  expectedCalibrationError: z.number().nullable(),
  brier: z.number().nullable(),
  points: z.array(
    z.strictObject({
      /** The bin's bounds: above `low`, up to and with `high`. */
      low: z.number(),
      high: z.number(),
      /** Mean confidence in the bin; null where it is empty. */
      confidence: z.number().nullable(),
      accuracy: proportion,
    }),
  ),
});
export type Calibration = z.infer<typeof calibration>;

export const evidence = z.strictObject({
  /** The model versions that predicted: the live one first, then the one heard from last. */
  models: z.array(z.string()),
  /** The version that this is about; null: no model has predicted anything. */
  model: z.string().nullable(),
  /** Each way of asking people, never pooled. */
  comparisons: z.record(z.enum(evidenceBases), comparison),
  /** The days of the last 30 on which people answered (UTC), oldest first; `blind` are those in shadow as well. */
  overTime: z.array(
    z.strictObject({ day: z.iso.date(), agreement: z.record(z.enum(comparedWays), proportion) }),
  ),
  /** The share of all items on which the model's answer is the label that people gave. */
  accuracy: z.strictObject({
    /** Σ(ξc/π)/Σ(ξ/π) over blind reviews; null before the first. */
    hajek: estimate.nullable(),
    /** The mean of f + (ξ/π)(c − f) over all items; null before the first blind review. */
    aipw: estimate.nullable(),
    /** Blind reviews behind both. */
    reviewed: z.number().int(),
    /** Items that could have been drawn for a blind review, and those that could not, of which nothing is known. */
    covered: z.number().int(),
    uncovered: z.number().int(),
    /** How many more blind reviews until the interval reaches `halfWidth` to either side; 0: enough. */
    needed: z.number().int(),
    halfWidth: z.number(),
    /** Agreement with every answer of a person as it came, which is no accuracy: who was asked was no random draw. */
    naive: proportion,
  }),
  /** How well confidence says how often the model is right, from blind reviews; in force first, then the latest. */
  calibrations: z.array(calibration),
  bias,
});
export type Evidence = z.infer<typeof evidence>;

/** Agreement in one slice for one way of asking. */
const slicedAgreement = proportion.extend({
  /** Agreed less often than the rest of the answers of this way, beyond chance; of assisted ones that is never said. */
  isWeak: z.boolean(),
});

const slice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), value: z.union([z.string(), z.number(), z.boolean()]) }),
  /** Numbers from `low` up to but without `high`; null: without a bound. */
  z.strictObject({
    kind: z.literal('range'),
    low: z.number().nullable(),
    high: z.number().nullable(),
  }),
  /** So many rare values together. */
  z.strictObject({ kind: z.literal('others'), values: z.number().int() }),
  /** The input was not measured, or no rule was applied. */
  z.strictObject({ kind: z.literal('missing') }),
]);

const evidenceSlice = z.strictObject({
  slice,
  /** Apart for each way of asking, never pooled. */
  agreement: z.record(z.enum(evidenceBases), slicedAgreement),
});
export type EvidenceSlice = z.infer<typeof evidenceSlice>;

export const evidenceSlices = z.strictObject({
  /** The version that this is about; null: no model has predicted anything. */
  model: z.string().nullable(),
  /** What the latest answers can be sliced by. */
  choices: z.strictObject({
    /** Names of measured inputs. */
    inputs: z.array(z.string()),
    /** Whether a rule of the policy was applied to one of them. */
    rules: z.boolean(),
  }),
  by: z.string().nullable(),
  /** So many of the latest answers are looked at, at most. */
  mostAnswers: z.number().int(),
  /** So many were looked at, and the first of them was given at this moment; 0 and null where `by` was left out. */
  answers: z.number().int(),
  since: instant.nullable(),
  /** By value, rising, or in the order of how frequent they are; then what is together, and what is missing. */
  slices: z.array(evidenceSlice),
});
export type EvidenceSlices = z.infer<typeof evidenceSlices>;

export const evidenceContract = defineContract({
  get: {
    method: 'get',
    path: '/projects/:project/evidence',
    summary:
      'What people’s answers say about a model version: agreement, accuracy, calibration, automation bias',
    access: 'evidence.read',
    params: z.strictObject({ project: slug }),
    query: z.strictObject({ model: z.string().max(200).optional() }),
    reply: evidence,
    errors: ['not_found'],
  },
  slices: {
    method: 'get',
    path: '/projects/:project/evidence/slices',
    summary:
      'Agreement of the latest answers with a model version by the values of one input or by the rule that was applied; ' +
      'without `by`, what there is to slice by',
    access: 'evidence.read',
    params: z.strictObject({ project: slug }),
    query: z.strictObject({
      model: z.string().max(200).optional(),
      by: text(106)
        .regex(/^(?:rule|input:[^]+)$/, told`must be rule, or input: and the name of an input`.message)
        .optional(),
    }),
    reply: evidenceSlices,
    errors: ['not_found'],
  },
});
