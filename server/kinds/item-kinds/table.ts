import { z } from 'zod';
import type { Json } from '../../domain/words.ts';
import type { ItemKind } from '../item-kind.ts';

type Payload = { row: Record<string, string | number | boolean | null>; title?: string | undefined };

const cell = z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()], {
  error: 'must be a text of at most 20,000 characters, a number, true, false or null',
});

/** A row of a table, kept as it was sent: `{ row: { column: cell }, title? }`, columns in the order sent. */
export const table: ItemKind<Payload> = {
  name: 'table',
  title: 'Table row',
  submitted: z.strictObject({
    row: z
      .record(z.string().min(1).max(200), cell)
      .refine((row) => Object.keys(row).length > 0, 'must have at least one column')
      .refine((row) => Object.keys(row).length <= 200, 'must have at most 200 columns'),
    title: z.string().max(300).optional(),
  }),
  media: [],
  mediaOf() {
    return null;
  },
  withStored({ row, title }) {
    const kept: Record<string, Json> = { row };
    if (title !== undefined) kept.title = title;
    return kept;
  },
};
