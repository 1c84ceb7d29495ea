import { z } from 'zod';
import { asText } from '../../domain/as-text.ts';
import type { LabelKind } from '../label-kind.ts';
import { longestText, textFault } from './text.ts';
import { wordErrors } from './word-errors.ts';

export const transcriptSchema = z.strictObject({
  kind: z.literal('transcript'),
  maxLength: z.number().int().min(1).max(longestText).default(longestText),
  tolerance: z.number().min(0).max(0.99).default(0),
});

/**
 * What is said or written in an item, empty where that is nothing. Compared by words: 1 less the errors as a share of the
 * longer text's words, so that neither has to be taken for the reference.
 */
export const transcript: LabelKind<'transcript'> = {
  name: 'transcript',
  fits: 'all',
  readsItem: false,
  faults() {
    return [];
  },
  check({ maxLength }, value, purpose) {
    return textFault(maxLength, value, purpose);
  },
  compare(_, a, b) {
    const { errors, words } = wordErrors(asText(a), asText(b));
    return errors === 0 ? 1 : 1 - errors / Math.max(...words);
  },
  agreesFrom({ tolerance }) {
    return 1 - tolerance;
  },
  columns() {
    return [];
  },
};
