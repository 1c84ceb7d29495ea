import { z } from 'zod';
import { codePointsOf } from '../../domain/code-points.ts';
import { fieldsOf } from '../../domain/form.ts';
import { intervalsOf } from '../../domain/intervals.ts';
import type { Json } from '../../domain/words.ts';
import type { LabelKind } from '../label-kind.ts';
import { placed } from './marked.ts';
import {
  compareStretches,
  stretchColumns,
  stretchesFault,
  stretchFaults,
  stretchFields,
  type OneFault,
} from './stretches.ts';
import { told } from '../../domain/told.ts';

export const spansSchema = z.strictObject({ kind: z.literal('spans'), ...stretchFields });

const boundsFault = (start: Json | undefined, end: Json | undefined): OneFault | null => {
  if (!Number.isInteger(start) || Number(start) < 0) return ['.start', told`must be a whole number from 0`];
  if (!Number.isInteger(end) || Number(end) <= Number(start))
    return ['.end', told`must be a whole number above the start`];
  return null;
};

/** Code points of a payload's text; of a text in a file, what its bytes allow at most. */
const longestIn = (payload: Json): number => {
  const { text, document } = fieldsOf(payload) ?? {};
  if (typeof text === 'string') return codePointsOf(text).length;
  const size = fieldsOf(document)?.['size'];
  return typeof size === 'number' ? size : Infinity;
};

/**
 * Spans of a text, from a code point up to another; the answer is a list of `{ class, start, end }` in order. What counts is
 * the text as it was sent, whatever its format.
 */
export const spans: LabelKind<'spans'> = {
  name: 'spans',
  fits: ['text'],
  readsItem: true,
  faults: stretchFaults,
  check(schema, value, purpose, payload = null) {
    const fault = stretchesFault(schema, value, purpose, boundsFault);
    if (fault !== null) return fault;
    const marks = intervalsOf(value);
    if (marks.length === 0) return null;
    const length = longestIn(payload);
    const beyond = marks.findIndex(({ end }) => end > length);
    return beyond === -1
      ? null
      : placed(`[${beyond}].end`, told`must be at most ${length}, where the text ends`);
  },
  compare: compareStretches,
  agreesFrom({ tolerance }) {
    return 1 - tolerance;
  },
  columns: (schema) => stretchColumns(schema, 'code points of the text'),
};
