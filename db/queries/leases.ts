import { and, eq, lte, sql } from 'drizzle-orm';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import { textParam } from '../params.ts';

/** A hold as its holder knows it: the review and the fencing token of the claim. */
export type Lease = { reviewId: string; token: number };

type HeldBy = { reviewId: string; projectId: string; userId: string; token: number };

/** The review of a lease, where the person still holds it by that very claim. */
const heldBy = ({ tables: { reviews } }: Queryable) =>
  and(
    eq(reviews.id, textParam('reviewId')),
    eq(reviews.projectId, textParam('projectId')),
    eq(reviews.token, sql.placeholder('token')),
    eq(reviews.holderId, textParam('userId')),
    sql`${reviews.state} = 'held'`,
  );

const renew = defineStatement<HeldBy & { expiresAt: number }, { id: string }[]>('leases.renew', (q) => {
  const { reviews } = q.tables;
  return q.db
    .update(reviews)
    .set({ leaseExpiresAt: sql`${sql.placeholder('expiresAt')}` })
    .where(heldBy(q))
    .returning({ id: reviews.id });
});

/**
 * Renews what the person still holds in the project by these very claims; null where the hold has ended. A lease that
 * ran out but was taken by nobody is renewed too.
 */
export const renewLeases = async (
  tx: Transaction,
  projectId: string,
  userId: string,
  leases: Lease[],
  now: number,
  leaseMs: number,
): Promise<{ reviewId: string; expiresAt: number | null }[]> => {
  const expiresAt = now + leaseMs;
  const renewals = [];
  for (const { reviewId, token } of leases) {
    const [row] = await tx.run(renew, { reviewId, projectId, userId, token, expiresAt });
    renewals.push({ reviewId, expiresAt: row ? expiresAt : null });
  }
  return renewals;
};

const release = defineStatement<HeldBy, { id: string }[]>('leases.release', (q) => {
  const { reviews } = q.tables;
  return q.db
    .update(reviews)
    .set({ state: 'open', holderId: null, leaseExpiresAt: null })
    .where(heldBy(q))
    .returning({ id: reviews.id });
});

/** Gives held reviews of the project back to the queue; answers how many were still held by these claims. */
export const releaseLeases = async (
  tx: Transaction,
  projectId: string,
  userId: string,
  leases: Lease[],
): Promise<number> => {
  let released = 0;
  for (const { reviewId, token } of leases)
    released += (await tx.run(release, { reviewId, projectId, userId, token })).length;
  return released;
};

const reopen = defineStatement<{ projectId: string; now: number }, { id: string }[]>(
  'leases.reopen',
  ({ db, tables: { reviews }, dialect }) => {
    const ranOut = db
      .select({ id: reviews.id })
      .from(reviews)
      .where(
        and(
          eq(reviews.projectId, textParam('projectId')),
          sql`${reviews.state} = 'held'`,
          lte(reviews.leaseExpiresAt, sql.placeholder('now')),
        ),
      );
    return db
      .update(reviews)
      .set({ state: 'open', holderId: null, leaseExpiresAt: null })
      .where(sql`${reviews.id} in (${ranOut} ${dialect.skipLocked})`)
      .returning({ id: reviews.id });
  },
);

/**
 * Reopens the project's reviews whose leases have run out; answers how many. Part of every claim, so that no sweep is
 * needed; one that another transaction is at work on is left to that. The state stands in the text, not among the
 * parameters, so that the partial index serves.
 */
export const reopenExpired = async (tx: Transaction, projectId: string, now: number): Promise<number> =>
  (await tx.run(reopen, { projectId, now })).length;
