import { sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

/**
 * The condition on a review that it is yet to be decided: it waits, somebody holds it, or it waits for an answer. Written
 * out, as the index of what is due holds no others, and an engine must see that from the text.
 */
export const isUnfinished = ({ state }: { state: SQLiteColumn }): SQL =>
  sql`${state} in ('open', 'held', 'asked')`;
