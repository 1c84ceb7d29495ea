import { z } from 'zod';
import { defineContract } from '../../contract/route.ts';
import { actor, done, instant, json, line, slug } from '../../contract/values.ts';
import { signalStandings } from '../../domain/drift/people.ts';
import { driftShapes, driftStandings } from '../../domain/drift/state.ts';
import { driftLooks } from '../../domain/drift/verdict.ts';

const inProject = z.strictObject({ project: slug });

/** How long windows may be, at least, in minutes. */
export const windowLengths = [15, 60, 1_440] as const;

const group = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('range'), low: z.number().nullable(), high: z.number().nullable() }),
  z.strictObject({ kind: z.literal('category'), category: z.string() }),
  z.strictObject({ kind: z.literal('bin'), bin: z.string() }),
  z.strictObject({ kind: z.literal('other') }),
]);

const result = z.strictObject({
  subject: z.string(),
  n: z.number().int(),
  referenceN: z.number().int(),
  /** The population stability index, which decides, and the Jensen-Shannon distance. */
  psi: z.number(),
  jensenShannon: z.number(),
  /** For information: the p-value of a Kolmogorov-Smirnov or χ² test, and the same adjusted for the number of subjects. */
  test: z.enum(['ks', 'chi_square']),
  p: z.number(),
  adjusted: z.number(),
  /** The group whose share grew most, and its shares in the reference and now. */
  grown: z.strictObject({ group, before: z.number(), now: z.number() }).nullable(),
});

const state = z.strictObject({
  /** `classes`, `confidence`, or `input:` and the name of a declared input. */
  subject: z.string(),
  standing: z.enum(driftStandings),
  shape: z.enum(driftShapes).nullable(),
  /** Since when it has moved; null: it has not. */
  since: instant.nullable(),
  latest: z.strictObject({ start: instant, end: instant, result }).nullable(),
});
export type SubjectState = z.infer<typeof state>;

/** A share in [0,1], or a difference of two, with its 95 % interval, from the answers of n items; for judges in whole percents. */
const estimate = z.strictObject({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  n: z.number().int(),
});
export type SignalEstimate = z.infer<typeof estimate>;

const signal = z.strictObject({
  standing: z.enum(signalStandings),
  /** So many more answers until it can be told. */
  missing: z.number().int(),
  /** In the reference's time, and of the latest since; null while it cannot be told. */
  before: estimate.nullable(),
  now: estimate.nullable(),
});
export type SignalReply = z.infer<typeof signal>;

const concept = z.strictObject({
  /** What all of it together looks like. */
  look: z.enum(driftLooks),
  /** How people's answers stand, and what comes in and what the model says of it. */
  people: z.enum(signalStandings),
  data: z.enum(signalStandings),
  /** The watch over audited errors, which alarms at 1,000; null: no certificate of this version is in force. */
  audits: z
    .strictObject({
      standing: z.enum(signalStandings),
      missing: z.number().int(),
      audits: z.number().int(),
      level: z.number(),
    })
    .nullable(),
  /** How often the model is wrong, weighted by 1/π, of what people judged blind. */
  agreement: signal,
  /** How much more often it is wrong than its confidence says; null: it gives none. */
  calibration: signal.nullable(),
});
export type ConceptReply = z.infer<typeof concept>;

export const drift = z.strictObject({
  /** From this index on something has moved; fewer items than this say nothing. */
  movedFrom: z.number(),
  fewestCurrent: z.number().int(),
  /** The version that this is about; null: no model has predicted anything. */
  model: z.string().nullable(),
  /** What its traffic is held against; null: no reference was taken yet. */
  reference: z
    .strictObject({
      revision: z.number().int(),
      name: z.string(),
      from: instant,
      to: instant,
      windowMinutes: z.number().int(),
      items: z.number().int(),
      actor,
    })
    .nullable(),
  states: z.array(state),
  /** What people's answers say beside it, and what both look like; null: there is no reference. */
  concept: concept.nullable(),
});
export type Drift = z.infer<typeof drift>;

/** An item of the group that grew: `value` is what it has in the subject. */
const movedItem = z.strictObject({ key: z.string(), payload: json, value: json, receivedAt: instant });
export type MovedItem = z.infer<typeof movedItem>;

export const driftContract = defineContract({
  get: {
    method: 'get',
    path: '/projects/:project/drift',
    summary: 'How far inputs, answers and confidence of a model version have moved from their reference',
    access: 'evidence.read',
    params: inProject,
    query: z.strictObject({ model: z.string().max(200).optional() }),
    reply: drift,
    errors: ['not_found'],
  },
  movedItems: {
    method: 'get',
    path: '/projects/:project/drift/items',
    summary: 'The newest items of the latest window in the group whose share grew most, of one subject',
    access: 'evidence.read',
    params: inProject,
    query: z.strictObject({ model: z.string().max(200).optional(), subject: z.string().max(200) }),
    reply: z.strictObject({ rows: z.array(movedItem) }),
    errors: ['not_found'],
  },
  takeReference: {
    method: 'post',
    path: '/projects/:project/drift/references',
    summary: 'Take the traffic of a model version over a time as what later traffic is held against',
    access: 'project.manage',
    params: inProject,
    body: z.strictObject({
      name: line(100),
      model: z.string().max(200),
      from: instant,
      to: instant,
      windowMinutes: z
        .number()
        .int()
        .refine((minutes) => (windowLengths as readonly number[]).includes(minutes), 'must be 15, 60 or 1440')
        .default(60),
    }),
    reply: done,
    status: 201,
    errors: ['not_found', 'conflict'],
  },
});
