import type { createAdapter } from '@socket.io/postgres-adapter';
import type { Placeholder, SQL } from 'drizzle-orm';
import type { BaseSQLiteDatabase, SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tables } from './schema.ts';

/** Drizzle's builder. Both engines' builders are used through SQLite's types, and only by awaiting. */
export type Builder = BaseSQLiteDatabase<'async', unknown>;

/** A query that is built once a connection and run many times with named placeholders. */
export type Statement<P extends Record<string, unknown>, R> = {
  name: string;
  build: (q: Queryable) => {
    prepare(name?: string): { execute(params?: Record<string, unknown>): Promise<R> };
  };
  /** Keeps the parameters' type; never set. */
  readonly params?: P;
};

/** What engines say in words of their own. */
export type Dialect = {
  name: 'sqlite' | 'postgres';
  /** Ends a SELECT that picks a row to update: the row is locked, and rows locked by others are passed over. */
  skipLocked: SQL;
  /** Ends a SELECT whose rows must not change until the transaction ends. */
  forUpdate: SQL;
  /** Whether a column is among the texts of a JSON list: one prepared statement for lists of any length. */
  isAmong(column: SQLiteColumn, list: Placeholder): SQL;
  /** The members of a JSON object in a column, as rows of a `key` and a `value`, which `->>` looks into. */
  members(column: SQLiteColumn): SQL;
  /** An expression for the size of the whole database, in bytes. */
  databaseBytes: SQL;
};

/** A connection to read from. */
export type Queryable = {
  db: Builder;
  tables: Tables;
  dialect: Dialect;
  /** Runs a prepared statement, building it at its first use on this connection. */
  run<P extends Record<string, unknown>, R>(statement: Statement<P, R>, params: P): Promise<R>;
};

/** A transaction that may write. Inside it, await nothing but the transaction. */
export type Transaction = Queryable & {
  /** Inserts rows of one table by the engine's quickest way; every row must have the same columns. */
  insertMany<T extends SQLiteTable>(table: T, rows: T['$inferInsert'][]): Promise<void>;
  /** Keeps other transactions from changing a row, found by its `id`, until this one ends. */
  lockRow(table: SQLiteTable, id: string): Promise<void>;
  /** Calls back once the transaction is durable; never where it is rolled back. */
  afterCommit(callback: () => void): void;
};

/** The storage seam: one embedded SQLite file, or a PostgreSQL server. */
export type Database = {
  dialect: Dialect;
  /** Reads committed rows, on a connection of its own. */
  read<T>(work: (q: Queryable) => Promise<T>): Promise<T>;
  /** Runs work in one transaction and answers after it is durable. A nested write throws. */
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Makes socket.io's adapter, by which instances on this database reach one another's sockets; null where the engine has
   * one instance only.
   */
  socketAdapter:
    | ((log: { warn(about: { err: Error }, text: string): void }) => ReturnType<typeof createAdapter>)
    | null;
  /** Waits for what is under way, then closes every connection. */
  close(): Promise<void>;
};

/** Names a prepared statement and its parameters. */
export const defineStatement = <P extends Record<string, unknown>, R>(
  name: string,
  build: Statement<P, R>['build'],
): Statement<P, R> => ({ name, build });
