import type { SchemaFault, SchemaOf } from '../domain/label-schema.ts';
import type { ItemKindName, Json, LabelKindName } from '../domain/words.ts';
import type { Told } from '../domain/told.ts';

/** Whose answer is checked: a model's, which may abstain or name a retired class, or a person's. */
export type AnswerPurpose = 'prediction' | 'decision';

/** A column that a kind adds to datasets beside `value`; `of` is the text of a value, null where it has none. */
export type LabelColumn = {
  name: string;
  /** What it holds, for who reads the data. */
  meaning: string;
  /** What the text is, as the formats write it: `number` as JSON has it, `json` any JSON. */
  kind: 'number' | 'json';
  of: (value: Json) => string | null;
};

/** One kind of answer. Its zod schema stands beside it, and in the union of `label-schema.ts`. */
export type LabelKind<K extends LabelKindName = LabelKindName> = {
  name: K;
  /** Items that can be answered so; marks on an image are no answer to a text. */
  fits: readonly ItemKindName[] | 'all';
  /** Whether `check` holds answers against the item's payload; a form's does where that of a field does. */
  readsItem: boolean;
  /** What is wrong with a schema as the successor of another (null: the first); empty where nothing is. */
  faults(next: SchemaOf<K>, previous: SchemaOf<K> | null): SchemaFault[];
  /**
   * What is wrong with an answer under this schema, for the one who sent it; null where nothing is. `payload`: the item's,
   * where it is at hand, so that marks can be held against what they are on.
   */
  check(schema: SchemaOf<K>, value: Json, purpose: AnswerPurpose, payload?: Json): Told | null;
  /** What is wrong with an item as one to be answered so; null where nothing is. */
  itemFault?(schema: SchemaOf<K>, payload: Json): Told | null;
  /** How much two answers that passed `check` say the same, from 0 to 1, whichever comes first; an answer and itself: 1. */
  compare(schema: SchemaOf<K>, a: Json, b: Json): number;
  /** From what `compare` on two answers agree; 1: where they say just the same. */
  agreesFrom(schema: SchemaOf<K>): number;
  columns(schema: SchemaOf<K>): LabelColumn[];
};
