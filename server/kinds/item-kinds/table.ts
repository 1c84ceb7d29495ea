import { z } from 'zod';
import { json } from '../../contract/values.ts';
import type { Json } from '../../domain/words.ts';
import type { ItemKind } from '../item-kind.ts';
import { defined } from './defined.ts';
import { told } from '../../domain/told.ts';

type Payload = { row: Record<string, Json>; title?: string | undefined };

/** Characters of the longest cell, of lists and objects as JSON. */
const longestCell = 20_000;

const lengthOf = (value: Json): number =>
  typeof value === 'string' ? value.length : JSON.stringify(value).length;

const cell = json.refine(
  (value) => lengthOf(value) <= longestCell,
  told`must be a text of at most 20,000 characters, a number, true, false, null, or as much of lists and objects`
    .message,
);

/** A row of a table, kept as it was sent: `{ row: { column: cell }, title? }`, columns in the order sent. */
export const table: ItemKind<Payload> = {
  name: 'table',
  title: 'Table row',
  submitted: z.strictObject({
    row: z
      .record(z.string().min(1).max(200), cell)
      .refine((row) => Object.keys(row).length > 0, told`must have at least one column`.message)
      .refine((row) => Object.keys(row).length <= 200, told`must have at most 200 columns`.message),
    title: z.string().max(300).optional(),
  }),
  media: [],
  mediaOf() {
    return [];
  },
  withMedia(payload) {
    return defined(payload);
  },
};
