import { sqliteColumns } from '../columns/sqlite.ts';
import { postgres } from '../columns/postgres.ts';
import type { Queryable } from '../database.ts';
import { engineOf, fileOf, type Engine } from '../engine.ts';
import { assertNotMoving } from '../move/state.ts';
import { queryableOnPostgres } from '../postgres.ts';
import { schemaOf } from '../schema.ts';
import { openDriver, queryableOnSqlite } from '../sqlite.ts';
import { assertCurrent } from './assert-current.ts';
import type { Row } from './canonical-row.ts';
import type { Migration } from './migration-state.ts';
import { connectTo, migrationOfServer, rowsOfServer } from './postgres-session.ts';
import { assertThere, migrationOfFile, rowsOfFile } from './sqlite-file.ts';
import type { TableShape } from './table-shapes.ts';

/** A database as it was at one moment, whatever is written to it meanwhile. One read at a time. */
export type Snapshot = {
  engine: Engine;
  migration: Migration;
  /** To query by. */
  q: Queryable;
  /** All rows of a table, in batches of bounded size. */
  rows(shape: TableShape): AsyncGenerator<Row[]>;
  close(): Promise<void>;
};

/** Ends the read that is under way, which a stream that was broken off may not have done yet, before the connection. */
const reading = (rows: Snapshot['rows'], close: Snapshot['close']): Pick<Snapshot, 'rows' | 'close'> => {
  let last: AsyncGenerator<Row[]> | null = null;
  return {
    rows: (shape) => (last = rows(shape)),
    close: async () => {
      await last?.return(undefined);
      await close();
    },
  };
};

const ofFile = async (url: string): Promise<Snapshot> => {
  assertThere(fileOf(url));
  const driver = openDriver(fileOf(url), { readonly: true });
  try {
    driver.exec('BEGIN');
    // The first read is what fixes the moment.
    const migration = assertCurrent('sqlite', migrationOfFile(driver));
    return {
      engine: 'sqlite',
      migration,
      q: queryableOnSqlite(driver, schemaOf(sqliteColumns)),
      ...reading(
        (shape) => rowsOfFile(driver, shape),
        async () => void driver.close(),
      ),
    };
  } catch (error) {
    driver.close();
    throw error;
  }
};

const ofServer = async (url: string): Promise<Snapshot> => {
  const client = await connectTo(url);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await assertNotMoving(client);
    const migration = assertCurrent('postgres', await migrationOfServer(client));
    return {
      engine: 'postgres',
      migration,
      q: queryableOnPostgres(client, schemaOf(postgres)),
      ...reading(
        (shape) => rowsOfServer(client, shape),
        () => client.end(),
      ),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
};

const takers: Record<Engine, (url: string) => Promise<Snapshot>> = { sqlite: ofFile, postgres: ofServer };

/** Takes a snapshot of a database at this program's newest migration; throws, with what to do, at any other. */
export const openSnapshot = (url: string): Promise<Snapshot> => takers[engineOf(url)](url);
