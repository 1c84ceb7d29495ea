import { and, eq, lt, or, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

/** Where a page of a list by time begins, the latest first: after the row with this instant and id. */
export type TimePlace = readonly [at: number, id: string];

/** The condition that a row comes after a place in the order of these columns, the latest first; null: all do. */
export const isBehind = (at: SQLiteColumn, id: SQLiteColumn, place: TimePlace | null): SQL | undefined =>
  place === null ? undefined : or(lt(at, place[0]), and(eq(at, place[0]), lt(id, place[1])));
