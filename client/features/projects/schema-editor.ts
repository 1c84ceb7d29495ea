import type { SchemaOf } from '../../../server/domain/label-schema.ts';
import type { LabelKindName } from '../../../server/domain/words.ts';

/** What an editor of one kind of label schema works on. */
export type SchemaEditorProps<K extends LabelKindName = LabelKindName> = {
  schema: SchemaOf<K>;
  onChange: (schema: SchemaOf<K>) => void;
  /** What is wrong, by the path of the field inside the schema, joined with dots. */
  faults: Readonly<Record<string, string>>;
  /** The schema in force; null where the project is being made. */
  inForce: SchemaOf<K> | null;
};

/** What a field of numbers holds; null where it is empty, or not a number yet. */
export const numberOrNull = (value: string | number): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
