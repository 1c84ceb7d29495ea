import { verdictOn, verdictOnForm, type Consensus, type Verdict, type Votes } from '../domain/consensus.ts';
import type { LabelSchema } from '../domain/label-schema.ts';
import { likenessOf } from './agree.ts';
import { simpleKindOf } from './label-kinds/simple.ts';
import { labelKindOf } from './registry.ts';

/** What answers under a schema come to by the rule: of a form field by field, of all else as a whole. */
export const consensusOn = (schema: LabelSchema, rule: Consensus, votes: Votes): Verdict => {
  if (schema.kind !== 'form') return verdictOn(likenessOf(labelKindOf(schema), schema), rule, votes);
  const fields = schema.fields.map((field) => {
    const kind = simpleKindOf(field.schema);
    return { field, likeness: likenessOf(kind, field.schema) };
  });
  return verdictOnForm(fields, rule, votes);
};
