import { and, desc, eq, exists, inArray, lte, not, sql } from 'drizzle-orm';
import type { EstimateResult } from '../../server/domain/reliability-estimate.ts';
import type { ClassShare } from '../../server/domain/weighing.ts';
import type { Json, LabelSource } from '../../server/domain/words.ts';
import type { Queryable, Transaction } from '../database.ts';
import { withheldFrom, type ItemReader } from './blind.ts';

/** An estimate as it weighs answers. */
export type LatestEstimate = { id: string; result: EstimateResult };

/** The project's latest estimate that was done; null: there is none. */
export const latestEstimate = async (q: Queryable, projectId: string): Promise<LatestEstimate | null> => {
  const { reliabilityEstimates: e } = q.tables;
  const [row] = await q.db
    .select({ id: e.id, result: e.result })
    .from(e)
    .where(and(eq(e.projectId, projectId), sql`${e.state} = 'done'`))
    .orderBy(desc(e.startedAt), desc(e.id))
    .limit(1);
  return row?.result ? { id: row.id, result: row.result } : null;
};

/** The project's latest estimate that was done up to an instant; null: there is none. */
export const estimateDoneBy = async (q: Queryable, projectId: string, at: number): Promise<string | null> => {
  const { reliabilityEstimates: e } = q.tables;
  const [row] = await q.db
    .select({ id: e.id })
    .from(e)
    .where(and(eq(e.projectId, projectId), sql`${e.state} = 'done'`, lte(e.finishedAt, at)))
    .orderBy(desc(e.startedAt), desc(e.id))
    .limit(1);
  return row?.id ?? null;
};

/** What an estimate makes of an item; `shares`: the likeliest class first. */
export type ItemPosterior = { itemId: string; shares: ClassShare[] };

/** The labels in force of these items, by their ids. */
export const labelValues = async (q: Queryable, itemIds: readonly string[]): Promise<Map<string, Json>> => {
  const { items } = q.tables;
  const rows = await q.db
    .select({ id: items.id, value: items.labelValue })
    .from(items)
    .where(inArray(items.id, [...itemIds]));
  return new Map(rows.map(({ id, value }) => [id, value]));
};

/** Keeps what an estimate makes of items, and how far that speaks against their labels. */
export const insertPosteriors = (
  tx: Transaction,
  estimateId: string,
  rows: readonly (ItemPosterior & { label: Json; doubt: number | null })[],
): Promise<void> =>
  tx.insertMany(
    tx.tables.itemPosteriors,
    rows.map((row) => ({ estimateId, ...row })),
  );

/** Deletes, so many at a time, what an estimate has made of items; how many there were. */
export const deletePosteriorsOf = async (
  tx: Transaction,
  estimateId: string,
  limit: number,
): Promise<number> => {
  const { itemPosteriors: p } = tx.tables;
  const some = tx.db.select({ id: p.itemId }).from(p).where(eq(p.estimateId, estimateId)).limit(limit);
  const rows = await tx.db
    .delete(p)
    .where(and(eq(p.estimateId, estimateId), inArray(p.itemId, some)))
    .returning({ id: p.itemId });
  return rows.length;
};

/**
 * The same for one of the project's estimates that have ended, but for its latest; false: none of them has any left, or a
 * snapshot is being written, which may be of an earlier one.
 */
export const deleteSupersededPosteriors = async (
  tx: Transaction,
  projectId: string,
  limit: number,
): Promise<boolean> => {
  const { itemPosteriors: p, reliabilityEstimates: e, snapshots: s } = tx.tables;
  const [writing] = await tx.db
    .select({ id: s.id })
    .from(s)
    .where(and(eq(s.projectId, projectId), sql`${s.state} = 'writing'`))
    .limit(1);
  if (writing) return false;
  const latest = await latestEstimate(tx, projectId);
  const [old] = await tx.db
    .select({ id: e.id })
    .from(e)
    .where(
      and(
        eq(e.projectId, projectId),
        sql`${e.state} <> 'running'`,
        latest === null ? undefined : not(eq(e.id, latest.id)),
        exists(
          tx.db
            .select({ one: sql`1` })
            .from(p)
            .where(eq(p.estimateId, e.id)),
        ),
      ),
    )
    .limit(1);
  if (old) await deletePosteriorsOf(tx, old.id, limit);
  return old !== undefined;
};

/** What the project's latest estimate makes of an item, and when it was done (epoch milliseconds); null: nothing. */
export type LatestPosterior = { estimateId: string; estimatedAt: number; shares: ClassShare[] };

export const latestPosterior = async (
  q: Queryable,
  projectId: string,
  itemId: string,
): Promise<LatestPosterior | null> => {
  const { itemPosteriors: p, reliabilityEstimates: e } = q.tables;
  const [latest] = await q.db
    .select({ estimateId: e.id, estimatedAt: e.finishedAt, shares: p.shares })
    .from(e)
    .leftJoin(p, and(eq(p.estimateId, e.id), eq(p.itemId, itemId)))
    .where(and(eq(e.projectId, projectId), sql`${e.state} = 'done'`))
    .orderBy(desc(e.startedAt), desc(e.id))
    .limit(1);
  return latest?.shares ? { ...latest, estimatedAt: latest.estimatedAt ?? 0, shares: latest.shares } : null;
};

/** A label that an estimate makes less probable than that it is wrong. */
export type DoubtedLabel = {
  itemId: string;
  key: string;
  label: { value: Json; source: LabelSource };
  shares: ClassShare[];
  doubt: number;
};

/**
 * The labels that an estimate doubts most, the most doubtful first. Those that have changed since, and those of items that
 * are withheld from the reader, are left out.
 */
export const doubtedLabels = async (
  q: Queryable,
  { judgeId }: ItemReader,
  estimateId: string,
  limit: number,
): Promise<DoubtedLabel[]> => {
  const { itemPosteriors: p, items } = q.tables;
  const rows = await q.db
    .select({
      itemId: p.itemId,
      key: items.key,
      value: items.labelValue,
      source: items.labelSource,
      shares: p.shares,
      doubt: p.doubt,
    })
    .from(p)
    .innerJoin(items, eq(items.id, p.itemId))
    .where(
      and(
        eq(p.estimateId, estimateId),
        sql`${p.doubt} > 0.5`, // the index has these alone
        eq(p.label, items.labelValue),
        not(withheldFrom(q, judgeId)),
      ),
    )
    .orderBy(desc(p.doubt), desc(p.itemId))
    .limit(limit);
  return rows.flatMap(({ value, source, doubt, ...row }) =>
    source === null || doubt === null ? [] : [{ ...row, label: { value, source }, doubt }],
  );
};
