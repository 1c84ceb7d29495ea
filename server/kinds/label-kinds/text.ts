import { z } from 'zod';
import { asText } from '../../domain/as-text.ts';
import type { Json } from '../../domain/words.ts';
import type { AnswerPurpose, LabelKind } from '../label-kind.ts';
import { told, type Told } from '../../domain/told.ts';

/** Characters of the longest text that can be answered. */
export const longestText = 20_000;

export const textSchema = z.strictObject({
  kind: z.literal('text'),
  maxLength: z.number().int().min(1).max(longestText).default(1_000),
});

/** What is wrong with a value where a text of at most so many characters is asked for; null where nothing is. */
export const textFault = (maxLength: number, value: Json, purpose: AnswerPurpose): Told | null => {
  if (value === null && purpose === 'prediction') return null;
  if (typeof value !== 'string') return told`must be a text`;
  return value.length > maxLength ? told`must have at most ${maxLength} characters` : null;
};

/** Texts differ by what is read of them, not by how blanks and accents were typed. */
const read = (value: Json): string => asText(value).normalize('NFC').trim().replaceAll(/\s+/gu, ' ');

/** Free text; never a blank one. Two are the same or not. */
export const text: LabelKind<'text'> = {
  name: 'text',
  fits: 'all',
  readsItem: false,
  faults() {
    return [];
  },
  check({ maxLength }, value, purpose) {
    if (typeof value === 'string' && value.trim() === '') return told`must not be empty`;
    return textFault(maxLength, value, purpose);
  },
  compare(_, a, b) {
    return read(a) === read(b) ? 1 : 0;
  },
  agreesFrom() {
    return 1;
  },
  columns() {
    return [];
  },
};
