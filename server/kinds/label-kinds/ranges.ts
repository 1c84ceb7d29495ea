import { z } from 'zod';
import type { Json } from '../../domain/words.ts';
import type { LabelKind } from '../label-kind.ts';
import {
  compareStretches,
  stretchColumns,
  stretchesFault,
  stretchFaults,
  stretchFields,
  type OneFault,
} from './stretches.ts';
import { told } from '../../domain/told.ts';

export const rangesSchema = z.strictObject({ kind: z.literal('ranges'), ...stretchFields });

const isTime = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

const boundsFault = (start: Json | undefined, end: Json | undefined): OneFault | null => {
  if (!isTime(start)) return ['.start', told`must be a number of seconds from 0`];
  if (!isTime(end) || end <= start) return ['.end', told`must be a number of seconds above the start`];
  return null;
};

/** Ranges of time in a recording; the answer is a list of `{ class, start, end }` in seconds, in order. */
export const ranges: LabelKind<'ranges'> = {
  name: 'ranges',
  fits: ['audio', 'video'],
  readsItem: false,
  faults: stretchFaults,
  check: (schema, value, purpose) => stretchesFault(schema, value, purpose, boundsFault),
  compare: compareStretches,
  agreesFrom({ tolerance }) {
    return 1 - tolerance;
  },
  columns: (schema) => stretchColumns(schema, 'seconds'),
};
