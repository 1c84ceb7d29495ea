import { z } from 'zod';
import type { Entry } from './desk.ts';

// What is needed to send it again; the rest is only shown, and the page shows what it does not understand as JSON.
const sendable = {
  id: z.uuid(),
  seq: z.number(),
  timeSpentMs: z.number().nullable(),
  attempted: z.boolean(),
};
const stored = z.discriminatedUnion('is', [
  z.looseObject({
    ...sendable,
    is: z.literal('ending'),
    review: z.looseObject({ id: z.uuid(), token: z.number() }),
    ending: z.looseObject({ kind: z.enum(['answer', 'skip', 'escalation', 'question']) }),
  }),
  z.looseObject({
    ...sendable,
    is: z.literal('change'),
    of: z.uuid(),
    review: z.looseObject({ id: z.uuid() }),
  }),
  z.looseObject({
    ...sendable,
    is: z.literal('comment'),
    review: z.looseObject({ id: z.uuid(), key: z.string() }),
    text: z.string(),
  }),
]);

/** A decision as this or an earlier release stored it; null where it is none. */
export const entryFrom = (value: unknown): Entry | null => {
  const parsed = stored.safeParse(value);
  return parsed.success ? (parsed.data as unknown as Entry) : null; // stored from an Entry
};
