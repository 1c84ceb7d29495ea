import pg from 'pg';
import { decodeRow, type Row } from './canonical-row.ts';
import { batchRows, batchSize, sizeOfRow } from './row-batches.ts';
import { migrationAt, unmigrated, type Migration } from './migration-state.ts';
import { columnList } from './sqlite-file.ts';
import type { ColumnKind, TableShape } from './table-shapes.ts';

/** Connects outside of any pool, for work that holds one connection from beginning to end. */
export const connectTo = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'countersign command',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined); // what runs on it fails by itself
  await client.connect();
  // Neither what takes long here, nor the time at the disk between two batches, is a fault.
  await client.query('SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0');
  return client;
};

/** The newest migration of a database; null where a newer program has migrated it. */
export const migrationOfServer = async (client: pg.ClientBase): Promise<Migration | null> => {
  const known = await client.query<{ t: string | null }>(
    "SELECT to_regclass('drizzle.__drizzle_migrations') AS t",
  );
  if (!known.rows[0]?.t) return unmigrated;
  const newest = await client.query<{ at: string | null }>(
    'SELECT max(created_at) AS at FROM drizzle.__drizzle_migrations',
  );
  return migrationAt('postgres', Number(newest.rows[0]?.at ?? 0));
};

/** The tables where the program's own are, or would be made. */
export const tablesOfServer = async (client: pg.ClientBase): Promise<Set<string>> => {
  const { rows } = await client.query<{ name: string }>(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()',
  );
  return new Set(rows.map(({ name }) => name));
};

/** The first of these tables that has a row; null where none has. */
export const filledTableOfServer = async (client: pg.ClientBase, names: string[]): Promise<string | null> => {
  const there = await tablesOfServer(client);
  for (const name of names.filter((table) => there.has(table)))
    if ((await client.query(`SELECT 1 FROM "${name}" LIMIT 1`)).rows.length > 0) return name;
  return null;
};

/** Every value as the server's own text, which says all of it: a JavaScript number would not. */
const asText = { getTypeParser: () => (text: string) => text };

/** All rows of a table in batches, within the transaction that is open; one table at a time. */
export const rowsOfServer = async function* (
  client: pg.ClientBase,
  shape: TableShape,
): AsyncGenerator<Row[]> {
  await client.query(
    `DECLARE all_rows NO SCROLL CURSOR FOR SELECT ${columnList(shape)} FROM "${shape.name}"`,
  );
  try {
    for (let count = 100; ;) {
      const text = `FETCH ${count} FROM all_rows`;
      const { rows } = await client.query<Record<string, unknown>>({ text, types: asText });
      if (rows.length === 0) return;
      const batch = rows.map((raw) => decodeRow(shape, raw));
      const size = batch.reduce((sum, row) => sum + sizeOfRow(row), 0);
      yield batch;
      count = Math.max(1, Math.min(batchRows, Math.floor((batchSize * rows.length) / size)));
    }
  } finally {
    await client.query('CLOSE all_rows').catch(() => undefined); // after an error the transaction is over anyway
  }
};

const arrayTypes: Record<ColumnKind, string> = {
  text: 'text[]',
  integer: 'bigint[]',
  real: 'double precision[]',
  flag: 'boolean[]',
};

/** Inserts rows of one table in one statement; columns that number themselves take the rows' own numbers. */
export const insertIntoServer = async (
  client: pg.ClientBase,
  shape: TableShape,
  rows: Row[],
): Promise<void> => {
  const arrays = shape.columns.map(({ kind }, i) => `$${i + 1}::${arrayTypes[kind]}`).join(', ');
  await client.query(
    `INSERT INTO "${shape.name}" (${columnList(shape)}) OVERRIDING SYSTEM VALUE SELECT * FROM unnest(${arrays})`,
    shape.columns.map(({ name }) => rows.map((row) => row[name] ?? null)),
  );
};

/** Lets columns that number themselves go on past the greatest number there is. */
export const continueNumbers = async (client: pg.ClientBase): Promise<void> => {
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
      WHERE table_schema = current_schema() AND (is_identity = 'YES' OR column_default LIKE 'nextval(%')`,
  );
  for (const { table, column } of rows)
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), max("${column}")) FROM "${table}" HAVING max("${column}") IS NOT NULL`,
      [`"${table}"`, column],
    );
};
