import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Driver from 'better-sqlite3';
import pg from 'pg';
import { afterAll } from 'vitest';
import { engineOf, type Engine } from '../../db/engine.ts';
import { createMigratedDatabase, writeMigratedFile } from './migrated-database.ts';
import { createTestDatabase } from './postgres.ts';

/** Settings of a server whose database is not made yet. */
export type Settings = { DATA_DIR: string; DATABASE_URL: string };

const folders: string[] = [];

/** An empty folder that is gone after the tests around. */
export const newFolder = (): string => {
  if (folders.length === 0)
    afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-settings-'));
  folders.push(folder);
  return folder;
};

const postgresUrl = (): string => {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL names no PostgreSQL server');
  return url;
};

/** Settings with a folder and a database of their own. */
export const newSettings = async (engine: Engine, folder = newFolder()): Promise<Settings> => {
  if (engine === 'sqlite') return { DATA_DIR: folder, DATABASE_URL: path.join(folder, 'countersign.db') };
  return { DATA_DIR: folder, DATABASE_URL: await createTestDatabase(postgresUrl()) };
};

/** Settings of a server whose database has all its tables, and nothing in them. */
export const migratedSettings = async (engine: Engine): Promise<Settings> => {
  const folder = newFolder();
  if (engine === 'postgres')
    return { DATA_DIR: folder, DATABASE_URL: await createMigratedDatabase(postgresUrl()) };
  const settings = await newSettings(engine, folder);
  await writeMigratedFile(settings.DATABASE_URL);
  return settings;
};

/** Runs statements on a database past the program, foreign keys not held; the rows of the last. */
export const runSql = async (url: string, ...statements: string[]): Promise<Record<string, unknown>[]> => {
  let rows: Record<string, unknown>[] = [];
  if (engineOf(url) === 'sqlite') {
    const driver = new Driver(url);
    try {
      driver.pragma('foreign_keys = OFF');
      driver.unsafeMode();
      for (const text of statements) {
        const statement = driver.prepare<[], Record<string, unknown>>(text);
        if (statement.reader) rows = statement.all();
        else statement.run();
      }
    } finally {
      driver.close();
    }
    return rows;
  }
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    for (const text of statements) rows = (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
  return rows;
};

/** For each column that numbers itself: the number it gives next, and the greatest there is. */
export const nextNumbers = async (url: string): Promise<{ next: number; greatest: number }[]> => {
  const isFile = engineOf(url) === 'sqlite';
  const columns = isFile
    ? await runSql(url, 'SELECT name AS "table", \'rowid\' AS "column" FROM sqlite_sequence')
    : await runSql(
        url,
        `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
          WHERE table_schema = 'public' AND is_identity = 'YES'`,
      );
  if (columns.length === 0) throw new Error('there is no column that numbers itself');
  const numbers: { next: number; greatest: number }[] = [];
  for (const { table, column } of columns) {
    const next = isFile
      ? `(SELECT seq + 1 FROM sqlite_sequence WHERE name = '${String(table)}')`
      : `nextval(pg_get_serial_sequence('"${String(table)}"', '${String(column)}'))`;
    const [row] = await runSql(
      url,
      `SELECT ${next} AS next, (SELECT max("${String(column)}") FROM "${String(table)}") AS greatest`,
    );
    numbers.push({ next: Number(row?.next), greatest: Number(row?.greatest) });
  }
  return numbers;
};
