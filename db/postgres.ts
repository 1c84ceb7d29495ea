import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import pg from 'pg';
import { postgres } from './columns/postgres.ts';
import type { Builder, Database, Dialect, Queryable, Transaction } from './database.ts';
import { isRetryable } from './errors.ts';
import { assertNewestIsKnown, migrationsFolder } from './migrations.ts';
import { queryableOn } from './queryable.ts';
import { schemaOf, type Tables } from './schema.ts';
import { assertNotInWrite, enterWrite } from './write-scope.ts';

const dialect: Dialect = {
  name: 'postgres',
  skipLocked: sql`FOR UPDATE SKIP LOCKED`,
  forUpdate: sql`FOR UPDATE`,
};

/** Instances that start together migrate one after the other behind this advisory lock. */
const migrationLock = 7_265_001;

/** Rows an INSERT takes at a time: keeps well below the protocol's 65,535 parameters. */
const insertChunk = 500;

const attempts = 4;

/** The two engines' builders agree in all that is used of them; see columns/postgres.ts. */
const connect = (client: pg.PoolClient, tables: Tables): Queryable =>
  queryableOn(drizzle({ client, casing: 'snake_case' }) as unknown as Builder, tables, dialect);

const insertMany =
  (q: Queryable) =>
  async <T extends SQLiteTable>(table: T, rows: T['$inferInsert'][]): Promise<void> => {
    const columns = Object.keys(getTableColumns(table));
    for (let i = 0; i < rows.length; i += insertChunk) {
      const chunk = rows
        .slice(i, i + insertChunk)
        .map((row) =>
          Object.fromEntries(columns.map((c) => [c, (row as Record<string, unknown>)[c] ?? null])),
        );
      await q.db.insert(table).values(chunk as never); // every column is there, as the table's type asks
    }
  };

/** Opens a PostgreSQL database through a pool, migrating it under a lock. */
export const openPostgres = async (url: string, poolSize: number): Promise<Database> => {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, application_name: 'countersign' });
  // An idle connection that dies is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  const tables = schemaOf(postgres);
  const connections = new WeakMap<pg.PoolClient, Queryable>();

  const withClient = async <T>(work: (client: pg.PoolClient, q: Queryable) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    let q = connections.get(client);
    if (!q) connections.set(client, (q = connect(client, tables)));
    let broken: Error | undefined;
    const onError = (error: Error) => (broken = error);
    client.on('error', onError);
    try {
      return await work(client, q);
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  };

  await withClient(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    try {
      const known = await client.query("SELECT to_regclass('drizzle.__drizzle_migrations') AS t");
      const newest: { rows: { at: string }[] } = known.rows[0]?.t
        ? await client.query('SELECT max(created_at) AS at FROM drizzle.__drizzle_migrations')
        : { rows: [] };
      const migrations = migrationsFolder('postgres');
      assertNewestIsKnown(migrations, Number(newest.rows[0]?.at ?? 0));
      await migrate(drizzle({ client }), { migrationsFolder: migrations });
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
    }
  }).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });

  const transact = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const callbacks: (() => void)[] = [];
    const value = await withClient(async (client, q) => {
      await client.query('BEGIN');
      try {
        const result = await enterWrite(() =>
          work({
            ...q,
            insertMany: insertMany(q),
            lockRow: async (table, id) => {
              await client.query(`SELECT 1 FROM "${getTableName(table)}" WHERE id = $1 FOR UPDATE`, [id]);
            },
            afterCommit: (callback) => callbacks.push(callback),
          }),
        );
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined); // a dead connection has rolled back by itself
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
    close: () => (closing ??= Promise.allSettled(underWay).then(() => pool.end())),
  };
};
