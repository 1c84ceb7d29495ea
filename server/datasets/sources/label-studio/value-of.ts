import type { LabelSchema, SimpleSchema } from '../../../domain/label-schema.ts';
import type { Json, LabelKindName } from '../../../domain/words.ts';
import { fieldsOf } from '../../../domain/form.ts';
import { told, type Told } from '../../../domain/told.ts';
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

/** Types of results that mark nothing by themselves. */
const unmarked = [
  'choices',
  'taxonomy',
  'number',
  'rating',
  'textarea',
  'datetime',
  'pairwise',
  'ranker',
  'relation',
];

/** Why marks that are there are no answer to what asks for marks of another type; null: some can be read, or there are none. */
const unreadMarks = ({ kind }: SimpleSchema, results: readonly Result[]): Told | null => {
  if (!Object.hasOwn(marks, kind)) return null;
  const { types } = readers[kind];
  const found = new Set(results.map(({ type }) => type).filter((type) => typeof type === 'string'));
  const others = [...found].filter((type) => !unmarked.includes(type));
  if (others.length === 0 || types.some((type) => found.has(type))) return null;
  return told`has marks of the type ${others.join(', ')}, where those of ${types.join(', ')} are read`;
};

const ownResults = (results: readonly Result[], name: string) =>
  results.filter((result) => result['from_name'] === name);

/** Why results cannot be read as an answer under a schema, though they hold one; null where they can. */
export const unreadIn = (schema: LabelSchema, results: readonly Result[]): Told | null => {
  if (schema.kind !== 'form') return unreadMarks(schema, results);
  const unread = schema.fields.map(({ name, schema: asked }) =>
    unreadMarks(asked, ownResults(results, name)),
  );
  return unread.find((one) => one !== null) ?? null;
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
    const own = ownResults(results, name);
    return own.length === 0 ? [] : [[name, simpleValue(asked, own, data)] as const];
  });
  return answers.length === 0 ? null : Object.fromEntries(answers);
};
