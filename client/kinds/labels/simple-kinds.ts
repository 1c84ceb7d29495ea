import type { SimpleSchema } from '../../../server/domain/label-schema.ts';
import { choice } from './choice.tsx';
import { choices } from './choices.tsx';
import type { LabelKind } from './label-kind.ts';
import { number } from './number.tsx';
import { ranges } from './ranges.tsx';
import { rating } from './rating.tsx';
import { boxes } from './shapes/boxes.ts';
import { points } from './shapes/points.ts';
import { polygons } from './shapes/polygons.ts';
import { spans } from './spans.tsx';
import { text } from './text.tsx';
import { transcript } from './transcript.tsx';

/** How what is answered by itself, or as a field of a form, is asked for and shown. */
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
