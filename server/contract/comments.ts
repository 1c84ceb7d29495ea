import { z } from 'zod';
import { commentKinds } from '../domain/words.ts';
import { id, instant, prose } from './values.ts';
import { told } from '../domain/told.ts';

/** What is said of an item, in plain text. */
export const commentText = prose(2_000)
  .trim()
  .min(1, told`must say something`.message);

/** A comment as those see it who are told of it. */
export const threadLine = z.strictObject({
  id,
  author: z.string(),
  kind: z.enum(commentKinds),
  text: z.string(),
  at: instant,
});
export type ThreadLine = z.infer<typeof threadLine>;
