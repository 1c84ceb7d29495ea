import { closeSync, fdatasync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setImmediate as macrotask, setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import Driver from 'better-sqlite3';
import { Column, getTableColumns, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { longestLog, startCheckpointer } from './checkpointer.ts';
import { sqliteColumns } from './columns/sqlite.ts';
import type { Builder, Database, Dialect, Queryable, Transaction } from './database.ts';
import { isUnavailable } from './errors.ts';
import { createLogSync } from './log-sync.ts';
import { assertNewestIsKnown, migrationsFolder } from './migrations.ts';
import { queryableOn } from './queryable.ts';
import { schemaOf, type Tables } from './schema.ts';
import { assertNotInWrite, enterWrite } from './write-scope.ts';

const dialect: Dialect = {
  name: 'sqlite',
  skipLocked: sql``,
  forUpdate: sql``,
  isAmong: (column, list) => sql`${column} IN (SELECT value FROM json_each(${list}))`,
  members: (column) => sql`json_each(${column})`,
  databaseBytes: sql`(SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size())`,
};

/**
 * How long writes wait for another process that holds the file's lock, and how often they look whether it is free, in
 * milliseconds. They do not leave the waiting to SQLite, which would keep this whole process from its other work.
 */
const lockPatience = 5_000;
const lockEvery = 20;

/** Writes that share one commit, at most: bounds how long the first waits for the last. */
const groupLimit = 256;

type Pending = {
  work: (tx: Transaction) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
};

/**
 * A connection to query by. Sync results are promises' equals as long as callers await them, which the types of `Builder`
 * make them do.
 */
export const queryableOnSqlite = (driver: Driver.Database, tables: Tables): Queryable =>
  queryableOn(drizzle({ client: driver, casing: 'snake_case' }) as unknown as Builder, tables, dialect);

/**
 * One prepared INSERT a table, run row by row: quicker here than many rows in one statement. Drizzle writes it; the rows
 * go past it, as it would handle each value of each row anew.
 */
const inserter = (q: Queryable, driver: Driver.Database) => {
  type Cell = { name: string; encode: ((value: unknown) => unknown) | null };
  type Insert = { columns: Cell[]; statement: Driver.Statement };
  const cache = new Map<SQLiteTable, Insert>();

  const insertInto = (table: SQLiteTable): Insert => {
    const columns = Object.entries(getTableColumns(table));
    const values = Object.fromEntries(columns.map(([name]) => [name, sql`${sql.placeholder(name)}`]));
    // Placeholders stand in for values, which drizzle's insert types do not know.
    const text = q.db
      .insert(table)
      .values(values as never)
      .toSQL().sql;
    return {
      columns: columns.map(([name, column]) => ({
        name,
        // Most columns are kept as they are given.
        encode:
          column.mapToDriverValue === Column.prototype.mapToDriverValue
            ? null
            : (value) => column.mapToDriverValue(value),
      })),
      statement: driver.prepare(text),
    };
  };

  return async <T extends SQLiteTable>(table: T, rows: T['$inferInsert'][]): Promise<void> => {
    let insert = cache.get(table);
    if (!insert) cache.set(table, (insert = insertInto(table)));
    const { columns, statement } = insert;
    for (const row of rows) {
      const given: Record<string, unknown> = row;
      statement.run(
        columns.map(({ name, encode }) => {
          const value = given[name] ?? null;
          // Encoded, null would be the flag 0, or the JSON text "null".
          return encode === null || value === null ? value : encode(value);
        }),
      );
    }
  };
};

/**
 * Opens a connection to a file. An exclusive one works only where there is no other, and keeps all others out until it is
 * closed; where it cannot, SQLITE_BUSY is thrown.
 */
export const openDriver = (
  file: string,
  { readonly = false, exclusive = false }: { readonly?: boolean; exclusive?: boolean } = {},
): Driver.Database => {
  const driver = new Driver(file, { readonly, timeout: 5_000 });
  try {
    // Before anything is read: the shared index of the WAL is then never made.
    if (exclusive) driver.pragma('locking_mode = EXCLUSIVE');
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
  } catch (error) {
    driver.close();
    throw error;
  }
  return driver;
};

/**
 * Opens the embedded database, migrating it. Writes that are waiting at the same moment share one COMMIT, each behind a
 * savepoint of its own; groups that are committed while the disk is busy share one sync, and nobody is answered before it.
 * `sync` brings what was written to the log with this descriptor down to the disk.
 */
export const openSqlite = (
  file: string,
  { sync = promisify(fdatasync) }: { sync?: (log: number) => Promise<void> } = {},
): Database => {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  const writer = openDriver(file);
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
  try {
    migrate(migrating, { migrationsFolder: migrations });
  } catch {
    // Another process may have migrated it at the same moment, for which SQLite had this one wait: then nothing is left.
    migrate(migrating, { migrationsFolder: migrations });
  }
  const reader = openDriver(file, { readonly: true });

  const tables = schemaOf(sqliteColumns);
  const reading = queryableOnSqlite(reader, tables);
  const writing = queryableOnSqlite(writer, tables);
  const insertMany = inserter(writing, writer);
  // From here on; to migrate it may wait.
  writer.pragma('busy_timeout = 0');
  // A commit is on the disk when the log is, to which it only adds. SQLite would wait for that here, and keep this whole
  // process waiting; it still syncs by itself before it copies the log into the file, or begins it anew.
  writer.pragma('synchronous = NORMAL');
  const logFile = openSync(`${file}-wal`, 'r+');
  const log = createLogSync(() => sync(logFile));
  const begin = writer.prepare('BEGIN IMMEDIATE');
  const commit = writer.prepare('COMMIT');
  const savepoint = writer.prepare('SAVEPOINT one');
  const release = writer.prepare('RELEASE one');
  const rollbackToSavepoint = writer.prepare('ROLLBACK TO one');

  let pending: Pending[] = [];
  let flushing: Promise<void> | null = null;
  let closing: Promise<void> | null = null;

  const beginWhenFree = async (): Promise<void> => {
    const until = performance.now() + lockPatience;
    for (;;)
      try {
        begin.run();
        return;
      } catch (error) {
        if (!isUnavailable(error) || performance.now() > until) throw error;
        await setTimeout(lockEvery);
      }
  };

  /**
   * Runs one write of a group; its answer and its callbacks wait for the commit. Throws where the transaction was lost
   * with it: a full disk makes SQLite roll all of it back by itself.
   */
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
      if (!writer.inTransaction) throw error;
      rollbackToSavepoint.run();
      release.run();
      reject(error);
      return null;
    }
  };

  /** A rollback that fails too is made up for by the next group's, which cannot begin before. */
  const rollBack = (): void => {
    try {
      if (writer.inTransaction) writer.exec('ROLLBACK');
    } catch {
      // The error that led here is the one to tell.
    }
  };

  /** Runs the writes of a group in the transaction that was begun, and answers them all. */
  const flushGroup = async (group: Pending[]): Promise<void> => {
    const settled: ((() => void) | null)[] = [];
    try {
      for (const one of group) settled.push(await runOne(one));
      commit.run();
    } catch (error) {
      rollBack();
      for (const one of group) one.reject(error); // those that failed by themselves keep their own error
      return;
    }
    log.committed().then(
      () => settled.forEach((answer) => answer?.()),
      (error: unknown) => group.forEach((one) => one.reject(error)),
    );
  };

  let checkpointDue = false;
  const checkpoint = (): void => {
    checkpointDue = false;
    try {
      writer.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // The disk is full or the file locked: the log stays as it is, and is looked at again in a moment.
    }
  };
  writer.pragma('wal_autocheckpoint = 0');
  writer.pragma(`journal_size_limit = ${longestLog}`); // cut to this when it begins anew, so that its length says its use
  const checkpointer = startCheckpointer(file, () => {
    if (writer.inTransaction) checkpointDue = true;
    else checkpoint();
  });

  const flush = async (): Promise<void> => {
    while (pending.length > 0) {
      // Not a timer and not at once: whatever else has arrived by then shares the commit, and nobody is kept from a turn.
      await macrotask();
      if (checkpointDue) checkpoint();
      try {
        await beginWhenFree();
      } catch (error) {
        // All have waited for the same lock, and the last of them may as well try again as the first.
        for (const one of pending.splice(0)) one.reject(error);
        break;
      }
      const group = pending.slice(0, groupLimit);
      pending = pending.slice(groupLimit);
      await flushGroup(group);
    }
    flushing = null;
  };

  const close = async (): Promise<void> => {
    await flushing;
    await log.settled().catch(() => undefined); // those who wait are told
    await checkpointer.stop();
    reader.close();
    writer.close();
    closeSync(logFile);
  };

  return {
    dialect,
    read: async (work) => {
      const answer = await work(reading);
      await log.settled(); // nobody is told what a power cut could take back
      return answer;
    },
    write: <T>(work: (tx: Transaction) => Promise<T>) => {
      assertNotInWrite();
      if (closing) return Promise.reject(new Error(`the database ${file} is closed`));
      if (log.failure) return Promise.reject(log.failure);
      return new Promise<T>((answer, reject) => {
        pending.push({ work, resolve: answer as (value: unknown) => void, reject }); // resolved with work's own value
        flushing ??= flush();
      });
    },
    socketAdapter: null,
    close: () => (closing ??= close()),
  };
};
