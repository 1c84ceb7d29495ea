import { and, asc, eq, gt, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Audience } from '../../server/domain/words.ts';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import type { Tables } from '../schema.ts';
import { oneRow, textParam } from '../params.ts';
import { isWork } from './gold.ts';
import { reopenExpired } from './leases.ts';

export type ReviewRow = Tables['reviews']['$inferSelect'];

/** Where a review stands in its queue: by priority, then by when it is due. */
export type QueuePlace = Pick<ReviewRow, 'negPriority' | 'queueAt' | 'id'>;

/**
 * What is known of how far down each queue there is nothing for a person, so that a claim need not look at it again. A
 * hint: where it leads to nothing the whole queue is looked at.
 */
export type ClaimCursor = {
  after(audience: Audience): QueuePlace | null;
  /** Nothing before this place was to be had. */
  reached(audience: Audience, place: QueuePlace): void;
  /** Expired leases gave reviews back to the queue, wherever they stand in it. */
  reopened(): void;
};

const beforeAll: QueuePlace = { negPriority: -1_000_000, queueAt: 0, id: '' };

type ClaimParams = QueuePlace & {
  projectId: string;
  audience: Audience;
  userId: string;
  leaseExpiresAt: number;
  schemaRevision: number;
};

/** Nobody is given an item they judged, skipped, escalated or saw, or hold or asked about another review of. */
const mayBeGiven = (q: Queryable, userId: unknown) => {
  const { involvements, reviews } = q.tables;
  const mine = alias(reviews, 'mine');
  const one = { one: sql`1` };
  return and(
    notExists(
      q.db
        .select(one)
        .from(involvements)
        .where(and(eq(involvements.itemId, reviews.itemId), sql`${involvements.userId} = ${userId}`)),
    ),
    notExists(
      q.db
        .select(one)
        .from(mine)
        .where(
          and(
            eq(mine.itemId, reviews.itemId),
            sql`${mine.holderId} = ${userId}`,
            sql`${mine.state} in ('held', 'asked')`,
          ),
        ),
    ),
  );
};

/** Claims the next review in one statement: by priority, then what is due soonest, whole along one index range. */
const claimOne = defineStatement<ClaimParams, ReviewRow[]>('claim_one_review', (q) => {
  const { reviews } = q.tables;
  const userId = textParam('userId');
  const next = q.db
    .select({ id: reviews.id })
    .from(reviews)
    .where(
      and(
        eq(reviews.projectId, textParam('projectId')),
        eq(reviews.audience, textParam('audience')),
        sql`${reviews.state} = 'open'`,
        sql`(${reviews.negPriority}, ${reviews.queueAt}, ${reviews.id}) > (${sql.placeholder('negPriority')}, ${sql.placeholder('queueAt')}, ${sql.placeholder('id')})`,
        mayBeGiven(q, userId),
      ),
    )
    .orderBy(asc(reviews.negPriority), asc(reviews.queueAt), asc(reviews.id))
    .limit(oneRow);
  return q.db
    .update(reviews)
    .set({
      state: 'held',
      holderId: sql`${userId}`,
      token: sql`${reviews.token} + 1`,
      leaseExpiresAt: sql`${sql.placeholder('leaseExpiresAt')}`,
      schemaRevision: sql`coalesce(${reviews.schemaRevision}, ${sql.placeholder('schemaRevision')})`,
    })
    .where(eq(reviews.id, sql`(${next} ${q.dialect.skipLocked})`))
    .returning();
});

/** What a claim is made for. */
export type Claim = {
  projectId: string;
  userId: string;
  /** Queues to take from, in this order. */
  audiences: Audience[];
  count: number;
  now: number;
  leaseMs: number;
  /** The label schema in force, which reviews opened by this claim keep. */
  schemaRevision: number;
  cursor?: ClaimCursor;
};

/** Claims up to `count` reviews for a person, reopening expired ones first. */
export const claimReviews = async (tx: Transaction, claim: Claim): Promise<ReviewRow[]> => {
  const { projectId, userId, schemaRevision, now, leaseMs } = claim;
  if (claim.count === 0) return [];
  if ((await reopenExpired(tx, projectId, now)) > 0) claim.cursor?.reopened();
  const claimed: ReviewRow[] = [];
  for (const audience of claim.audiences) {
    let after = claim.cursor?.after(audience) ?? null;
    while (claimed.length < claim.count) {
      const held = { projectId, audience, userId, leaseExpiresAt: now + leaseMs, schemaRevision };
      const { negPriority, queueAt, id } = after ?? beforeAll;
      const [row] = await tx.run(claimOne, { ...held, negPriority, queueAt, id });
      if (row) claimed.push(row);
      else if (after === null) break;
      after = row ?? null;
    }
    if (after) claim.cursor?.reached(audience, after);
  }
  return claimed;
};

const resume = defineStatement<{ projectId: string; userId: string; leaseExpiresAt: number }, ReviewRow[]>(
  'resume_held_reviews',
  ({ db, tables: { reviews } }) =>
    db
      .update(reviews)
      .set({ leaseExpiresAt: sql`${sql.placeholder('leaseExpiresAt')}` })
      .where(
        and(
          eq(reviews.holderId, textParam('userId')),
          sql`${reviews.state} = 'held'`,
          eq(reviews.projectId, textParam('projectId')),
        ),
      )
      .returning(),
);

/** What the person holds in the project, in the order of claiming, renewed. */
export const resumeHeld = async (
  tx: Transaction,
  projectId: string,
  userId: string,
  now: number,
  leaseMs: number,
): Promise<ReviewRow[]> => {
  const rows = await tx.run(resume, { projectId, userId, leaseExpiresAt: now + leaseMs });
  return rows.toSorted(
    (a, b) => a.negPriority - b.negPriority || a.queueAt - b.queueAt || (a.id < b.id ? -1 : 1),
  );
};

/** How many reviews are open in each queue, and how many of those the person may be given. */
const openByAudience = defineStatement<
  { projectId: string; userId: string },
  { audience: Audience; all: number; claimable: number }[]
>('open_reviews_by_audience', (q) => {
  const { reviews } = q.tables;
  const userId = textParam('userId');
  return q.db
    .select({
      audience: reviews.audience,
      all: sql<number>`count(*)`.mapWith(Number),
      claimable: sql<number>`count(*) filter (where ${mayBeGiven(q, userId)})`.mapWith(Number),
    })
    .from(reviews)
    .where(and(eq(reviews.projectId, textParam('projectId')), sql`${reviews.state} = 'open'`, isWork(q)))
    .groupBy(reviews.audience);
});

const heldByOthers = defineStatement<{ projectId: string; userId: string; now: number }, { n: number }[]>(
  'reviews_held_by_others',
  ({ db, tables: { reviews } }) =>
    db
      .select({ n: sql<number>`count(*)`.mapWith(Number) })
      .from(reviews)
      .where(
        and(
          eq(reviews.projectId, textParam('projectId')),
          sql`${reviews.state} = 'held'`,
          gt(reviews.leaseExpiresAt, sql.placeholder('now')),
          sql`${reviews.holderId} <> ${textParam('userId')}`,
        ),
      ),
);

const asked = defineStatement<{ projectId: string }, { n: number }[]>(
  'reviews_asked_about',
  ({ db, tables: { reviews } }) =>
    db
      .select({ n: sql<number>`count(*)`.mapWith(Number) })
      .from(reviews)
      .where(and(eq(reviews.projectId, textParam('projectId')), sql`${reviews.state} = 'asked'`)),
);

/** How many reviews wait for a lead's answer to a question. */
const askedAbout = async (q: Queryable, projectId: string): Promise<number> =>
  (await q.run(asked, { projectId }))[0]?.n ?? 0;

/** Why there is no more to claim, in counts of reviews. */
export const availabilityFor = async (
  q: Queryable,
  projectId: string,
  userId: string,
  audiences: Audience[],
  now: number,
): Promise<{
  claimable: number;
  excluded: number;
  heldByOthers: number;
  forLeads: number;
  asked: number;
}> => {
  const queues = await q.run(openByAudience, { projectId, userId });
  const theirs = queues.filter(({ audience }) => audiences.includes(audience));
  const claimable = theirs.reduce((sum, queue) => sum + queue.claimable, 0);
  const [held] = await q.run(heldByOthers, { projectId, userId, now });
  return {
    claimable,
    excluded: theirs.reduce((sum, queue) => sum + queue.all, 0) - claimable,
    heldByOthers: held?.n ?? 0,
    forLeads: queues.find(({ audience }) => audience === 'lead')?.all ?? 0,
    asked: await askedAbout(q, projectId),
  };
};
