import { and, eq, lte, sql } from 'drizzle-orm';
import { raisedBy } from '../../server/domain/due.ts';
import type { Queryable, Transaction } from '../database.ts';
import { isWork } from './gold.ts';
import { isUnfinished } from './unfinished.ts';

/** Reviews that are to be decided and were not in time, and those that are due soon. */
export type DueNumbers = { overdue: number; soon: number };

/** The condition on a review that it has a due time and is work that is not decided, also where it waits for an answer. */
export const isDueYet = (q: Queryable) => {
  const { reviews: r } = q.tables;
  return and(sql`${r.dueAt} is not null`, isUnfinished(r), isWork(q));
};

/** How the reviews of a project stand that have a due time and are not decided. */
export const dueNumbers = async (q: Queryable, projectId: string, now: number): Promise<DueNumbers> => {
  const { reviews: r } = q.tables;
  const [row] = await q.db
    .select({
      overdue: sql<number>`count(*) filter (where ${r.dueAt} <= ${now})`.mapWith(Number),
      soon: sql<number>`count(*) filter (where ${r.dueAt} > ${now} and ${r.raiseAt} <= ${now})`.mapWith(
        Number,
      ),
    })
    .from(r)
    .where(and(eq(r.projectId, projectId), isDueYet(q)));
  return row ?? { overdue: 0, soon: 0 };
};

/**
 * Raises the priority of reviews that wait and are due soon, each once and at most so many; answers the projects they are
 * of, one for each review. What another transaction is at work on is left for the next time.
 */
export const raiseDue = async (tx: Transaction, now: number, atMost: number): Promise<string[]> => {
  const { reviews: r } = tx.tables;
  const soon = tx.db
    .select({ id: r.id })
    .from(r)
    .where(
      and(
        sql`${r.state} = 'open' and ${r.raiseAt} is not null and ${r.raisedAt} is null`,
        lte(r.raiseAt, now),
      ),
    )
    .orderBy(r.raiseAt)
    .limit(atMost);
  const rows = await tx.db
    .update(r)
    .set({ negPriority: sql`${r.negPriority} - ${raisedBy}`, raisedAt: now })
    .where(sql`${r.id} in (${soon} ${tx.dialect.skipLocked})`)
    .returning({ projectId: r.projectId });
  return rows.map(({ projectId }) => projectId);
};
