import { t } from '@lingui/core/macro';
import type { OfShapes } from '../../../../server/domain/label-schema.ts';
import { shapesOf, type ShapeKindName } from '../../../../server/domain/shapes.ts';
import type { Json } from '../../../../server/domain/words.ts';
import { classTitle } from '../class-chip.tsx';
import { figures } from './figures.ts';

type Asked = OfShapes & { kind: ShapeKindName };

/** How many of how called. */
export const countWords = ({ kind }: Asked, n: number): string =>
  `${n} ${figures[kind].words[n === 1 ? 0 : 1]}`;

/** The classes of an answer's shapes with how many are of each, in the order of the schema. */
export const countsOf = ({ classes }: Asked, value: Json): [name: string, n: number][] => {
  const counts = new Map<string, number>(classes.map(({ name }) => [name, 0]));
  for (const one of shapesOf(value)) counts.set(one.class, (counts.get(one.class) ?? 0) + 1);
  return [...counts].filter(([, n]) => n > 0);
};

/** That an answer marks nothing. */
export const nothing = t`Nothing to mark`;

/** An answer of shapes in words. */
export const titleOf = (schema: Asked, value: Json): string => {
  if (value === null) return t`No answer`;
  const counts = countsOf(schema, value);
  if (counts.length === 0) return nothing;
  const each = counts.map(([name, n]) => `${n} ${classTitle(schema.classes, name)}`).join(', ');
  return `${countWords(schema, shapesOf(value).length)}: ${each}`;
};
