import type pg from 'pg';

/** Of all runs that move into one database, one goes on; the others are refused by this advisory lock. */
export const moveLock = 7_265_002;

/** A move into a database, as the database itself remembers it, apart from the program's own tables. */
export type MoveState = { source: string; migration: string; completedAt: Date | null };

/** The move that is under way into a database, or was; null: none. */
export const moveState = async (client: pg.ClientBase): Promise<MoveState | null> => {
  const known = await client.query<{ t: string | null }>("SELECT to_regclass('countersign_move.state') AS t");
  if (!known.rows[0]?.t) return null;
  const { rows } = await client.query<MoveState>(
    'SELECT source, migration, completed_at AS "completedAt" FROM countersign_move.state',
  );
  return rows[0] ?? null;
};

/** Throws where a move into a database has begun and not ended: what is there is only a part. */
export const assertNotMoving = async (client: pg.ClientBase): Promise<void> => {
  const state = await moveState(client);
  if (state && state.completedAt === null)
    throw new Error(
      `the move of ${state.source} into this database is not complete: run \`countersign move\` again, to its end`,
    );
};

/** Notes that a move begins; from here on no server starts on the database until it is complete. */
export const beginMove = async (client: pg.ClientBase, source: string, migration: string): Promise<void> => {
  await client.query('BEGIN');
  await client.query('CREATE SCHEMA countersign_move');
  await client.query(
    `CREATE TABLE countersign_move.state (
       one boolean PRIMARY KEY DEFAULT true CHECK (one),
       source text NOT NULL,
       migration text NOT NULL,
       started_at timestamptz NOT NULL DEFAULT now(),
       completed_at timestamptz
     )`,
  );
  await client.query(
    `CREATE TABLE countersign_move.progress (
       table_name text PRIMARY KEY,
       last_rowid bigint NOT NULL,
       rows bigint NOT NULL,
       whole boolean NOT NULL
     )`,
  );
  await client.query('INSERT INTO countersign_move.state (source, migration) VALUES ($1, $2)', [
    source,
    migration,
  ]);
  await client.query('COMMIT');
};

/** How far one table is: the last row that was taken, how many were, and whether there are no more. */
export type TableProgress = { lastRowid: bigint; rows: number; whole: boolean };

/** How far a table is; from its beginning where it was never begun. */
export const progressOf = async (client: pg.ClientBase, table: string): Promise<TableProgress> => {
  const { rows } = await client.query<{ last_rowid: string; rows: string; whole: boolean }>(
    'SELECT last_rowid, rows, whole FROM countersign_move.progress WHERE table_name = $1',
    [table],
  );
  const [row] = rows;
  // No row of the program has a rowid below 1, which the engine hands out.
  if (!row) return { lastRowid: 0n, rows: 0, whole: false };
  return { lastRowid: BigInt(row.last_rowid), rows: Number(row.rows), whole: row.whole };
};

/** Notes how far a table is, in the transaction that brings it there. */
export const noteProgress = async (
  client: pg.ClientBase,
  table: string,
  { lastRowid, rows, whole }: TableProgress,
): Promise<void> => {
  await client.query(
    `INSERT INTO countersign_move.progress (table_name, last_rowid, rows, whole) VALUES ($1, $2, $3, $4)
       ON CONFLICT (table_name) DO UPDATE
         SET last_rowid = excluded.last_rowid, rows = excluded.rows, whole = excluded.whole`,
    [table, lastRowid.toString(), rows, whole],
  );
};

/** Marks the move as complete, in the transaction of its last work: servers may start. */
export const completeMove = async (client: pg.ClientBase): Promise<void> => {
  await client.query('UPDATE countersign_move.state SET completed_at = now()');
};
