import { emptiedOf, type LabelSchema } from '../../domain/label-schema.ts';
import type { Json } from '../../domain/words.ts';

/**
 * What the audit log keeps of what is known of an item. It can only grow, so that nothing comes into it that may have to be
 * erased: no note, and no answer in the item's own words.
 */
export const loggedGold = (schema: LabelSchema, { value }: { value: Json }): Json =>
  emptiedOf(schema) === undefined ? { value } : null;
