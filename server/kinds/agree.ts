import type { SchemaOf } from '../domain/label-schema.ts';
import type { Json, LabelKindName } from '../domain/words.ts';
import type { LabelKind } from './label-kind.ts';

/** What sums of fractions may be off by. */
const slack = 1e-9;

/** Whether two answers agree by how their kind compares them. */
export const agree = <K extends LabelKindName>(
  kind: LabelKind<K>,
  schema: SchemaOf<K>,
  a: Json,
  b: Json,
): boolean => kind.compare(schema, a, b) >= kind.agreesFrom(schema) - slack;
