import type { Database } from './database.ts';
import { engineOf, fileOf } from './engine.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/**
 * Opens and migrates the database that a URL names: `postgres://…`, or a path to the embedded SQLite file. `poolSize` and
 * `timeLimit`, the milliseconds that a statement may take, are PostgreSQL's.
 */
export const openDatabase = async (
  url: string,
  { poolSize = 10, timeLimit = 60_000 } = {},
): Promise<Database> =>
  engineOf(url) === 'postgres' ? openPostgres(url, { poolSize, timeLimit }) : openSqlite(fileOf(url));
