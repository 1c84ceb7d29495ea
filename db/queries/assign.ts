import { and, eq, inArray, ne, sql, type SQL } from 'drizzle-orm';
import type { Assignable } from '../../server/domain/assigning.ts';
import type { Queryable, Transaction } from '../database.ts';
import { reopenExpired } from './leases.ts';

/** Reviews by their ids, or all that wait of the items of these keys. */
export type WhichReviews = { reviews: string[] } | { keys: string[] };

/** A review that waits or is held. */
export type WaitingReview = Assignable & { id: string; itemId: string; key: string; holder: string | null };

const ofThese = ({ tables: { reviews, items } }: Queryable, which: WhichReviews) =>
  'reviews' in which
    ? inArray(reviews.id, which.reviews)
    : and(inArray(items.key, which.keys), ne(reviews.purpose, 'gold'));

/** Locks the items of these ids, in the order in which everybody does, until the transaction ends. */
export const lockItems = async (tx: Transaction, ids: string[]): Promise<void> => {
  const { items } = tx.tables;
  if (tx.dialect.name === 'sqlite' || ids.length === 0) return; // the one writer has all others locked out
  await tx.db
    .select({ id: items.id })
    .from(items)
    .where(sql`${inArray(items.id, ids)} order by ${items.id} ${tx.dialect.forUpdate}`);
};

/** Reviews that wait or are held, locked with their items; whose lease has run out waits. */
export const lockWaiting = async (
  tx: Transaction,
  projectId: string,
  which: WhichReviews,
  now: number,
): Promise<WaitingReview[]> => {
  const { reviews, items, users } = tx.tables;
  const found = and(
    eq(reviews.projectId, projectId),
    eq(items.projectId, projectId),
    ofThese(tx, which),
    sql`${reviews.state} in ('open', 'held')`,
  );
  const waiting = (lock: SQL) =>
    tx.db
      .select({
        id: reviews.id,
        itemId: reviews.itemId,
        key: items.key,
        audience: reviews.audience,
        lane: reviews.lane,
        needs: reviews.needs,
        holderId: reviews.holderId,
        holder: users.name,
      })
      .from(reviews)
      .innerJoin(items, eq(items.id, reviews.itemId))
      .leftJoin(users, eq(users.id, reviews.holderId))
      .where(sql`${found} order by ${reviews.itemId}, ${reviews.id} ${lock}`);
  const seen = await waiting(sql``);
  await lockItems(tx, [...new Set(seen.map(({ itemId }) => itemId))]);
  await reopenExpired(tx, projectId, now);
  return waiting(tx.dialect.name === 'postgres' ? sql`${tx.dialect.forUpdate} OF ${reviews}` : sql``);
};

/** Those of these items that a person can no longer be given. */
export const knownItems = async (
  tx: Transaction,
  userId: string,
  itemIds: string[],
): Promise<Set<string>> => {
  const { involvements: i } = tx.tables;
  if (itemIds.length === 0) return new Set();
  const rows = await tx.db
    .select({ itemId: i.itemId })
    .from(i)
    .where(and(eq(i.userId, userId), inArray(i.itemId, itemIds)));
  return new Set(rows.map(({ itemId }) => itemId));
};

/**
 * Puts reviews into a lane, with what they need; answers those that still waited. `endsHold`: out of the hands they are in,
 * and what comes from those is late.
 */
export const putInLane = async (
  tx: Transaction,
  ids: string[],
  { lane, needs, endsHold }: { lane: string; needs: string | null; endsHold: boolean },
): Promise<string[]> => {
  const { reviews } = tx.tables;
  if (ids.length === 0) return [];
  const rows = await tx.db
    .update(reviews)
    .set({
      lane,
      needs,
      ...(endsHold && {
        state: 'open',
        token: sql`${reviews.token} + 1`,
        holderId: null,
        leaseExpiresAt: null,
      }),
    })
    .where(and(inArray(reviews.id, ids), sql`${reviews.state} in ('open', 'held')`))
    .returning({ id: reviews.id });
  return rows.map(({ id }) => id);
};
