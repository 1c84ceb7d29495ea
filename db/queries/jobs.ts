import { eq, lt } from 'drizzle-orm';
import type { Transaction } from '../database.ts';

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

/** Forgets runs that began before an instant. */
export const forgetJobRuns = async (tx: Transaction, before: number): Promise<void> => {
  const { jobRuns } = tx.tables;
  await tx.db.delete(jobRuns).where(lt(jobRuns.startedAt, before));
};
