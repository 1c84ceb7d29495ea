import type { Likeness } from '../domain/consensus.ts';
import { isEqual } from '../domain/is-equal.ts';
import type { SchemaOf } from '../domain/label-schema.ts';
import type { Json, LabelKindName } from '../domain/words.ts';
import type { LabelKind } from './label-kind.ts';

/** What sums of fractions may be off by. */
const slack = 1e-9;

/** How answers to a schema are compared; what a kind works out is not needed for two that are the same. */
export const likenessOf = <K extends LabelKindName>(kind: LabelKind<K>, schema: SchemaOf<K>): Likeness => ({
  compare: (a, b) => (isEqual(a, b) ? 1 : kind.compare(schema, a, b)),
  agreesFrom: kind.agreesFrom(schema) - slack,
});

/** Whether two answers agree by how their kind compares them. */
export const agree = <K extends LabelKindName>(
  kind: LabelKind<K>,
  schema: SchemaOf<K>,
  a: Json,
  b: Json,
): boolean => {
  const { compare, agreesFrom } = likenessOf(kind, schema);
  return compare(a, b) >= agreesFrom;
};
