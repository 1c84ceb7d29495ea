import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { ItemReader } from '../../../db/queries/blind.ts';
import {
  isSelective,
  listItems,
  placeAfter,
  type ItemFilter,
  type ListedItem,
} from '../../../db/queries/items.ts';
import { decodeCursor, encodeCursor } from '../../contract/cursor.ts';
import { invalidField } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { readerOf } from '../../http/reader.ts';
import type { itemsContract } from './contract.ts';
import { told } from '../../domain/told.ts';

/** Items looked at in one statement when few may match: a few milliseconds of the database. */
const stretchSize = 2_000;

/** After this long a page is answered as it is, with the place where the next one goes on. */
const patienceMs = 1_000;

type Page = { rows: ListedItem[]; next: string | null };

/**
 * The next page after a place. Where a filter may leave out most items, they are looked through in stretches, so that no
 * filter holds up the database; the page may then be short although more follow.
 */
const findPage = async (
  { db }: Services,
  reader: ItemReader,
  filter: ItemFilter,
  after: string | null,
  limit: number,
  signal: AbortSignal,
): Promise<Page> => {
  const placeOf = (row: ListedItem): string => (filter.keyPrefix === undefined ? row.id : row.key);
  const selective = isSelective(filter);
  const until = performance.now() + patienceMs;
  const found: ListedItem[] = [];
  for (let from = after; ;) {
    const { rows, through } = await db.read(async (q) => {
      const end = selective ? await placeAfter(q, reader, filter, from, stretchSize) : null;
      const stretch = { after: from, through: end };
      return { rows: await listItems(q, reader, filter, stretch, limit + 1 - found.length), through: end };
    });
    found.push(...rows);
    const last = found[limit - 1];
    if (found.length > limit && last) return { rows: found.slice(0, limit), next: placeOf(last) };
    if (through === null) return { rows: found, next: null };
    if (performance.now() > until || signal.aborted) return { rows: found, next: through };
    from = through;
    await setImmediate();
  }
};

/** Items newest first, or in the order of their keys where a key's beginning is asked for. */
export const list =
  (s: Services): Handler<(typeof itemsContract)['list']> =>
  async ({ query, project, principal, signal }) => {
    const { cursor, limit, key, from, to, ...filters } = query;
    const order = key === undefined ? 'newest' : 'key';
    const place = cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.literal(order), z.string()]));
    if (cursor !== undefined && !place)
      throw invalidField(['query', 'cursor'], told`is no cursor of this list`);
    const filter = {
      ...filters,
      keyPrefix: key,
      from: from === undefined ? undefined : Date.parse(from),
      to: to === undefined ? undefined : Date.parse(to),
    };
    const reader = readerOf(principal, project.id);
    const page = await findPage(s, reader, filter, place?.[1] ?? null, limit, signal);
    return {
      rows: page.rows.map((row) => ({ ...row, receivedAt: new Date(row.receivedAt).toISOString() })),
      nextCursor: page.next === null ? null : encodeCursor([order, page.next]),
    };
  };
