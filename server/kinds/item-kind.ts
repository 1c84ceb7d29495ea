import type { z } from 'zod';
import type { ItemKindName, Json } from '../domain/words.ts';
import type { MediaReference } from './media-reference.ts';

/** One kind of thing that can be judged: what services send of it, and what is kept and shown. */
export type ItemKind<Payload extends object = object> = {
  name: ItemKindName;
  title: string;
  /** The payload as a service sends it; unknown fields are refused by name. */
  submitted: z.ZodType<Payload>;
  /** Types of stored files that a payload may refer to. */
  media: readonly string[];
  /** The files that a payload, parsed by `submitted`, refers to; none where it is complete in itself. */
  mediaOf(payload: Payload): readonly MediaReference[];
  /** The payload with something else in the place of each reference. */
  withMedia(payload: Payload, put: (reference: MediaReference) => Json): Record<string, Json>;
};
