import { z } from 'zod';
import { proportion } from '../../contract/proportion.ts';
import { defineContract } from '../../contract/route.ts';
import { instant, slug } from '../../contract/values.ts';
import { degrees } from '../../domain/words.ts';

export const overview = z.strictObject({
  degree: z.enum(degrees),
  policyRevision: z.number().int(),
  threshold: z.number(),
  auditShare: z.number(),
  /** The audit strata whose share is 0, so that nothing can be known of them; null: whatever is of no stratum. */
  unaudited: z.array(z.string().nullable()),
  blindShare: z.number(),
  queue: z.strictObject({
    open: z.number().int(),
    forLeads: z.number().int(),
    held: z.number().int(),
    oldestWaitingSince: instant.nullable(),
  }),
  /**
   * How reviews stand that have a due time: undecided ones that are too late, or soon will be; and those decided in the
   * last 24 hours, with how many were too late. Null to who is not told of evidence.
   */
  due: z.strictObject({ overdue: z.number().int(), soon: z.number().int(), late: proportion }).nullable(),
  /** Of the items taken in: over all time, and in the last 24 hours. */
  automated: z.strictObject({ all: proportion, lastDay: proportion }),
  /** Agreement of people with the model's answer, never pooled across arms, over all time. */
  agreement: z.strictObject({ assisted: proportion, blind: proportion, audit: proportion }),
  /** The last 24 hours by the hour, oldest first. */
  hours: z.array(
    z.strictObject({
      hour: instant,
      auto: z.number().int(),
      review: z.number().int(),
      decisions: z.number().int(),
    }),
  ),
  people: z.array(z.strictObject({ userId: z.string(), name: z.string(), reviewing: z.boolean() })),
});
export type Overview = z.infer<typeof overview>;

export const overviewContract = defineContract({
  get: {
    method: 'get',
    path: '/projects/:project/overview',
    summary: 'The dial, the queue, the automated share, agreement, and who is here',
    access: 'project.read',
    params: z.strictObject({ project: slug }),
    reply: overview,
    errors: [],
  },
});
