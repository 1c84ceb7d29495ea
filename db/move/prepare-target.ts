import type pg from 'pg';
import { migrateServerTo } from '../archive/migrate-to.ts';
import { newestKnown } from '../archive/migration-state.ts';
import { filledTableOfServer, migrationOfServer, tablesOfServer } from '../archive/postgres-session.ts';
import type { TableShape } from '../archive/table-shapes.ts';
import { migrationLock } from '../postgres.ts';
import { beginMove, moveState } from './state.ts';

const assertHoldsNothing = async (client: pg.Client, tables: TableShape[]): Promise<void> => {
  const there = await migrationOfServer(client);
  if (there?.number === -1 && (await tablesOfServer(client)).size > 0)
    throw new Error('the target is not empty: it holds tables of something else');
  const filled = await filledTableOfServer(
    client,
    tables.map(({ name }) => name),
  );
  if (filled !== null) throw new Error(`the target is not empty: its table ${filled} has rows`);
  if (there === null) throw new Error('the target has tables of a newer version of Countersign');
};

const prepare = async (
  client: pg.Client,
  source: string,
  tables: TableShape[],
): Promise<'begun' | 'goes on' | 'complete'> => {
  const { name: migration, number } = newestKnown('postgres');
  const state = await moveState(client);
  if (state && state.source !== source)
    throw new Error(`the target is not empty: it is that of the move of ${state.source}`);
  if (state?.completedAt) return 'complete';
  if (state && state.migration !== migration)
    throw new Error(
      `the move was begun at migration ${state.migration} and this version is at ${migration}: ` +
        'end it with the version that began it, or make the target anew',
    );
  if (!state) {
    await assertHoldsNothing(client, tables);
    await beginMove(client, source, migration);
  }
  await migrateServerTo(client, number);
  return state ? 'goes on' : 'begun';
};

/** Makes a database ready to be moved into, or finds how an earlier run left it. Throws where it holds something else. */
export const prepareTarget = async (
  client: pg.Client,
  source: string,
  tables: TableShape[],
): Promise<'begun' | 'goes on' | 'complete'> => {
  // A server that starts on it at this moment has either migrated it and is seen, or sees the move.
  await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
  try {
    return await prepare(client, source, tables);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
  }
};
