import { createAdapter } from '@socket.io/postgres-adapter';
import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import pg from 'pg';
import { postgres } from './columns/postgres.ts';
import type { Builder, Database, Dialect, Queryable, Transaction } from './database.ts';
import { isConnectionLost, isRetryable } from './errors.ts';
import { assertNewestIsKnown, migrationsFolder } from './migrations.ts';
import { assertNotMoving } from './move/state.ts';
import { queryableOn } from './queryable.ts';
import { schemaOf, type Tables } from './schema.ts';
import { assertNotInWrite, enterWrite } from './write-scope.ts';

// Keys never change, and so no lock need keep others from referring to a row: foreign keys then wait for nobody.
const dialect: Dialect = {
  name: 'postgres',
  skipLocked: sql`FOR NO KEY UPDATE SKIP LOCKED`,
  forUpdate: sql`FOR NO KEY UPDATE`,
  // As an array, which one look into an index serves.
  isAmong: (column, list) => sql`${column} = ANY(ARRAY(SELECT json_array_elements_text(${list}::json)))`,
  members: (column) => sql`json_each(${column}::json)`,
  databaseBytes: sql`pg_database_size(current_database())`,
};

/** Instances that start together migrate one after the other behind this advisory lock. */
export const migrationLock = 7_265_001;

const attempts = 4;

/** A connection to query by. The two engines' builders agree in all that is used of them; see columns/postgres.ts. */
export const queryableOnPostgres = (client: pg.Client | pg.PoolClient, tables: Tables): Queryable =>
  queryableOn(drizzle({ client, casing: 'snake_case' }) as unknown as Builder, tables, dialect);

/** An INSERT of any number of rows: a list of values for each column. `name` lets the server prepare it once. */
type Insert = {
  name: string;
  text: string;
  columns: { name: string; encode: (value: unknown) => unknown }[];
};

const insertInto = (table: SQLiteTable): Insert => {
  const columns = Object.entries(getTableColumns(table)).flatMap(([name, column]) =>
    // What numbers itself is left out: a null would be taken for a value.
    column.generatedIdentity ? [] : [{ name, column }],
  );
  const target = getTableName(table);
  const names = columns.map(({ column }) => `"${column.keyAsName ? toSnakeCase(column.name) : column.name}"`);
  // A collation is no part of a type.
  const lists = columns.map(
    ({ column }, i) => `$${i + 1}::${column.getSQLType().replace(/ COLLATE .*/, '')}[]`,
  );
  return {
    name: `insert_${target}`,
    text: `INSERT INTO "${target}" (${names.join(', ')}) SELECT * FROM unnest(${lists.join(', ')})`,
    columns: columns.map(({ name, column }) => ({ name, encode: (value) => column.mapToDriverValue(value) })),
  };
};

/** Drizzle's own would build a statement anew, with a parameter for each value, for every number of rows. */
const inserter = () => {
  const cache = new Map<SQLiteTable, Insert>();
  return (client: pg.PoolClient) =>
    async <T extends SQLiteTable>(table: T, rows: T['$inferInsert'][]): Promise<void> => {
      if (rows.length === 0) return;
      let insert = cache.get(table);
      if (!insert) cache.set(table, (insert = insertInto(table)));
      const { name, text, columns } = insert;
      const values = columns.map((column) =>
        rows.map((row: Record<string, unknown>) => {
          const value = row[column.name] ?? null;
          // Encoded, null would be the JSON text "null".
          return value === null ? null : column.encode(value);
        }),
      );
      await client.query({ name, text, values });
    };
};

/**
 * What socket.io's adapter takes for a pool. It listens on a connection of its own, which it drops when that breaks
 * without giving it back, so that one of the pool's would be lost at each restart of the server.
 */
const notifications = (url: string, pool: pg.Pool): pg.Pool => {
  const connect = async () => {
    const client = new pg.Client({ connectionString: url, application_name: 'countersign', keepAlive: true });
    client.on('error', () => undefined); // its end follows, at which the adapter connects again
    await client.connect();
    return Object.assign(client, { release: () => void client.end() });
  };
  // Nothing else of a pool is used there.
  return { connect, query: pool.query.bind(pool) } as unknown as pg.Pool;
};

/**
 * Opens a PostgreSQL database through a pool, migrating it under a lock. A statement may take as long as the time limit,
 * in milliseconds; one that takes longer fails, and its connection with it.
 */
export const openPostgres = async (
  url: string,
  { poolSize, timeLimit }: { poolSize: number; timeLimit: number },
): Promise<Database> => {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    application_name: 'countersign',
    keepAlive: true,
    // Where the server hangs or all connections are taken, a request fails in time to be tried again.
    connectionTimeoutMillis: 5_000,
    query_timeout: timeLimit,
    // What an instance that vanished had locked is free again after this.
    idle_in_transaction_session_timeout: 30_000,
  });
  // An idle connection that dies is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  // And so would one that was given up and still has something to say.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const tables = schemaOf(postgres);
  const insertMany = inserter();
  const connections = new WeakMap<pg.PoolClient, Queryable>();

  const withClient = async <T>(work: (client: pg.PoolClient, q: Queryable) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    let q = connections.get(client);
    if (!q) connections.set(client, (q = queryableOnPostgres(client, tables)));
    let broken: Error | undefined;
    const onError = (error: Error) => (broken = error);
    client.on('error', onError);
    try {
      return await work(client, q);
    } catch (error) {
      if (isConnectionLost(error)) broken ??= error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  };

  // On a connection of its own: a migration may take longer than any request.
  const migrator = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true });
  migrator.on('error', () => undefined); // the statement under way fails with it
  try {
    await migrator.connect();
    await migrator.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await assertNotMoving(migrator);
    const known = await migrator.query("SELECT to_regclass('drizzle.__drizzle_migrations') AS t");
    const newest: { rows: { at: string }[] } = known.rows[0]?.t
      ? await migrator.query('SELECT max(created_at) AS at FROM drizzle.__drizzle_migrations')
      : { rows: [] };
    const migrations = migrationsFolder('postgres');
    assertNewestIsKnown(migrations, Number(newest.rows[0]?.at ?? 0));
    await migrate(drizzle({ client: migrator }), { migrationsFolder: migrations });
  } finally {
    await migrator.end().catch(() => undefined); // the lock ends with the connection
  }

  const transact = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const callbacks: (() => void)[] = [];
    const value = await withClient(async (client, q) => {
      await client.query('BEGIN');
      try {
        const result = await enterWrite(() =>
          work({
            ...q,
            insertMany: insertMany(client),
            lockRow: async (table, id) => {
              await client.query(`SELECT 1 FROM "${getTableName(table)}" WHERE id = $1 FOR NO KEY UPDATE`, [
                id,
              ]);
            },
            afterCommit: (callback) => callbacks.push(callback),
          }),
        );
        await client.query('COMMIT');
        return result;
      } catch (error) {
        // A dead connection rolls back by itself, and is not to be waited for once more.
        if (!isConnectionLost(error)) await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
    for (const callback of callbacks) callback();
    return value;
  };

  // The pool forgets, when it ends, those who still wait for a connection.
  const underWay = new Set<Promise<unknown>>();
  let closing: Promise<void> | null = null;
  const begin = <T>(work: () => Promise<T>): Promise<T> => {
    if (closing) return Promise.reject(new Error('the database is closed'));
    const running = work().finally(() => underWay.delete(running));
    underWay.add(running);
    return running;
  };

  const writeUntilDone = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await transact(work);
      } catch (error) {
        if (attempt === attempts || !isRetryable(error)) throw error;
      }
    }
  };

  return {
    dialect,
    read: (work) => begin(() => withClient((_, q) => work(q))),
    write: async (work) => {
      assertNotInWrite();
      return begin(() => writeUntilDone(work));
    },
    socketAdapter: (log) =>
      createAdapter(notifications(url, pool), {
        channelPrefix: 'countersign',
        // PostgreSQL takes less than 8,000 bytes; longer ones pass through the table.
        payloadThreshold: 7_900,
        errorHandler: (err) => log.warn({ err }, 'other instances could not be told'),
      }),
    close: () => (closing ??= Promise.allSettled(underWay).then(() => pool.end())),
  };
};
