import { and, eq, inArray, isNotNull, like, lte, notInArray, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '../database.ts';
import type { Tables } from '../schema.ts';
import type { SnapshotSummary } from './snapshots.ts';

type ErasureRow = Tables['erasures']['$inferSelect'];

/** The keys of a snapshot whose items were erased since. */
export const withdrawnKeys = async (
  q: Queryable,
  { id, projectId, withdrawn }: Pick<SnapshotSummary, 'id' | 'projectId' | 'withdrawn'>,
): Promise<Set<string>> => {
  if (withdrawn === 0) return new Set();
  const { erasures: e } = q.tables;
  const rows = await q.db
    .select({ key: e.key })
    .from(e)
    .where(and(eq(e.projectId, projectId), like(sql`cast(${e.snapshots} as text)`, `%${id}%`)));
  return new Set(rows.map(({ key }) => key));
};

/** The trainings whose datasets hold these items, or may, as they were being written: by the items' ids. */
export const trainingsWith = async (
  q: Queryable,
  projectId: string,
  itemIds: readonly string[],
): Promise<Map<string, string[]>> => {
  const found = new Map<string, string[]>(itemIds.map((id) => [id, []]));
  if (itemIds.length === 0) return found;
  const { labels: l, retrainingCycles: r, erasures: e } = q.tables;
  const rows = await q.db
    .selectDistinct({ itemId: l.itemId, id: r.id })
    .from(l)
    .innerJoin(e, eq(e.itemId, l.itemId))
    .innerJoin(r, eq(r.projectId, l.projectId))
    .where(
      and(
        eq(l.projectId, projectId),
        inArray(l.itemId, [...itemIds]),
        isNotNull(r.datasetHash),
        // Some label of it was in force at the position of the dataset, unless the item was erased by then; what is erased in
        // the moment it is asked for may be in it.
        lte(l.seq, r.labelSeq),
        lte(r.requestedAt, e.erasedAt),
      ),
    )
    .orderBy(r.id);
  for (const { itemId, id } of rows) found.get(itemId)?.push(id);
  return found;
};

/**
 * Makes the exports of snapshots void that hold an item which is erased: what was written can be fetched no more, what is being
 * written will not be whole. Answers their files, but for those that other exports of the project need.
 */
export const voidExports = async (
  tx: Transaction,
  { projectId, snapshots, erasedAt }: Pick<ErasureRow, 'projectId' | 'snapshots' | 'erasedAt'>,
): Promise<string[]> => {
  if (snapshots.length === 0) return [];
  const { datasetExports: e } = tx.tables;
  const ofThese = inArray(e.snapshotId, snapshots);
  const isInUse = sql`${e.state} in ('writing', 'ready')`;
  await tx.db
    .update(e)
    .set({
      state: 'cancelled',
      failure: 'an item of its snapshot was erased: ask for it again',
      endedAt: erasedAt,
      linkHash: null,
      linkExpiresAt: null,
    })
    .where(and(ofThese, isInUse));
  // From here on nobody adds to their parts.
  const gone = await tx.db.select({ parts: e.parts }).from(e).where(ofThese);
  await tx.db.update(e).set({ parts: [] }).where(ofThese);
  const left = await tx.db
    .select({ parts: e.parts })
    .from(e)
    .where(and(eq(e.projectId, projectId), notInArray(e.snapshotId, snapshots), isInUse));
  const needed = hashesOf(left);
  return [...hashesOf(gone)].filter((hash) => !needed.has(hash));
};

const hashesOf = (files: readonly { parts: readonly { hash: string }[] }[]): Set<string> =>
  new Set(files.flatMap(({ parts }) => parts.map(({ hash }) => hash)));
