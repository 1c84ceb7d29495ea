import type { LabelSchema, SimpleSchema } from '../../../domain/label-schema.ts';
import type { Json, LabelKindName } from '../../../domain/words.ts';
import { fieldsOf } from '../../../domain/form.ts';
import { marks } from './marks.ts';

/** A result of an annotation: what was answered to one control, of what type. */
export type Result = Record<string, Json>;

/** The answer that results of a control add up to; null: none was given. */
type Reader = (results: readonly Result[], data: Record<string, Json>) => Json;

const inside = (result: Result, name: string): Json => fieldsOf(result['value'])?.[name] ?? null;

const firstOf =
  (name: string): Reader =>
  ([result]) =>
    result ? inside(result, name) : null;

const namesOf: Reader = (results) =>
  results.length === 0
    ? null
    : results.flatMap((result) => {
        const names = inside(result, 'choices');
        return Array.isArray(names) ? names : [];
      });

const textOf: Reader = ([result]) => {
  const text = result ? inside(result, 'text') : null;
  // Lines that are no text are none, and refused as what they are.
  return Array.isArray(text) && text.every((line) => typeof line === 'string') ? text.join('\n') : text;
};

const oneName: Reader = (results, data) => {
  const names = namesOf(results, data);
  // Several are no choice of one, and are refused as what they are.
  return Array.isArray(names) && names.length <= 1 ? (names[0] ?? null) : names;
};

/** Of which types of results each kind of label is read, and how. */
const readers: Record<Exclude<LabelKindName, 'form'>, { types: readonly string[]; read: Reader }> = {
  choice: { types: ['choices'], read: oneName },
  choices: { types: ['choices'], read: namesOf },
  number: { types: ['number'], read: firstOf('number') },
  rating: { types: ['rating'], read: firstOf('rating') },
  text: { types: ['textarea'], read: textOf },
  transcript: { types: ['textarea'], read: textOf },
  boxes: { types: ['rectanglelabels'], read: marks.boxes },
  polygons: { types: ['polygonlabels'], read: marks.polygons },
  points: { types: ['keypointlabels'], read: marks.points },
  spans: { types: ['labels', 'hypertextlabels'], read: marks.spans },
  ranges: { types: ['labels'], read: marks.ranges },
};

const simpleValue = (schema: SimpleSchema, results: readonly Result[], data: Record<string, Json>): Json => {
  const { types, read } = readers[schema.kind];
  return read(
    results.filter(({ type }) => typeof type === 'string' && types.includes(type)),
    data,
  );
};

/**
 * The value of an annotation, or a prediction, of a task with this data; what it cannot be read as is kept as it is, so that it
 * is refused. A form's fields are the controls of their names.
 */
export const valueOf = (
  schema: LabelSchema,
  results: readonly Result[],
  data: Record<string, Json>,
): Json => {
  if (schema.kind !== 'form') return simpleValue(schema, results, data);
  const answers = schema.fields.flatMap(({ name, schema: asked }) => {
    const own = results.filter((result) => result['from_name'] === name);
    return own.length === 0 ? [] : [[name, simpleValue(asked, own, data)] as const];
  });
  return answers.length === 0 ? null : Object.fromEntries(answers);
};
