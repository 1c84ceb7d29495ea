import { z } from 'zod';
import { defineContract } from '../../contract/route.ts';
import { actor, done, instant, line, slug } from '../../contract/values.ts';
import { driftShapes, driftStandings } from '../../domain/drift/state.ts';

const inProject = z.strictObject({ project: slug });

/** How long windows may be, at least, in minutes; the short ones are for lines where much comes in. */
export const windowLengths = [1, 5, 15, 60, 1_440] as const;

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
});
export type Drift = z.infer<typeof drift>;

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
        .refine(
          (minutes) => (windowLengths as readonly number[]).includes(minutes),
          `must be one of ${windowLengths.join(', ')}`,
        )
        .default(60),
    }),
    reply: done,
    status: 201,
    errors: ['not_found', 'conflict'],
  },
});
