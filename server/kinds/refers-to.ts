import type { Json } from '../domain/words.ts';
import type { ItemKind } from './item-kind.ts';

/** The hashes of the stored files that a payload refers to. */
export const refersTo = ({ mediaOf }: ItemKind, payload: Json): string[] =>
  mediaOf(payload as object) // as it was parsed when it came in
    .flatMap((reference) => ('media' in reference ? reference.media : []));
