import { and, eq, lte, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';

/** A hold as its holder knows it: the review and the fencing token of the claim. */
export type Lease = { reviewId: string; token: number };

/** The review of a lease, where the person still holds it by that very claim. */
const heldBy = ({ tables: { reviews } }: Transaction, projectId: string, userId: string, lease: Lease) =>
  and(
    eq(reviews.id, lease.reviewId),
    eq(reviews.projectId, projectId),
    eq(reviews.token, lease.token),
    eq(reviews.holderId, userId),
    eq(reviews.state, 'held'),
  );

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
  const { reviews } = tx.tables;
  const expiresAt = now + leaseMs;
  const renewals = [];
  for (const lease of leases) {
    const [row] = await tx.db
      .update(reviews)
      .set({ leaseExpiresAt: expiresAt })
      .where(heldBy(tx, projectId, userId, lease))
      .returning({ id: reviews.id });
    renewals.push({ reviewId: lease.reviewId, expiresAt: row ? expiresAt : null });
  }
  return renewals;
};

/** Gives held reviews of the project back to the queue; answers how many were still held by these claims. */
export const releaseLeases = async (
  tx: Transaction,
  projectId: string,
  userId: string,
  leases: Lease[],
): Promise<number> => {
  const { reviews } = tx.tables;
  let released = 0;
  for (const lease of leases) {
    const rows = await tx.db
      .update(reviews)
      .set({ state: 'open', holderId: null, leaseExpiresAt: null })
      .where(heldBy(tx, projectId, userId, lease))
      .returning({ id: reviews.id });
    released += rows.length;
  }
  return released;
};

/**
 * Reopens the project's reviews whose leases have run out; answers how many. Part of every claim, so that no sweep is
 * needed; one that another transaction is at work on is left to that. The state stands in the text, not among the
 * parameters, so that the partial index serves.
 */
export const reopenExpired = async (tx: Transaction, projectId: string, now: number): Promise<number> => {
  const { reviews } = tx.tables;
  const ranOut = tx.db
    .select({ id: reviews.id })
    .from(reviews)
    .where(
      and(eq(reviews.projectId, projectId), sql`${reviews.state} = 'held'`, lte(reviews.leaseExpiresAt, now)),
    );
  const rows = await tx.db
    .update(reviews)
    .set({ state: 'open', holderId: null, leaseExpiresAt: null })
    .where(sql`${reviews.id} in (${ranOut} ${tx.dialect.skipLocked})`)
    .returning({ id: reviews.id });
  return rows.length;
};
