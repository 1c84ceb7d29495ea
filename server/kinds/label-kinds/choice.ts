import { z } from 'zod';
import type { LabelKind } from '../label-kind.ts';
import { classFault, classFaults, classList } from './class-list.ts';

export const choiceSchema = z.strictObject({ kind: z.literal('choice'), classes: classList });

/** One of n classes; the answer is the class's name. */
export const choice: LabelKind<'choice'> = {
  name: 'choice',
  fits: 'all',
  readsItem: false,
  faults: classFaults,
  check(schema, value, purpose) {
    return value === null && purpose === 'prediction' ? null : classFault(schema, value, purpose);
  },
  compare(_, a, b) {
    return a === b ? 1 : 0;
  },
  agreesFrom() {
    return 1;
  },
  columns() {
    return [];
  },
};
