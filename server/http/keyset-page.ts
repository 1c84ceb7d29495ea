import type { z } from 'zod';
import { decodeCursor, encodeCursor } from '../contract/cursor.ts';
import { told } from '../domain/told.ts';
import { invalidField } from '../errors.ts';

/** Where a page begins, as its cursor says; null: at the beginning. Throws where it is no cursor of this list. */
export const placeOf = <T>(cursor: string | undefined, shape: z.ZodType<T>): T | null => {
  if (cursor === undefined) return null;
  const place = decodeCursor(cursor, shape);
  if (place === null) throw invalidField(['query', 'cursor'], told`is not a cursor of this list`);
  return place;
};

/** The page of what was found, which is one more than `limit` where another follows; `placeIn` is where a row lies in the list. */
export const pageOf = <R, T>(
  found: readonly R[],
  limit: number,
  reply: (row: R) => T,
  placeIn: (row: R) => readonly (string | number)[],
): { rows: T[]; nextCursor: string | null } => {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => reply(row)),
    nextCursor: last !== undefined && found.length > limit ? encodeCursor(placeIn(last)) : null,
  };
};
