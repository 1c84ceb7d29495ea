import { and, eq, sql } from 'drizzle-orm';
import { dueTimes } from '../../server/domain/due.ts';
import { laneOfNeed } from '../../server/domain/lanes.ts';
import type { Audience } from '../../server/domain/words.ts';
import { defineStatement, type Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { textParam } from '../params.ts';
import type { Tables } from '../schema.ts';
import type { ReviewRow } from './claims.ts';
import { isUnfinished } from './unfinished.ts';

type Row<T extends keyof Tables> = Tables[T]['$inferSelect'];

/** A review that is opened beyond those that the routing asked for: why, for whom, and of which item. */
export type FurtherReview = Pick<ReviewRow, 'purpose' | 'audience' | 'needs'> & {
  projectId: string;
  itemId: string;
  routing: Pick<Row<'routings'>, 'id' | 'priority' | 'arm' | 'due'>;
  /** Why a lead asks for it; left out: nobody does. */
  requeued?: string;
};

/** The row of a review that waits from now on, in the lane of what it needs. */
export const openedReview = ({ routing, requeued, ...review }: FurtherReview, now: number) => ({
  id: newId(),
  ...review,
  requeued: requeued ?? null,
  routingId: routing.id,
  state: 'open' as const,
  arm: routing.arm ?? 'blind',
  lane: laneOfNeed(review.needs),
  negPriority: -routing.priority,
  createdAt: now,
  ...dueTimes(routing.due, now),
  token: 0,
  goldGiven: false,
});

/** Opens reviews beyond those that routings asked for, ahead of what came later. */
export const openFurtherReviews = async (
  tx: Transaction,
  reviews: readonly FurtherReview[],
  now: number,
): Promise<void> => {
  await tx.insertMany(
    tx.tables.reviews,
    reviews.map((review) => openedReview(review, now)),
  );
};

/** What becomes of a review that is called off: nobody holds it. */
const cancelled = {
  state: 'cancelled',
  closedAt: sql`${sql.placeholder('now')}`,
  holderId: null,
  leaseExpiresAt: null,
} as const;

const cancel = defineStatement<{ id: string; now: number }, unknown>(
  'cancel_review',
  ({ db, tables: { reviews } }) =>
    db
      .update(reviews)
      .set(cancelled)
      .where(eq(reviews.id, textParam('id'))),
);

/** Takes a review that is no longer called for out of its queue, or out of the hands it is in. */
export const cancelReview = async (tx: Transaction, id: string, now: number): Promise<void> => {
  await tx.run(cancel, { id, now });
};

type OfItem = { itemId: string; now: number };

const ordinary = ({ reviews }: Tables) =>
  and(eq(reviews.itemId, textParam('itemId')), sql`${reviews.purpose} = 'review'`);

const waiting = defineStatement<Pick<OfItem, 'itemId'>, { n: number }[]>(
  'ordinary_reviews_waiting',
  ({ db, tables }) =>
    db
      .select({ n: sql`count(*)`.mapWith(Number) })
      .from(tables.reviews)
      .where(and(ordinary(tables), isUnfinished(tables.reviews))),
);

/** How many ordinary reviews of an item wait, also for an answer, or are in somebody's hands. */
export const ordinaryWaiting = async (tx: Transaction, itemId: string): Promise<number> =>
  (await tx.run(waiting, { itemId }))[0]?.n ?? 0;

const withdrawAll = defineStatement<OfItem, { audience: Audience }[]>(
  'withdraw_ordinary_reviews',
  ({ db, tables }) => {
    const { reviews } = tables;
    const inNoHands = sql`(${reviews.state} = 'open' or (${reviews.state} = 'held' and ${reviews.leaseExpiresAt} <= ${sql.placeholder('now')}))`;
    return db
      .update(reviews)
      .set(cancelled)
      .where(and(ordinary(tables), inNoHands))
      .returning({ audience: reviews.audience });
  },
);

/** Takes the ordinary reviews of an item that nobody has in hand out of their queues, which it answers. */
export const withdrawOrdinary = async (tx: Transaction, itemId: string, now: number): Promise<Audience[]> =>
  (await tx.run(withdrawAll, { itemId, now })).map(({ audience }) => audience);

const withdraw = defineStatement<{ id: string; now: number }, { audience: Audience }[]>(
  'withdraw_review',
  ({ db, tables: { reviews } }) =>
    db
      .update(reviews)
      .set(cancelled)
      .where(and(eq(reviews.id, textParam('id')), sql`${reviews.state} = 'open'`))
      .returning({ audience: reviews.audience }),
);

/** Takes a review out of its queue unless somebody has it in hand; answers the queue it was taken out of, or null. */
export const withdrawReview = async (tx: Transaction, id: string, now: number): Promise<Audience | null> =>
  (await tx.run(withdraw, { id, now }))[0]?.audience ?? null;
