import type { LabelSchema } from '../label-schema.ts';
import type { ItemKindName, Json } from '../words.ts';

/**
 * Where in a reply the answer is: an output's name, or a dot path as `result.0.label`. Null: the reply has no such part. Without
 * a value it is the class of the greatest score, and without a confidence the score of the value.
 */
export type ReplyMapping = { value: string | null; confidence: string | null; scores: string | null };

/** Where the answer is unless told otherwise. */
export const firstMapping: ReplyMapping = { value: 'value', confidence: 'confidence', scores: 'scores' };

/** An item as a model is asked about it; files in `payload` are `{ base64 }` or `{ url }`. */
export type AskedItem = {
  key: string;
  payload: Json;
  inputs: Record<string, number | string | boolean | null>;
  occurredAt: string | null;
};

/** What is asked, and how the reply is to be read. */
export type Question = { itemKind: ItemKindName; schema: LabelSchema; mapping: ReplyMapping };

/** What a model says of an item; `value` null: it abstains. */
export type ModelAnswer = {
  value: Json;
  confidence: number | null;
  scores: Record<string, number> | null;
};

/** A reply that is no answer, and what is wrong with it. */
export type ReplyFault = { fault: string };

/** One way of speaking to models: an item becomes a request's body, and a reply's body an answer. */
export type Protocol = {
  request(item: AskedItem, question: Question): Json;
  answer(reply: Json, question: Question): ModelAnswer | ReplyFault;
};
