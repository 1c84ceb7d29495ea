import { z } from 'zod';
import { proportion } from '../../contract/proportion.ts';
import { defineContract } from '../../contract/route.ts';
import { instant, slug } from '../../contract/values.ts';

/** What one did oneself, and nothing of items that are not settled; of others how much, where the project tells that. */
export const personal = z.strictObject({
  /** Decisions since the instant that was asked for; a changed one counts once. */
  decided: z.strictObject({
    answers: z.number().int(),
    skips: z.number().int(),
    escalations: z.number().int(),
    /** Of the answers, those whose time is known, and that time together. */
    timed: z.number().int(),
    spentMs: z.number().int(),
    /** When the first of them all came in; null: there is none. */
    firstAt: instant.nullable(),
  }),
  /** How often one's answer is the label of items that several people settled; the latest 500 such answers. */
  consensus: proportion,
  /**
   * How often one's first answer to a gold item was right; the latest 500 such answers of days that are over (UTC), so that
   * no figure moves with an answer and tells which items are gold. Null: there are fewer than ten.
   */
  gold: proportion.nullable(),
  /** Who answered how much since the same instant, the most first; null: the project does not tell. */
  team: z
    .array(z.strictObject({ name: z.string(), isOneself: z.boolean(), answers: z.number().int() }))
    .nullable(),
});
export type Personal = z.infer<typeof personal>;

export const personalContract = defineContract({
  get: {
    method: 'get',
    path: '/projects/:project/me',
    summary:
      'One’s own decisions since an instant of the last two days, pace, and agreement with consensus and gold',
    access: 'reviews.work',
    params: z.strictObject({ project: slug }),
    query: z.strictObject({ since: instant }),
    reply: personal,
    errors: [],
  },
});
