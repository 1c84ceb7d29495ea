import type { FormField, SchemaOf, SimpleSchema } from '../../../server/domain/label-schema.ts';
import { longestText } from '../../../server/kinds/label-kinds/text.ts';
import type { LabelKindName } from '../../../server/domain/words.ts';
import { firstClasses } from './class-list.ts';

/** A field of a form as it is added. */
export const firstField = (): FormField => ({
  name: '',
  title: '',
  required: true,
  when: null,
  schema: firstSchemas.choice(),
});

const firstShapes = () => ({ classes: firstClasses().slice(0, 1), min: 0, max: null, tolerance: 0 });
const firstMarks = () => ({ ...firstShapes(), overlaps: false, iou: 0.5 });

/** What the editor of each kind of label starts with. */
export const firstSchemas: { [K in LabelKindName]: () => SchemaOf<K> } = {
  choice: () => ({ kind: 'choice', classes: firstClasses() }),
  choices: () => ({ kind: 'choices', classes: firstClasses(), min: 0, max: null }),
  number: () => ({ kind: 'number', min: null, max: null, step: null, unit: '', tolerance: 0 }),
  rating: () => ({ kind: 'rating', points: 5, low: '', high: '', tolerance: 0 }),
  text: () => ({ kind: 'text', maxLength: 1_000 }),
  transcript: () => ({ kind: 'transcript', maxLength: longestText, tolerance: 0 }),
  boxes: () => ({ kind: 'boxes', ...firstShapes(), iou: 0.5 }),
  points: () => ({ kind: 'points', ...firstShapes(), distance: 10 }),
  polygons: () => ({ kind: 'polygons', ...firstShapes(), iou: 0.5 }),
  spans: () => ({ kind: 'spans', ...firstMarks() }),
  ranges: () => ({ kind: 'ranges', ...firstMarks() }),
  form: () => ({ kind: 'form', fields: [firstField()] }),
};

/** The kinds that a field of a form can be of. */
export const fieldKinds: readonly SimpleSchema['kind'][] = [
  'choice',
  'choices',
  'number',
  'rating',
  'text',
  'transcript',
  'boxes',
  'points',
  'polygons',
];
