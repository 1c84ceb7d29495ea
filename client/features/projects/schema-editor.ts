import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import type { LabelKindName } from '../../../server/domain/words.ts';

type SchemaOf<K extends LabelKindName> = Extract<LabelSchema, { kind: K }>;

/** What an editor of one kind of label schema works on. */
export type SchemaEditorProps<K extends LabelKindName> = {
  schema: SchemaOf<K>;
  onChange: (schema: SchemaOf<K>) => void;
  /** What is wrong, by the path of the field inside the schema, joined with dots. */
  faults: Readonly<Record<string, string>>;
  /** The schema in force; null where the project is being made. */
  inForce: SchemaOf<K> | null;
};
