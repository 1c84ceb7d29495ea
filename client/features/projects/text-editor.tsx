import { LengthField } from './length-field.tsx';
import type { SchemaEditorProps } from './schema-editor.ts';

/** Edits how long a free text may be. */
export const TextEditor = ({ schema, onChange, faults }: SchemaEditorProps<'text'>) => (
  <LengthField
    value={schema.maxLength}
    error={faults['maxLength']}
    onChange={(maxLength) => onChange({ ...schema, maxLength })}
  />
);
