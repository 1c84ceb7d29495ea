import type { LabelSchema } from '../domain/label-schema.ts';
import type { Json, LabelKindName } from '../domain/words.ts';

/** Whose answer is checked: a model's, which may abstain or name a retired class, or a person's. */
export type AnswerPurpose = 'prediction' | 'decision';

/** One kind of answer. */
export type LabelKind = {
  name: LabelKindName;
  /** What is wrong with an answer under this schema, for the one who sent it; null where nothing is. */
  check: (schema: LabelSchema, value: Json, purpose: AnswerPurpose) => string | null;
  /** Whether two answers say the same. */
  same: (a: Json, b: Json) => boolean;
};
