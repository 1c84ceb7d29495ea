import type { SimpleSchema } from '../../domain/label-schema.ts';
import type { LabelKind } from '../label-kind.ts';
import { choice } from './choice.ts';
import { choices } from './choices.ts';
import { number } from './number.ts';
import { ranges } from './ranges.ts';
import { rating } from './rating.ts';
import { boxes } from './shapes/boxes.ts';
import { points } from './shapes/points.ts';
import { polygons } from './shapes/polygons.ts';
import { spans } from './spans.ts';
import { text } from './text.ts';
import { transcript } from './transcript.ts';

/** What can be answered by itself, or as a field of a form. */
export const simpleKinds: { [K in SimpleSchema['kind']]: LabelKind<K> } = {
  choice,
  choices,
  number,
  rating,
  text,
  transcript,
  boxes,
  points,
  polygons,
  spans,
  ranges,
};

/** The kind of a simple schema. */
export const simpleKindOf = ({ kind }: SimpleSchema): LabelKind<SimpleSchema['kind']> =>
  simpleKinds[kind] as LabelKind<SimpleSchema['kind']>; // takes that schema's like alone
