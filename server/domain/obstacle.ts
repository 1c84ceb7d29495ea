import { answerTo, fieldsOf, isAsked } from './form.ts';
import type { ChoiceClass, LabelSchema } from './label-schema.ts';
import type { Json } from './words.ts';

/** Why a model's answer cannot be a label as it is: it names a class that is retired, or leaves out what is required. */
type Obstacle = 'retired_class' | 'incomplete';

const retiredIn = (classes: ChoiceClass[], value: Json): Obstacle | null =>
  classes.some(({ name, retired }) => retired && name === value) ? 'retired_class' : null;

/** What keeps a model's answer from being accepted as it is, whatever the policy says; null: nothing. */
export const obstacleTo = (schema: LabelSchema, value: Json): Obstacle | null => {
  if (schema.kind === 'choice') return retiredIn(schema.classes, value);
  // A list of classes, or of marks that have one each.
  if ('classes' in schema && Array.isArray(value)) {
    const named = value.map((one) => fieldsOf(one)?.['class'] ?? one);
    return named.some((one) => retiredIn(schema.classes, one)) ? 'retired_class' : null;
  }
  const values = schema.kind === 'form' ? fieldsOf(value) : null;
  if (schema.kind !== 'form' || values === null) return null;
  for (const field of schema.fields) {
    const answer = answerTo(values, field.name);
    const obstacle = answer === undefined ? null : obstacleTo(field.schema, answer);
    if (obstacle !== null) return obstacle;
    if (answer === undefined && field.required && isAsked(field, values)) return 'incomplete';
  }
  return null;
};
