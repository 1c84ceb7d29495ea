import { fieldsOf, isAsked, onlyAsked } from '../../../server/domain/form.ts';
import type { FormField, SchemaOf } from '../../../server/domain/label-schema.ts';
import type { Json } from '../../../server/domain/words.ts';

export type FormSchema = SchemaOf<'form'>;
export type Values = { [name: string]: Json };

/** What was answered so far, by field. */
export const valuesOf = (draft: Json | undefined): Values => fieldsOf(draft) ?? {};

/** The answers with another to one field; undefined takes it out. What is then no longer asked for goes as well. */
export const withAnswer = (
  schema: FormSchema,
  values: Values,
  name: string,
  answer: Json | undefined,
): Values => {
  const { [name]: _, ...others } = values;
  return onlyAsked(schema, answer === undefined ? others : { ...others, [name]: answer });
};

/** The fields that are asked for beside these answers. */
export const askedFor = ({ fields }: FormSchema, values: Values): FormField[] =>
  fields.filter((field) => isAsked(field, values));
