import type { z } from 'zod';
import type { ItemKindName, Json } from '../domain/words.ts';
import type { MediaReference, StoredMedia } from './media-reference.ts';

/** One kind of thing that can be judged: what services send of it, and what is kept and shown. */
export type ItemKind<Payload extends object = object> = {
  name: ItemKindName;
  title: string;
  /** The payload as a service sends it; unknown fields are refused by name. */
  submitted: z.ZodType<Payload>;
  /** Types of stored files that a payload may refer to. */
  media: readonly string[];
  /** The file that a payload, parsed by `submitted`, refers to; null where it is complete in itself. */
  mediaOf(payload: Payload): MediaReference | null;
  /** The payload as it is kept; `stored` is the file of its reference, null for none and for one on the web. */
  withStored(payload: Payload, stored: StoredMedia | null): Json;
};
