import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Columns } from './sqlite.ts';

/**
 * JSON as text, read and written by us: the driver and drizzle both parse `json` columns, which turns the text "7" into
 * the number 7, and `jsonb` reorders keys.
 */
const jsonText = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value): unknown => JSON.parse(value),
});

/** The database's own collation may sort by language. */
const bytewise = customType<{ data: string; driverData: string }>({ dataType: () => 'text COLLATE "C"' });

const postgresColumns = {
  table: pgTable,
  index,
  uniqueIndex,
  primaryKey,
  text: () => text(),
  bytewise: () => bytewise(),
  word: (words: readonly [string, ...string[]]) => text({ enum: [...words] as [string, ...string[]] }),
  flag: () => boolean(),
  integer: () => integer(),
  count: () => bigint({ mode: 'number' }),
  position: () => bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
  instant: () => bigint({ mode: 'number' }),
  real: () => doublePrecision(),
  json: () => jsonText(),
};

/** The same vocabulary in PostgreSQL's words: same names, same values in JavaScript. */
const vocabulary: unknown = postgresColumns;

// Drizzle has no dialect-neutral types; the two builders agree in all that tables and queries here use of them, which
// the storage tests hold on both engines.
export const postgres = vocabulary as Columns;
