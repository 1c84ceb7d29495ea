import { ClassListEditor } from './class-list-editor.tsx';
import type { SchemaEditorProps } from './schema-editor.ts';

/** Edits the answers of a choice. */
export const ChoiceEditor = ({ schema, onChange, faults, inForce }: SchemaEditorProps<'choice'>) => (
  <ClassListEditor
    classes={schema.classes}
    inForce={inForce?.classes ?? null}
    faults={faults}
    onChange={(classes) => onChange({ ...schema, classes })}
  />
);
