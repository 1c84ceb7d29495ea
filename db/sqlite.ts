import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Driver from 'better-sqlite3';
import { getTableColumns, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { sqliteColumns } from './columns/sqlite.ts';
import type { Builder, Database, Dialect, Queryable, Transaction } from './database.ts';
import { assertNewestIsKnown, migrationsFolder } from './migrations.ts';
import { queryableOn } from './queryable.ts';
import { schemaOf, type Tables } from './schema.ts';
import { assertNotInWrite, enterWrite } from './write-scope.ts';

const dialect: Dialect = { name: 'sqlite', skipLocked: sql``, forUpdate: sql`` };

/** Writes that share one commit, at most: bounds how long the first waits for the last. */
const groupLimit = 256;

type Pending = {
  work: (tx: Transaction) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
};

/** Sync results are promises' equals as long as callers await them, which the types of `Builder` make them do. */
const connect = (driver: Driver.Database, tables: Tables): Queryable =>
  queryableOn(drizzle({ client: driver, casing: 'snake_case' }) as unknown as Builder, tables, dialect);

/** One prepared INSERT a table, run row by row: quicker here than many rows in one statement. */
const inserter = (q: Queryable) => {
  const cache = new Map<SQLiteTable, { execute(params: Record<string, unknown>): Promise<unknown> }>();
  return async <T extends SQLiteTable>(table: T, rows: T['$inferInsert'][]): Promise<void> => {
    const columns = Object.entries(getTableColumns(table));
    let prepared = cache.get(table);
    if (!prepared) {
      // Bare placeholders, as those of a column would encode null too: as the flag 0, and as the JSON text "null".
      const values = Object.fromEntries(columns.map(([name]) => [name, sql`${sql.placeholder(name)}`]));
      // Placeholders stand in for values, which drizzle's insert types do not know.
      prepared = q.db
        .insert(table)
        .values(values as never)
        .prepare() as never as NonNullable<typeof prepared>;
      cache.set(table, prepared);
    }
    for (const row of rows) {
      const params: Record<string, unknown> = {};
      for (const [name, column] of columns) {
        const value = (row as Record<string, unknown>)[name] ?? null;
        params[name] = value === null ? null : column.mapToDriverValue(value);
      }
      await prepared.execute(params);
    }
  };
};

const open = (file: string, readonly: boolean): Driver.Database => {
  const driver = new Driver(file, { readonly, timeout: 5_000 });
  if (!readonly) {
    driver.pragma('page_size = 8192');
    driver.pragma('journal_mode = WAL');
    // The driver's own choice under WAL is NORMAL, which can lose acknowledged commits at a power cut.
    driver.pragma('synchronous = FULL');
    driver.pragma('wal_autocheckpoint = 8000');
  }
  driver.pragma('cache_size = -131072');
  driver.pragma('temp_store = MEMORY');
  driver.pragma('foreign_keys = ON');
  return driver;
};

/**
 * Opens the embedded database, migrating it. Writes that are waiting at the same moment share one COMMIT, each behind a
 * savepoint of its own, and each is answered only after it: durability costs one fsync a group.
 */
export const openSqlite = (file: string): Database => {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  const writer = open(file, false);
  const migrations = migrationsFolder('sqlite');
  const migrating = drizzle({ client: writer });
  assertNewestIsKnown(
    migrations,
    migrating.all<{ created_at: number }>(
      writer.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get()
        ? sql`SELECT created_at FROM __drizzle_migrations ORDER BY created_at DESC LIMIT 1`
        : sql`SELECT 0 AS created_at`,
    )[0]?.created_at ?? 0,
  );
  migrate(migrating, { migrationsFolder: migrations });
  const reader = open(file, true);

  const tables = schemaOf(sqliteColumns);
  const reading = connect(reader, tables);
  const writing = connect(writer, tables);
  const insertMany = inserter(writing);
  const begin = writer.prepare('BEGIN IMMEDIATE');
  const commit = writer.prepare('COMMIT');
  const savepoint = writer.prepare('SAVEPOINT one');
  const release = writer.prepare('RELEASE one');
  const rollbackToSavepoint = writer.prepare('ROLLBACK TO one');

  let pending: Pending[] = [];
  let flushing: Promise<void> | null = null;
  let closed = false;

  /** Runs one write of a group; its answer and its callbacks wait for the commit. */
  const runOne = async ({ work, resolve: answer, reject }: Pending): Promise<(() => void) | null> => {
    const callbacks: (() => void)[] = [];
    const tx: Transaction = {
      ...writing,
      insertMany,
      lockRow: () => Promise.resolve(), // the one writer's transaction already keeps all others out
      afterCommit: (callback) => callbacks.push(callback),
    };
    savepoint.run();
    try {
      const value = await enterWrite(() => work(tx));
      release.run();
      return () => {
        try {
          for (const callback of callbacks) callback();
          answer(value);
        } catch (error) {
          reject(error); // it is durable all the same; those that share the commit are not harmed
        }
      };
    } catch (error) {
      if (writer.inTransaction) {
        rollbackToSavepoint.run();
        release.run();
      }
      reject(error);
      return null;
    }
  };

  const flushGroup = async (group: Pending[]): Promise<void> => {
    const settled: ((() => void) | null)[] = [];
    try {
      begin.run();
      for (const one of group) {
        settled.push(await runOne(one));
        // A full disk makes SQLite roll the whole transaction back by itself.
        if (!writer.inTransaction) throw new Error('the transaction was rolled back');
      }
      commit.run();
    } catch (error) {
      if (writer.inTransaction) writer.exec('ROLLBACK');
      for (const one of group) one.reject(error); // those that failed by themselves keep their own error
      return;
    }
    for (const answer of settled) answer?.();
  };

  const flush = async (): Promise<void> => {
    while (pending.length > 0) {
      const group = pending.slice(0, groupLimit);
      pending = pending.slice(groupLimit);
      await flushGroup(group);
    }
    flushing = null;
  };

  return {
    dialect,
    read: (work) => work(reading),
    write: <T>(work: (tx: Transaction) => Promise<T>) => {
      assertNotInWrite();
      if (closed) return Promise.reject(new Error(`the database ${file} is closed`));
      return new Promise<T>((answer, reject) => {
        pending.push({ work, resolve: answer as (value: unknown) => void, reject }); // resolved with work's own value
        // Not a timer and not at once: whatever else has arrived by then shares the commit.
        flushing ??= new Promise((done) => setImmediate(done)).then(flush);
      });
    },
    close: async () => {
      closed = true;
      await flushing;
      reader.close();
      writer.close();
    },
  };
};
