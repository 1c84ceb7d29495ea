import { and, eq, sql } from 'drizzle-orm';
import { dueTimes } from '../../server/domain/due.ts';
import { laneOfNeed } from '../../server/domain/lanes.ts';
import type { Audience } from '../../server/domain/words.ts';
import { defineStatement, type Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { textParam } from '../params.ts';
import type { Tables } from '../schema.ts';
import type { ReviewRow } from './claims.ts';

type Row<T extends keyof Tables> = Tables[T]['$inferSelect'];

/** A review that is opened beyond those that the routing asked for: why, for whom, and of which item. */
export type FurtherReview = Pick<ReviewRow, 'purpose' | 'audience' | 'needs'> & {
  projectId: string;
  itemId: string;
  routing: Pick<Row<'routings'>, 'id' | 'priority' | 'arm' | 'due'>;
  /** Why a lead asks for it; left out: nobody does. */
  requeued?: string;
};

/** Opens reviews beyond those that routings asked for, ahead of what came later. */
export const openFurtherReviews = async (
  tx: Transaction,
  reviews: readonly FurtherReview[],
  now: number,
): Promise<void> => {
  await tx.insertMany(
    tx.tables.reviews,
    reviews.map(({ routing, requeued = null, ...review }) => ({
      id: newId(),
      ...review,
      requeued,
      routingId: routing.id,
      state: 'open',
      arm: routing.arm ?? 'blind',
      lane: laneOfNeed(review.needs),
      negPriority: -routing.priority,
      createdAt: now,
      ...dueTimes(routing.due, now),
      token: 0,
      goldGiven: false,
    })),
  );
};

const cancel = defineStatement<{ id: string; now: number }, unknown>(
  'cancel_review',
  ({ db, tables: { reviews } }) =>
    db
      .update(reviews)
      .set({
        state: 'cancelled',
        closedAt: sql`${sql.placeholder('now')}`,
        holderId: null,
        leaseExpiresAt: null,
      })
      .where(eq(reviews.id, textParam('id'))),
);

/** Takes a review that is no longer called for out of its queue, or out of the hands it is in. */
export const cancelReview = async (tx: Transaction, id: string, now: number): Promise<void> => {
  await tx.run(cancel, { id, now });
};

const withdraw = defineStatement<{ id: string; now: number }, { audience: Audience }[]>(
  'withdraw_review',
  ({ db, tables: { reviews } }) =>
    db
      .update(reviews)
      .set({ state: 'cancelled', closedAt: sql`${sql.placeholder('now')}` })
      .where(and(eq(reviews.id, textParam('id')), sql`${reviews.state} = 'open'`))
      .returning({ audience: reviews.audience }),
);

/** Takes a review out of its queue unless somebody has it in hand; answers the queue it was taken out of, or null. */
export const withdrawReview = async (tx: Transaction, id: string, now: number): Promise<Audience | null> =>
  (await tx.run(withdraw, { id, now }))[0]?.audience ?? null;
