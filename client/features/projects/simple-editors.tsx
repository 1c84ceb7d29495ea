import type { ComponentType } from 'react';
import type { SimpleSchema } from '../../../server/domain/label-schema.ts';
import { ChoiceEditor } from './choice-editor.tsx';
import { ChoicesEditor } from './choices-editor.tsx';
import { RangesEditor, SpansEditor } from './marks-editor.tsx';
import { NumberEditor } from './number-editor.tsx';
import { RatingEditor } from './rating-editor.tsx';
import type { SchemaEditorProps } from './schema-editor.ts';
import { BoxesEditor, PointsEditor, PolygonsEditor } from './shapes-editors.tsx';
import { TextEditor } from './text-editor.tsx';
import { TranscriptEditor } from './transcript-editor.tsx';

type SimpleKind = SimpleSchema['kind'];

/** How each kind of schema is edited that can be a field of a form. */
export const simpleEditors: { [K in SimpleKind]: ComponentType<SchemaEditorProps<K>> } = {
  choice: ChoiceEditor,
  choices: ChoicesEditor,
  number: NumberEditor,
  rating: RatingEditor,
  text: TextEditor,
  transcript: TranscriptEditor,
  boxes: BoxesEditor,
  points: PointsEditor,
  polygons: PolygonsEditor,
  spans: SpansEditor,
  ranges: RangesEditor,
};

/** Edits the schema of a form's field. */
export const SimpleEditor = (props: SchemaEditorProps<SimpleKind>) => {
  const Editor = simpleEditors[props.schema.kind] as ComponentType<SchemaEditorProps<SimpleKind>>; // takes that schema's like alone
  return <Editor {...props} />;
};
