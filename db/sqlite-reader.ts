import { sqliteColumns } from './columns/sqlite.ts';
import type { Queryable } from './database.ts';
import { schemaOf } from './schema.ts';
import { openDriver, queryableOnSqlite } from './sqlite.ts';

/** Pages of the file that are kept in memory, in KiB: little, as what is read from one end to the other is met but once. */
const cache = 16 * 1024;

/** Opens an embedded file that is there already, on a connection for another thread's long reads. It ends with its thread. */
export const openReader = (file: string): Queryable => {
  const driver = openDriver(file, { readonly: true });
  driver.pragma(`cache_size = -${cache}`);
  return queryableOnSqlite(driver, schemaOf(sqliteColumns));
};
