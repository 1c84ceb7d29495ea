import { and, eq, isNull, sql } from 'drizzle-orm';
import { areAlike, gridReach, type GridCell } from '../../server/domain/grid.ts';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import { textParam } from '../params.ts';
import {
  asHeld,
  claimReviews,
  inOrder,
  mayBeGiven,
  waitingInQueue,
  type Claim,
  type Hold,
  type InQueue,
  type ReviewRow,
} from './claims.ts';

type Candidate = Pick<ReviewRow, 'id' | 'arm' | 'schemaRevision'> & { suggested: GridCell['suggested'] };

/** What decides whether a review stands in a grid. The suggestion of a blind one is never read. */
const ofCandidate = ({ tables: { reviews, predictions } }: Queryable) => ({
  id: reviews.id,
  arm: reviews.arm,
  schemaRevision: reviews.schemaRevision,
  suggested: predictions.value,
});

const joined = (q: Queryable) => {
  const { reviews, routings, predictions } = q.tables;
  return q.db
    .select(ofCandidate(q))
    .from(reviews)
    .innerJoin(routings, eq(routings.id, reviews.routingId))
    .leftJoin(predictions, and(eq(predictions.id, routings.predictionId), sql`${reviews.arm} = 'assisted'`));
};

const oneCandidate = defineStatement<{ id: string }, Candidate[]>('grid.candidate', (q) =>
  joined(q).where(eq(q.tables.reviews.id, textParam('id'))),
);

// Written out, as `oneRow` is.
const reach = sql.raw(String(gridReach)) as unknown as number;

/** What stands within reach behind a place of a queue and is judged like any other: by itself, as it came in. */
const candidates = defineStatement<InQueue, Candidate[]>('grid.candidates', (q) => {
  const { reviews } = q.tables;
  return joined(q)
    .where(
      and(
        waitingInQueue(q),
        sql`${reviews.purpose} <> 'adjudication'`,
        isNull(reviews.escalation),
        isNull(reviews.questionId),
      ),
    )
    .orderBy(...inOrder(q))
    .limit(reach);
});

/** Claims this very review, where it still waits and the person may still be given it. */
const claimThis = defineStatement<{ id: string } & Hold, ReviewRow[]>('grid.claim', (q) => {
  const { reviews } = q.tables;
  const free = q.db
    .select({ id: reviews.id })
    .from(reviews)
    .where(
      and(
        eq(reviews.id, textParam('id')),
        sql`${reviews.state} = 'open'`,
        mayBeGiven(q, textParam('userId')),
      ),
    );
  return q.db
    .update(reviews)
    .set(asHeld(q))
    .where(eq(reviews.id, sql`(${free} ${q.dialect.skipLocked})`))
    .returning();
});

/** Whether others may be judged beside it; what differs, was escalated or asked about is judged by itself. */
const standsInGrid = ({ purpose, escalation, questionId }: ReviewRow): boolean =>
  purpose !== 'adjudication' && escalation === null && questionId === null;

/**
 * Claims up to `count` reviews for a grid: the head of what the person is given next, and those like it that stand within
 * reach behind it in the same queue. As the head is the one that any claim would give, nothing waits for ever.
 */
export const claimGrid = async (tx: Transaction, claim: Claim): Promise<ReviewRow[]> => {
  const { projectId, userId, schemaRevision, now, leaseMs, count } = claim;
  const [head] = await claimReviews(tx, { ...claim, count: Math.min(1, count) });
  if (!head) return [];
  const [like] = standsInGrid(head) ? await tx.run(oneCandidate, { id: head.id }) : [];
  if (!like) return [head];
  const cellOf = (c: Candidate): GridCell => ({ ...c, schemaRevision: c.schemaRevision ?? schemaRevision });
  const { audience, lane, negPriority, queueAt, id } = head;
  const near = await tx.run(candidates, { projectId, userId, audience, lane, negPriority, queueAt, id });
  const taken = [head];
  for (const candidate of near) {
    if (taken.length === count) break;
    if (!areAlike(cellOf(like), cellOf(candidate))) continue;
    const hold = { userId, now, leaseExpiresAt: now + leaseMs, schemaRevision };
    taken.push(...(await tx.run(claimThis, { id: candidate.id, ...hold })));
  }
  return taken;
};
