import { z } from 'zod';
import { line } from '../../contract/values.ts';
import { answerIn, answerTo, fieldsOf, isAsked } from '../../domain/form.ts';
import type { FormField, SchemaOf } from '../../domain/label-schema.ts';
import type { Json } from '../../domain/words.ts';
import { likenessOf } from '../agree.ts';
import type { AnswerPurpose, LabelKind } from '../label-kind.ts';
import { choiceSchema } from './choice.ts';
import { choicesSchema } from './choices.ts';
import { dataName } from './class-list.ts';
import { formFaults } from './form-faults.ts';
import { numberSchema } from './number.ts';
import { rangesSchema } from './ranges.ts';
import { ratingSchema } from './rating.ts';
import { simpleKindOf } from './simple.ts';
import { boxesSchema } from './shapes/boxes.ts';
import { pointsSchema } from './shapes/points.ts';
import { polygonsSchema } from './shapes/polygons.ts';
import { spansSchema } from './spans.ts';
import { textSchema } from './text.ts';
import { transcriptSchema } from './transcript.ts';
import { placed } from './marked.ts';
import { told, type Told } from '../../domain/told.ts';

const simpleSchema = z.discriminatedUnion('kind', [
  choiceSchema,
  choicesSchema,
  numberSchema,
  ratingSchema,
  textSchema,
  transcriptSchema,
  boxesSchema,
  pointsSchema,
  polygonsSchema,
  spansSchema,
  rangesSchema,
]);

const formField = z.strictObject({
  name: dataName,
  title: line(100),
  required: z.boolean().default(true),
  when: z
    .strictObject({ field: z.string().max(100), in: z.array(z.string().max(100)).min(1).max(100) })
    .nullable()
    .default(null),
  schema: simpleSchema,
});

export const formSchema = z.strictObject({
  kind: z.literal('form'),
  fields: z.array(formField).min(1).max(20),
});

type Values = { [name: string]: Json };

/** What is wrong with the answer to one field beside those to the others; null where nothing is. */
const fieldFault = (
  field: FormField,
  values: Values,
  purpose: AnswerPurpose,
  payload: Json | undefined,
): Told | null => {
  const answer = answerTo(values, field.name);
  const asked = isAsked(field, values);
  if (answer === undefined)
    return field.required && asked && purpose === 'decision' ? placed(field.name, told`is required`) : null;
  if (!asked)
    return placed(
      field.name,
      told`must be left out where ${field.when?.field ?? ''} is not ${field.when?.in.join(', ') ?? ''}`,
    );
  // A model abstains from a field by leaving it out.
  const fault =
    answer === null
      ? told`must be left out or answered`
      : simpleKindOf(field.schema).check(field.schema, answer, purpose, payload);
  return fault === null ? null : placed(field.name, fault);
};

/** How much two answers to a field say the same; whole where they agree within what its schema takes for the same. */
const likeness = ({ schema }: FormField, a: Json, b: Json): number => {
  const { compare, agreesFrom } = likenessOf(simpleKindOf(schema), schema);
  const alike = compare(a, b);
  return alike >= agreesFrom ? 1 : alike;
};

/** The fields that both answers answer: what one leaves out is not held against the other. */
const shared = ({ fields }: SchemaOf<'form'>, a: Values, b: Values) =>
  fields.flatMap((field) => {
    const [first, second] = [answerTo(a, field.name), answerTo(b, field.name)];
    return first === undefined || second === undefined ? [] : [{ field, first, second }];
  });

/**
 * Several fields at once; the answer is an object of those that were answered. Compared field by field, by the mean over
 * the fields that both answer: a model may predict some of them, and a note more is no disagreement.
 */
export const form: LabelKind<'form'> = {
  name: 'form',
  fits: 'all',
  readsItem: false,
  itemFault({ fields }, payload) {
    const faults = fields.map(({ schema }) => simpleKindOf(schema).itemFault?.(schema, payload) ?? null);
    return faults.find((fault) => fault !== null) ?? null;
  },
  faults: formFaults,
  check({ fields }, value, purpose, payload) {
    if (value === null && purpose === 'prediction') return null;
    const values = fieldsOf(value);
    if (values === null) return told`must be an object of answers by field`;
    const unknown = Object.keys(values).find((name) => !fields.some((field) => field.name === name));
    if (unknown !== undefined) return placed(unknown, told`is no field of the project`);
    for (const field of fields) {
      const fault = fieldFault(field, values, purpose, payload);
      if (fault !== null) return fault;
    }
    return Object.keys(values).length === 0 ? told`must answer at least one field` : null;
  },
  compare(schema, a, b) {
    const both = shared(schema, fieldsOf(a) ?? {}, fieldsOf(b) ?? {});
    if (both.length === 0) return 0;
    return (
      both.reduce((sum, { field, first, second }) => sum + likeness(field, first, second), 0) / both.length
    );
  },
  agreesFrom() {
    return 1;
  },
  columns({ fields }) {
    return fields.map(({ name, title }) => ({
      name: `label_${name}`,
      meaning: `The answer to “${title}”; null where it was not answered`,
      kind: 'json' as const,
      of: (value) => {
        const answer = answerIn(value, name);
        return answer === undefined ? null : JSON.stringify(answer);
      },
    }));
  },
};
