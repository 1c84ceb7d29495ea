import { t } from '@lingui/core/macro';
import { intervalsOf, withInterval, type Interval } from '../../../../server/domain/intervals.ts';
import { keyedClasses, type MarkedStretches } from '../../../../server/domain/label-schema.ts';
import type { Json } from '../../../../server/domain/words.ts';
import { classTitle } from '../class-chip.tsx';
import { placeToMark, type Place } from './item-view.ts';

/** The marks with a place marked as a class. */
export const withMark = (schema: MarkedStretches, draft: Json | undefined, at: Place, name: string): Json =>
  withInterval(intervalsOf(draft), { class: name, ...at }, schema.overlaps);

const isAt = (one: Place, { start, end }: Place): boolean => one.start === start && one.end === end;

/** The marks without those from just there to there. */
export const withoutMarksAt = (draft: Json | undefined, at: Place): Interval[] =>
  intervalsOf(draft).filter((one) => !isAt(one, at));

/** The marks without one of them. */
export const withoutMark = (draft: Json | undefined, { class: name, ...at }: Interval): Interval[] =>
  intervalsOf(draft).filter((one) => one.class !== name || !isAt(one, at));

/** The marks from just there to there. */
export const marksAt = (draft: Json | undefined, at: Place | null): Interval[] =>
  at === null ? [] : intervalsOf(draft).filter((one) => isAt(one, at));

/** What is marked, in words: “2 × Person, 1 × Place”. */
const titleOf = ({ classes }: MarkedStretches, value: Json): string => {
  if (value === null) return t`No answer`;
  const marks = intervalsOf(value);
  const counted = classes
    .map(({ name }) => ({ name, n: marks.filter((one) => one.class === name).length }))
    .filter(({ n }) => n > 0)
    .map(({ name, n }) => `${n} × ${classTitle(classes, name)}`);
  return counted.join(', ') || t`Nothing marked`;
};

/** What kinds of label that mark stretches of an item have in common: a key marks what is selected as its class. */
export const marking = {
  steps: 'several' as const,
  titleOf,
  keysOf: (schema: MarkedStretches, draft: Json | undefined): ReadonlyMap<string, Json> => {
    const at = placeToMark();
    return new Map(
      keyedClasses(schema).flatMap(({ key, name }): [string, Json][] => {
        const next = at === null ? draft : withMark(schema, draft, at, name);
        return next === undefined ? [] : [[key, next]];
      }),
    );
  },
  keyTitles: (schema: MarkedStretches): (readonly [string, string])[] =>
    keyedClasses(schema).map(({ key, title }) => [key, title]),
};
