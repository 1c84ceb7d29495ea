import { resolve } from 'node:path';
import type Driver from 'better-sqlite3';
import type pg from 'pg';
import { assertCurrent } from '../archive/assert-current.ts';
import type { Row } from '../archive/canonical-row.ts';
import { contentHash, type Content } from '../archive/content-hash.ts';
import { connectTo, continueNumbers, rowsOfServer } from '../archive/postgres-session.ts';
import { assertThere, migrationOfFile, rowsOfFile } from '../archive/sqlite-file.ts';
import { tableShapes, type TableShape } from '../archive/table-shapes.ts';
import { takeFile } from '../archive/take-file.ts';
import { fileOf } from '../engine.ts';
import { copyTable } from './copy-table.ts';
import { prepareTarget } from './prepare-target.ts';
import { completeMove, moveLock } from './state.ts';

type Telling = { progress: (text: string) => void; signal: AbortSignal };

/** What a move did: `complete` says that an earlier run had done it all. */
export type Moved = { outcome: 'moved' | 'complete'; rows: number };

const contentOf = async (batches: AsyncIterable<Row[]>, signal: AbortSignal): Promise<Content> => {
  const sum = contentHash();
  for await (const batch of batches) {
    signal.throwIfAborted();
    for (const row of batch) sum.add(JSON.stringify(row));
  }
  return sum.content();
};

/** Compares every table on both sides, row by row but for the order; answers how many rows there are. */
const verify = async (
  driver: Driver.Database,
  client: pg.Client,
  tables: TableShape[],
  { progress, signal }: Telling,
): Promise<number> => {
  let rows = 0;
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  for (const shape of tables) {
    progress(`${shape.name}: comparing`);
    const source = await contentOf(rowsOfFile(driver, shape), signal);
    const target = await contentOf(rowsOfServer(client, shape), signal);
    if (source.rows !== target.rows || source.hash !== target.hash)
      throw new Error(
        `the table ${shape.name} has ${source.rows} rows in the file and ${target.rows} in the target, or others: one of ` +
          'them was written to since the move began; make the target anew and begin again',
      );
    rows += source.rows;
  }
  await client.query('COMMIT');
  return rows;
};

const moveInto = async (
  driver: Driver.Database,
  client: pg.Client,
  source: string,
  telling: Telling,
): Promise<Moved> => {
  const tables = tableShapes();
  const lock = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [moveLock]);
  if (lock.rows[0]?.got !== true) throw new Error('another move into this target is under way');
  if ((await prepareTarget(client, source, tables)) === 'complete') return { outcome: 'complete', rows: 0 };
  for (const shape of tables) {
    const onRows = (rows: number): void => telling.progress(`${shape.name}: ${rows} rows`);
    await copyTable(driver, client, shape, { onRows, signal: telling.signal });
  }
  const rows = await verify(driver, client, tables, telling);
  await client.query('BEGIN');
  await continueNumbers(client);
  await completeMove(client);
  await client.query('COMMIT');
  return { outcome: 'moved', rows };
};

/**
 * Copies an SQLite file into an empty PostgreSQL database and compares the two. A run that was broken off is taken up
 * where it was. Keeps everybody else away from the file; throws where somebody has it, or the target holds something else.
 */
export const moveDatabase = async (from: string, to: string, telling: Telling): Promise<Moved> => {
  const file = fileOf(from);
  assertThere(file);
  const driver = takeFile(file);
  try {
    driver.exec('BEGIN IMMEDIATE');
    assertCurrent('sqlite', migrationOfFile(driver));
    const client = await connectTo(to);
    try {
      return await moveInto(driver, client, resolve(file), telling);
    } finally {
      await client.end();
    }
  } finally {
    driver.close();
  }
};
