import type { FormField, SchemaOf } from './label-schema.ts';
import type { Json } from './words.ts';

/** The answers to a form's fields by name; null where a value is no form's. */
export const fieldsOf = (value: Json | undefined): { [name: string]: Json } | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;

/** What a form's field was answered with; undefined: it was not. */
export const answerTo = (values: { [name: string]: Json }, name: string): Json | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

/** What a value answers a form's field with; undefined: it does not, or is no form's. */
export const answerIn = (value: Json | undefined, name: string): Json | undefined =>
  answerTo(fieldsOf(value) ?? {}, name);

/** Whether a field is asked for beside these answers: its condition, if it has one, holds. */
export const isAsked = ({ when }: FormField, values: { [name: string]: Json }): boolean => {
  if (when === null) return true;
  const answer = answerTo(values, when.field);
  return (Array.isArray(answer) ? answer : [answer]).some(
    (one) => typeof one === 'string' && when.in.includes(one),
  );
};

/** The answers without those to fields that are not asked for beside the others. */
export const onlyAsked = ({ fields }: SchemaOf<'form'>, values: { [name: string]: Json }) => {
  const kept: { [name: string]: Json } = {};
  // In order: a condition looks at fields before its own.
  for (const field of fields) {
    const answer = answerTo(values, field.name);
    if (answer !== undefined && isAsked(field, kept)) kept[field.name] = answer;
  }
  return kept;
};
