import type { ComponentType } from 'react';
import type { LabelKindName } from '../../../server/domain/words.ts';
import { FormEditor } from './form-editor.tsx';
import type { SchemaEditorProps } from './schema-editor.ts';
import { simpleEditors } from './simple-editors.tsx';

/** How each kind of label schema is edited. */
const schemaEditors: { [K in LabelKindName]: ComponentType<SchemaEditorProps<K>> } = {
  ...simpleEditors,
  form: FormEditor,
};

/** Edits a label schema. */
export const SchemaEditor = (props: SchemaEditorProps) => {
  const Editor = schemaEditors[props.schema.kind] as ComponentType<SchemaEditorProps>; // takes that schema's like alone
  return <Editor {...props} />;
};
