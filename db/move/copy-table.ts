import type Driver from 'better-sqlite3';
import type pg from 'pg';
import { decodeRow, type Row } from '../archive/canonical-row.ts';
import { insertIntoServer } from '../archive/postgres-session.ts';
import { batchRows, batchSize, sizeOfRow } from '../archive/row-batches.ts';
import { columnList } from '../archive/sqlite-file.ts';
import type { TableShape } from '../archive/table-shapes.ts';
import { noteProgress, progressOf } from './state.ts';

/** The next rows of a table after one of them, in the order of the file, as many as make a batch. */
const batchAfter = (
  driver: Driver.Database,
  shape: TableShape,
  after: bigint,
): { rows: Row[]; lastRowid: bigint } => {
  const next = driver
    .prepare<[bigint], Record<string, unknown> & { rowid_: bigint }>(
      `SELECT rowid AS rowid_, ${columnList(shape)} FROM "${shape.name}" WHERE rowid > ? ORDER BY rowid`,
    )
    .safeIntegers(true);
  const rows: Row[] = [];
  let lastRowid = after;
  let size = 0;
  for (const raw of next.iterate(after)) {
    const row = decodeRow(shape, raw);
    rows.push(row);
    lastRowid = raw.rowid_;
    size += sizeOfRow(row);
    if (rows.length === batchRows || size >= batchSize) break;
  }
  return { rows, lastRowid };
};

/**
 * Copies what a table still lacks, each batch in one transaction with the note of how far it is, so that a run that is
 * killed loses at most a batch.
 */
export const copyTable = async (
  driver: Driver.Database,
  client: pg.Client,
  shape: TableShape,
  { onRows, signal }: { onRows: (rows: number) => void; signal: AbortSignal },
): Promise<void> => {
  let at = await progressOf(client, shape.name);
  while (!at.whole) {
    signal.throwIfAborted();
    const { rows, lastRowid } = batchAfter(driver, shape, at.lastRowid);
    at = { lastRowid, rows: at.rows + rows.length, whole: rows.length === 0 };
    await client.query('BEGIN');
    if (rows.length > 0) await insertIntoServer(client, shape, rows);
    await noteProgress(client, shape.name, at);
    await client.query('COMMIT');
    onRows(at.rows);
  }
};
