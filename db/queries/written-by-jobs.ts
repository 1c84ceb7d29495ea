import { and, eq, lte, sql, type SQL } from 'drizzle-orm';
import type { Queryable, Transaction } from '../database.ts';
import type { Tables } from '../schema.ts';

/** What a job writes, piece by piece, while it holds it. */
type Written = Tables['snapshots'] | Tables['datasetExports'];
type RowOf<T extends Written> = T['$inferSelect'];

/** Drizzle's builder takes no choice of tables: these columns are the same in both. */
const common = (table: Written): Tables['datasetExports'] => table as Tables['datasetExports'];

/** The id of the oldest that nobody is at work on; null: there is none. */
export const unattended = async (q: Queryable, table: Written, now: number): Promise<string | null> => {
  const t = common(table);
  const [row] = await q.db
    .select({ id: t.id })
    .from(t)
    .where(and(sql`${t.state} = 'writing'`, lte(t.leaseExpiresAt, now)))
    .orderBy(t.requestedAt)
    .limit(1);
  return row?.id ?? null;
};

/** Changes what is being written, where it is as it is held to be; null: it is not. */
const change = async <T extends Written>(
  tx: Transaction,
  table: T,
  id: string,
  where: (t: Tables['datasetExports']) => SQL,
  to: object, // of that table's columns
): Promise<RowOf<T> | null> => {
  const t = common(table);
  const [row] = await tx.db
    .update(t)
    .set(to)
    .where(and(eq(t.id, id), sql`${t.state} = 'writing'`, where(t)))
    .returning();
  return (row as RowOf<T> | undefined) ?? null; // a row of that table
};

/** Takes up what nobody is at work on, until an instant; null: somebody else did. */
export const takeUp = <T extends Written>(
  tx: Transaction,
  table: T,
  id: string,
  { now, until }: { now: number; until: number },
): Promise<RowOf<T> | null> =>
  change(tx, table, id, (t) => lte(t.leaseExpiresAt, now), {
    attempts: sql`${table.attempts} + 1`,
    leaseExpiresAt: until,
  });

/** Writes to what is held; null where it was cancelled or taken up by another instance. */
export const writeHeld = <T extends Written>(
  tx: Transaction,
  table: T,
  { id, attempts }: Pick<RowOf<T>, 'id' | 'attempts'>,
  to: Partial<RowOf<T>>,
): Promise<RowOf<T> | null> => change(tx, table, id, (t) => eq(t.attempts, attempts), to);

/** Gives up what is being written; null: it is not. */
export const giveUp = <T extends Written>(
  tx: Transaction,
  table: T,
  projectId: string,
  id: string,
  endedAt: number,
): Promise<RowOf<T> | null> =>
  change(tx, table, id, (t) => eq(t.projectId, projectId), { state: 'cancelled', endedAt });
