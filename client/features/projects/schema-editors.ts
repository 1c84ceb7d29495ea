import type { ComponentType } from 'react';
import type { LabelKindName } from '../../../server/domain/words.ts';
import { ChoiceEditor } from './choice-editor.tsx';
import type { SchemaEditorProps } from './schema-editor.ts';

/** How each kind of label schema is edited. */
export const schemaEditors: { [K in LabelKindName]: ComponentType<SchemaEditorProps<K>> } = {
  choice: ChoiceEditor,
};
