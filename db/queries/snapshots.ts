import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '../database.ts';
import type { Tables } from '../schema.ts';
import { isBehind, type TimePlace } from '../keyset.ts';

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

/** A snapshot of the project without its parts; null: there is none of this id. */
export const snapshotSummary = async (
  q: Queryable,
  projectId: string,
  id: string,
): Promise<SnapshotSummary | null> => {
  const { snapshots: s } = q.tables;
  const [row] = await q.db
    .select(summary(q))
    .from(s)
    .where(and(eq(s.id, id), eq(s.projectId, projectId)));
  return row ?? null;
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
  { after, limit }: { after: TimePlace | null; limit: number },
): Promise<SnapshotSummary[]> => {
  const { snapshots: s } = q.tables;
  return q.db
    .select(summary(q))
    .from(s)
    .where(and(eq(s.projectId, projectId), isBehind(s.requestedAt, s.id, after)))
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
