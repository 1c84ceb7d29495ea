import { and, count, desc, eq, gte, isNotNull, isNull, lt } from 'drizzle-orm';
import type { Queryable, Transaction } from '../database.ts';

/** Takes a slot of a job; false where an instance has taken it before. */
export const startJobRun = async (
  tx: Transaction,
  id: string,
  name: string,
  at: number,
): Promise<boolean> => {
  const { jobRuns } = tx.tables;
  const rows = await tx.db
    .insert(jobRuns)
    .values({ id, name, startedAt: at })
    .onConflictDoNothing()
    .returning({ id: jobRuns.id });
  return rows.length > 0;
};

/** Notes how a run ended. */
export const finishJobRun = async (
  tx: Transaction,
  id: string,
  at: number,
  error: string | null,
): Promise<void> => {
  const { jobRuns } = tx.tables;
  await tx.db.update(jobRuns).set({ finishedAt: at, error }).where(eq(jobRuns.id, id));
};

/** When the latest run of a job that went well ended, in epoch milliseconds; null: none is known. */
export const lastSuccess = async (q: Queryable, name: string): Promise<number | null> => {
  const { jobRuns: r } = q.tables;
  const [row] = await q.db
    .select({ at: r.finishedAt })
    .from(r)
    .where(and(eq(r.name, name), isNull(r.error), isNotNull(r.finishedAt)))
    .orderBy(desc(r.startedAt))
    .limit(1);
  return row?.at ?? null;
};

/** How many runs that began since an instant failed, of whatever job. */
export const failedRuns = async (q: Queryable, since: number): Promise<number> => {
  const { jobRuns: r } = q.tables;
  const [row] = await q.db
    .select({ n: count() })
    .from(r)
    .where(and(isNotNull(r.error), gte(r.startedAt, since)));
  return row?.n ?? 0;
};

/** Forgets runs that began before an instant. */
export const forgetJobRuns = async (tx: Transaction, before: number): Promise<void> => {
  const { jobRuns } = tx.tables;
  await tx.db.delete(jobRuns).where(lt(jobRuns.startedAt, before));
};
