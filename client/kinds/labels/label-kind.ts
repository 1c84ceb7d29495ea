import type { ComponentType } from 'react';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import type { Json, LabelKindName } from '../../../server/domain/words.ts';

/** The schema of one kind of label. */
type SchemaOf<K extends LabelKindName> = Extract<LabelSchema, { kind: K }>;

export type AskProps<K extends LabelKindName = LabelKindName> = {
  schema: SchemaOf<K>;
  /** What the model suggests, to be marked; null: nothing, or it is withheld. */
  suggestion: { value: Json; scores: Record<string, number> | null } | null;
  /** The answer given before, to be marked; undefined: none. */
  chosen: Json | undefined;
  disabled: boolean;
  /** Whether the keys are printed on the buttons. */
  keys: boolean;
  onChoose: (value: Json) => void;
};

export type ValueProps<K extends LabelKindName = LabelKindName> = {
  schema: SchemaOf<K>;
  value: Json;
  size?: 'sm' | 'md' | 'lg' | undefined;
};

/** How one kind of label is asked for, shown, named and typed. */
export type LabelKind<K extends LabelKindName> = {
  Ask: ComponentType<AskProps<K>>;
  Value: ComponentType<ValueProps<K>>;
  /** A value in words. */
  titleOf: (schema: SchemaOf<K>, value: Json) => string;
  /** The keys that give an answer each. */
  keysOf: (schema: SchemaOf<K>) => ReadonlyMap<string, Json>;
  /** Whether a value can be answered today. */
  offers: (schema: SchemaOf<K>, value: Json) => boolean;
};
