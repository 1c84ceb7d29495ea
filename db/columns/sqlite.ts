import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** The column vocabulary of all tables, in SQLite's words. Instants are epoch milliseconds, JSON is text. */
export const sqliteColumns = {
  table: sqliteTable,
  index,
  uniqueIndex,
  primaryKey,
  text: () => text(),
  /** Text that compares bytewise, so that a prefix is one range. */
  bytewise: () => text(),
  word: <const W extends readonly [string, ...string[]]>(words: W) => text({ enum: words }),
  flag: () => integer({ mode: 'boolean' }),
  integer: () => integer(),
  /** A count or sequence that may pass 2³¹. */
  count: () => integer(),
  /** The primary key of a table whose rows are numbered as they are written. */
  position: () => integer().primaryKey({ autoIncrement: true }),
  instant: () => integer(),
  real: () => real(),
  json: <T>() => text({ mode: 'json' }).$type<T>(),
};

/** What tables are written in. */
export type Columns = typeof sqliteColumns;
