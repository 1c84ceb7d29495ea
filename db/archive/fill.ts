import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { engineOf, fileOf, type Engine } from '../engine.ts';
import { assertNotMoving } from '../move/state.ts';
import { migrationLock } from '../postgres.ts';
import type { Row } from './canonical-row.ts';
import { migrateFileTo, migrateServerTo } from './migrate-to.ts';
import { newestKnown, type Migration } from './migration-state.ts';
import {
  connectTo,
  continueNumbers,
  filledTableOfServer,
  insertIntoServer,
  migrationOfServer,
  rowsOfServer,
  tablesOfServer,
} from './postgres-session.ts';
import { takeFile } from './take-file.ts';
import { filledTableOfFile, insertIntoFile, migrationOfFile, rowsOfFile } from './sqlite-file.ts';
import type { TableShape } from './table-shapes.ts';

/** An empty database in one transaction that fills it. */
export type Filling = {
  insert(shape: TableShape, rows: Row[]): Promise<void>;
  /** Reads back what is there, in the same transaction. */
  rows(shape: TableShape): AsyncGenerator<Row[]>;
};

type Plan = {
  /** Where the rows come from: the database is brought to this migration, filled, and brought to the newest. */
  migration: Migration;
  tables: TableShape[];
  fill: (filling: Filling) => Promise<void>;
};

const assertEmpty = (filled: string | null): void => {
  if (filled !== null) throw new Error(`the database is not empty: the table ${filled} has rows`);
};

const assertNotPast = (there: Migration | null, wanted: Migration): void => {
  if (there === null || there.number > wanted.number)
    throw new Error(
      `the rows are of migration ${wanted.name}, and the tables of this empty database are newer: ` +
        'take a database without tables',
    );
};

const fillFile = async (url: string, { migration, tables, fill }: Plan): Promise<void> => {
  const file = fileOf(url);
  const isNew = !existsSync(file);
  mkdirSync(dirname(resolve(file)), { recursive: true });
  const driver = takeFile(file);
  try {
    const names = tables.map(({ name }) => name);
    assertEmpty(filledTableOfFile(driver, names));
    assertNotPast(migrationOfFile(driver), migration);
    await migrateFileTo(driver, migration.number);
    driver.exec('BEGIN IMMEDIATE');
    await fill({
      insert: async (shape, rows) => insertIntoFile(driver, shape, rows),
      rows: (shape) => rowsOfFile(driver, shape),
    });
    driver.exec('COMMIT');
    await migrateFileTo(driver, newestKnown('sqlite').number);
  } catch (error) {
    driver.close();
    if (isNew) for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    throw error;
  }
  driver.close();
};

const fillServer = async (url: string, { migration, tables, fill }: Plan): Promise<void> => {
  const client = await connectTo(url);
  try {
    // A server that starts meanwhile waits for this lock before it looks at anything.
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await assertNotMoving(client);
    const there = await migrationOfServer(client);
    const names = tables.map(({ name }) => name);
    if (there?.number === -1 && (await tablesOfServer(client)).size > 0)
      throw new Error('the database is not empty: it holds tables of something else');
    assertEmpty(await filledTableOfServer(client, names));
    assertNotPast(there, migration);
    await migrateServerTo(client, migration.number);
    await client.query('BEGIN');
    // Keeps out a server that was running before; what it has written until here is seen now.
    await client.query(`LOCK TABLE ${names.map((name) => `"${name}"`).join(', ')} IN ACCESS EXCLUSIVE MODE`);
    assertEmpty(await filledTableOfServer(client, names));
    await fill({
      insert: (shape, rows) => insertIntoServer(client, shape, rows),
      rows: (shape) => rowsOfServer(client, shape),
    });
    await continueNumbers(client);
    await client.query('COMMIT');
    await migrateServerTo(client, newestKnown('postgres').number);
  } finally {
    await client.end(); // with it go the lock and what was not committed
  }
};

const fillers: Record<Engine, typeof fillFile> = { sqlite: fillFile, postgres: fillServer };

/**
 * Fills an empty database, all or nothing, and keeps servers out until it is done. Throws where it is not empty or in
 * use, and whatever `fill` throws.
 */
export const fillDatabase = (url: string, plan: Plan): Promise<void> => fillers[engineOf(url)](url, plan);
