import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '../database.ts';
import { isBehind, type TimePlace } from '../keyset.ts';
import type { Tables } from '../schema.ts';

/** An export of a snapshot as it is kept. Instants are epoch milliseconds. */
export type DatasetExportRow = Tables['datasetExports']['$inferSelect'];

/** Writes down that an export is asked for. */
export const addExport = async (
  tx: Transaction,
  row: Tables['datasetExports']['$inferInsert'],
): Promise<DatasetExportRow> => {
  const [added] = await tx.db.insert(tx.tables.datasetExports).values(row).returning();
  if (!added) throw new Error('the export was not written');
  return added;
};

/** An export of the project; null: there is none of this id. */
export const exportOf = async (
  q: Queryable,
  projectId: string,
  id: string,
): Promise<DatasetExportRow | null> => {
  const { datasetExports: e } = q.tables;
  const [row] = await q.db
    .select()
    .from(e)
    .where(and(eq(e.id, id), eq(e.projectId, projectId)));
  return row ?? null;
};

/** An export that is whole, or under way, of this form; null: there is none. */
export const exportLike = async (
  q: Queryable,
  snapshotId: string,
  { format, bare }: Pick<DatasetExportRow, 'format' | 'bare'>,
): Promise<DatasetExportRow | null> => {
  const { datasetExports: e } = q.tables;
  const [row] = await q.db
    .select()
    .from(e)
    .where(
      and(
        eq(e.snapshotId, snapshotId),
        eq(e.format, format),
        eq(e.bare, bare),
        sql`${e.state} in ('writing', 'ready')`,
      ),
    )
    .orderBy(desc(e.requestedAt))
    .limit(1);
  return row ?? null;
};

/** A snapshot's exports, newest first, from after a place in that order. */
export const exportsOf = async (
  q: Queryable,
  snapshotId: string,
  { after, limit }: { after: TimePlace | null; limit: number },
): Promise<DatasetExportRow[]> => {
  const { datasetExports: e } = q.tables;
  return q.db
    .select()
    .from(e)
    .where(and(eq(e.snapshotId, snapshotId), isBehind(e.requestedAt, e.id, after)))
    .orderBy(desc(e.requestedAt), desc(e.id))
    .limit(limit);
};

/** Gives an export that is whole a link, which is proved by what has this hash until an instant. */
export const linkExport = async (
  tx: Transaction,
  id: string,
  linkHash: string,
  linkExpiresAt: number,
): Promise<void> => {
  const { datasetExports: e } = tx.tables;
  await tx.db.update(e).set({ linkHash, linkExpiresAt }).where(eq(e.id, id));
};

/** The export that a link is of, with the name of its project in addresses; null: none, or its time is over. */
export const linkedExport = async (
  q: Queryable,
  linkHash: string,
  now: number,
): Promise<{ row: DatasetExportRow; slug: string } | null> => {
  const { datasetExports: e, projects: p } = q.tables;
  const [found] = await q.db
    .select({ row: e, slug: p.slug })
    .from(e)
    .innerJoin(p, eq(p.id, e.projectId))
    .where(and(eq(e.linkHash, linkHash), gt(e.linkExpiresAt, now), sql`${e.state} = 'ready'`));
  return found ?? null;
};
