import { and, asc, eq, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { nextLane, openLane, type LaneHead } from '../../server/domain/lanes.ts';
import type { Audience } from '../../server/domain/words.ts';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import type { Tables } from '../schema.ts';
import { oneRow, textParam } from '../params.ts';
import { lanesOf } from './lanes.ts';
import { reopenExpired } from './leases.ts';

export type ReviewRow = Tables['reviews']['$inferSelect'];

/** One of the queues that a person takes from: for inspectors or leads, and whom it is kept for. */
export type Queue = { audience: Audience; lane: string };

/** Where a review stands in its queue: by priority, then by when it is due. */
export type QueuePlace = Pick<ReviewRow, 'negPriority' | 'queueAt' | 'id'>;

/**
 * What is known of how far down each queue there is nothing for a person, so that a claim need not look at it again. A
 * hint: where it leads to nothing the whole queue is looked at.
 */
export type ClaimCursor = {
  after(queue: Queue): QueuePlace | null;
  /** Nothing before this place was to be had. */
  reached(queue: Queue, place: QueuePlace): void;
  /** Expired leases gave reviews back to the queue, wherever they stand in it. */
  reopened(): void;
};

const beforeAll: QueuePlace = { negPriority: -1_000_000, queueAt: 0, id: '' };

/** Nobody is given an item they judged, skipped, escalated or saw, or hold or asked about another review of. */
export const mayBeGiven = (q: Queryable, userId: unknown) => {
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

/** A place in a queue, as one person stands before it. */
export type InQueue = Queue & QueuePlace & { projectId: string; userId: string };

/** The reviews of a queue after a place that a person may be given, along one index range. */
export const waitingInQueue = (q: Queryable) => {
  const { reviews } = q.tables;
  return and(
    eq(reviews.projectId, textParam('projectId')),
    eq(reviews.audience, textParam('audience')),
    eq(reviews.lane, textParam('lane')),
    sql`${reviews.state} = 'open'`,
    sql`(${reviews.negPriority}, ${reviews.queueAt}, ${reviews.id}) > (${sql.placeholder('negPriority')}, ${sql.placeholder('queueAt')}, ${sql.placeholder('id')})`,
    mayBeGiven(q, textParam('userId')),
  );
};

/** The order of claiming within a queue. */
export const inOrder = ({ tables: { reviews } }: Queryable) => [
  asc(reviews.negPriority),
  asc(reviews.queueAt),
  asc(reviews.id),
];

/** The first of them. */
const firstInQueue = (q: Queryable) => {
  const { reviews } = q.tables;
  return q.db
    .select({ id: reviews.id })
    .from(reviews)
    .where(waitingInQueue(q))
    .orderBy(...inOrder(q))
    .limit(oneRow);
};

const head = defineStatement<InQueue, { negPriority: number }[]>('head_of_queue', (q) => {
  const { reviews } = q.tables;
  return q.db
    .select({ negPriority: reviews.negPriority })
    .from(reviews)
    .where(eq(reviews.id, sql`(${firstInQueue(q)})`));
});

/** What a claim writes to a review. */
export type Hold = { userId: string; now: number; leaseExpiresAt: number; schemaRevision: number };

export const asHeld = ({ tables: { reviews } }: Queryable) => ({
  state: 'held' as const,
  holderId: textParam('userId'),
  token: sql`${reviews.token} + 1`,
  heldSince: sql`${sql.placeholder('now')}`,
  leaseExpiresAt: sql`${sql.placeholder('leaseExpiresAt')}`,
  schemaRevision: sql`coalesce(${reviews.schemaRevision}, ${sql.placeholder('schemaRevision')})`,
});

/** Claims the next review of a queue in one statement. */
const claimOne = defineStatement<InQueue & Hold, ReviewRow[]>('claim_one_review', (q) => {
  const { reviews } = q.tables;
  return q.db
    .update(reviews)
    .set(asHeld(q))
    .where(eq(reviews.id, sql`(${firstInQueue(q)} ${q.dialect.skipLocked})`))
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

/** Claims up to `count` reviews of one queue. */
const takeFrom = async (
  tx: Transaction,
  { projectId, userId, schemaRevision, now, leaseMs, cursor }: Claim,
  queue: Queue,
  count: number,
): Promise<ReviewRow[]> => {
  const taken: ReviewRow[] = [];
  const held = { projectId, userId, schemaRevision, now, leaseExpiresAt: now + leaseMs, ...queue };
  let after = cursor?.after(queue) ?? null;
  while (taken.length < count) {
    const { negPriority, queueAt, id } = after ?? beforeAll;
    const [row] = await tx.run(claimOne, { ...held, negPriority, queueAt, id });
    if (row) taken.push(row);
    else if (after === null) break;
    after = row ?? null;
  }
  if (after) cursor?.reached(queue, after);
  return taken;
};

const headOf = async (
  tx: Transaction,
  { projectId, userId, cursor }: Claim,
  queue: Queue,
): Promise<LaneHead> => {
  const after = cursor?.after(queue) ?? null;
  const lookAfter = async ({ negPriority, queueAt, id }: QueuePlace) =>
    (await tx.run(head, { projectId, userId, ...queue, negPriority, queueAt, id }))[0];
  const found = (after && (await lookAfter(after))) ?? (await lookAfter(beforeAll));
  return { lane: queue.lane, negPriority: found?.negPriority ?? null };
};

/** Claims up to `count` reviews, at least one, of several lanes: by priority, then in the order of the lanes, then by age. */
const takeByPriority = async (
  tx: Transaction,
  claim: Claim,
  { audience, lanes }: { audience: Audience; lanes: string[] },
  count: number,
): Promise<ReviewRow[]> => {
  const taken: ReviewRow[] = [];
  const heads: LaneHead[] = [];
  for (const lane of lanes) heads.push(await headOf(tx, claim, { audience, lane }));
  for (let lane = nextLane(heads); lane !== null; lane = nextLane(heads)) {
    const queue = { audience, lane };
    const rows = await takeFrom(tx, claim, queue, 1);
    taken.push(...rows);
    if (taken.length === count) break;
    // Where somebody else took what was seen there, it has nothing for this claim.
    const next = rows.length > 0 ? await headOf(tx, claim, queue) : { lane: queue.lane, negPriority: null };
    heads[lanes.indexOf(lane)] = next;
  }
  return taken;
};

/**
 * Claims up to `count` reviews for a person, reopening expired ones first: what is assigned to them, then by priority what
 * is kept for their groups and what is for everybody.
 */
export const claimReviews = async (tx: Transaction, claim: Claim): Promise<ReviewRow[]> => {
  const { projectId, userId, count } = claim;
  if (count === 0) return [];
  if ((await reopenExpired(tx, projectId, claim.now)) > 0) claim.cursor?.reopened();
  const { isAssigned, groups } = await lanesOf(tx, projectId, userId);
  const claimed: ReviewRow[] = [];
  for (const audience of claim.audiences) {
    if (isAssigned)
      claimed.push(...(await takeFrom(tx, claim, { audience, lane: userId }, count - claimed.length)));
    const left = count - claimed.length;
    if (left === 0) break;
    claimed.push(
      ...(groups.length === 0
        ? await takeFrom(tx, claim, { audience, lane: openLane }, left)
        : await takeByPriority(tx, claim, { audience, lanes: [...groups, openLane] }, left)),
    );
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
