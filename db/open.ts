import type { Database } from './database.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** Opens and migrates the database that a URL names: `postgres://…`, or a path to the embedded SQLite file. */
export const openDatabase = async (url: string, { poolSize = 10 } = {}): Promise<Database> =>
  /^postgres(ql)?:/.test(url) ? openPostgres(url, poolSize) : openSqlite(url.replace(/^file:/, ''));
