import { and, desc, eq, getTableColumns, lt, lte, or, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '../database.ts';
import type { Tables } from '../schema.ts';
import type { Place } from './dataset-exports.ts';

/** A snapshot as it is kept. Instants are epoch milliseconds. */
export type SnapshotRow = Tables['snapshots']['$inferSelect'];
/** The same, without what lists need not read. */
export type SnapshotSummary = Omit<SnapshotRow, 'parts' | 'tally'>;

const summary = ({ tables: { snapshots } }: Queryable) => {
  const { parts: _parts, tally: _tally, ...rest } = getTableColumns(snapshots);
  return rest;
};

/** Writes down that a snapshot is asked for. */
export const addSnapshot = async (
  tx: Transaction,
  row: Tables['snapshots']['$inferInsert'],
): Promise<SnapshotRow> => {
  const [added] = await tx.db.insert(tx.tables.snapshots).values(row).returning();
  if (!added) throw new Error('the snapshot was not written');
  return added;
};

/** A snapshot of the project; null: there is none of this id. */
export const snapshotOf = async (
  q: Queryable,
  projectId: string,
  id: string,
): Promise<SnapshotRow | null> => {
  const { snapshots: s } = q.tables;
  const [row] = await q.db
    .select()
    .from(s)
    .where(and(eq(s.id, id), eq(s.projectId, projectId)));
  return row ?? null;
};

/** A project's snapshots, newest first, from after a place in that order. */
export const snapshotsOf = async (
  q: Queryable,
  projectId: string,
  { after, limit }: { after: Place | null; limit: number },
): Promise<SnapshotSummary[]> => {
  const { snapshots: s } = q.tables;
  return q.db
    .select(summary(q))
    .from(s)
    .where(
      and(
        eq(s.projectId, projectId),
        after
          ? or(lt(s.requestedAt, after[0]), and(eq(s.requestedAt, after[0]), lt(s.id, after[1])))
          : undefined,
      ),
    )
    .orderBy(desc(s.requestedAt), desc(s.id))
    .limit(limit);
};

/** The latest snapshot whose test split is sealed and that was not given up; null: none is. */
export const sealedSnapshot = async (q: Queryable, projectId: string): Promise<SnapshotSummary | null> => {
  const { snapshots: s } = q.tables;
  const [row] = await q.db
    .select(summary(q))
    .from(s)
    .where(and(eq(s.projectId, projectId), s.sealed, sql`${s.state} in ('writing', 'ready')`))
    .orderBy(desc(s.requestedAt))
    .limit(1);
  return row ?? null;
};

/** The id of a snapshot that nobody is at work on; null: there is none. */
export const snapshotToWrite = async (q: Queryable, now: number): Promise<string | null> => {
  const { snapshots: s } = q.tables;
  const [row] = await q.db
    .select({ id: s.id })
    .from(s)
    .where(and(sql`${s.state} = 'writing'`, lte(s.leaseExpiresAt, now)))
    .orderBy(s.requestedAt)
    .limit(1);
  return row?.id ?? null;
};

/** Takes up a snapshot that nobody is at work on, until an instant; null: somebody else did. */
export const claimSnapshot = async (
  tx: Transaction,
  id: string,
  now: number,
  until: number,
): Promise<SnapshotRow | null> => {
  const { snapshots: s } = tx.tables;
  const [row] = await tx.db
    .update(s)
    .set({ attempts: sql`${s.attempts} + 1`, leaseExpiresAt: until })
    .where(and(eq(s.id, id), sql`${s.state} = 'writing'`, lte(s.leaseExpiresAt, now)))
    .returning();
  return row ?? null;
};

/** Writes to a snapshot that is held; null where it was cancelled or taken up by another instance. */
export const writeSnapshot = async (
  tx: Transaction,
  { id, attempts }: Pick<SnapshotRow, 'id' | 'attempts'>,
  change: Partial<SnapshotRow>,
): Promise<SnapshotRow | null> => {
  const { snapshots: s } = tx.tables;
  const [row] = await tx.db
    .update(s)
    .set(change)
    .where(and(eq(s.id, id), sql`${s.state} = 'writing'`, eq(s.attempts, attempts)))
    .returning();
  return row ?? null;
};

/** Gives a snapshot up that is being written; null: it is not. */
export const cancelSnapshot = async (
  tx: Transaction,
  projectId: string,
  id: string,
  endedAt: number,
): Promise<SnapshotRow | null> => {
  const { snapshots: s } = tx.tables;
  const [row] = await tx.db
    .update(s)
    .set({ state: 'cancelled', endedAt })
    .where(and(eq(s.id, id), eq(s.projectId, projectId), sql`${s.state} = 'writing'`))
    .returning();
  return row ?? null;
};
