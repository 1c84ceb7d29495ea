import { and, asc, desc, eq, ne } from 'drizzle-orm';
import type { InvolvementKind, Json } from '../../server/domain/words.ts';
import type { Queryable, Transaction } from '../database.ts';
import type { Tables } from '../schema.ts';
import type { ReviewRow } from './claims.ts';

export type DecisionRow = Tables['decisions']['$inferSelect'];

/** A decision by its client-made id. */
export const decisionById = async (q: Queryable, id: string): Promise<DecisionRow | null> => {
  const { decisions } = q.tables;
  const [row] = await q.db.select().from(decisions).where(eq(decisions.id, id));
  return row ?? null;
};

/**
 * A review of the project, locked with its item, so that two decisions on one item, and a decision and a claim, follow
 * one another; null: there is no such review in this project.
 */
export const lockReview = async (
  tx: Transaction,
  projectId: string,
  reviewId: string,
): Promise<ReviewRow | null> => {
  const { reviews, items } = tx.tables;
  const ofReview = and(eq(reviews.id, reviewId), eq(reviews.projectId, projectId));
  const [found] = await tx.db.select({ itemId: reviews.itemId }).from(reviews).where(ofReview);
  if (!found) return null;
  await tx.lockRow(items, found.itemId);
  await tx.lockRow(reviews, reviewId);
  const [row] = await tx.db.select().from(reviews).where(ofReview);
  return row ?? null;
};

/** Whether the person has answered another review of this item. */
export const answeredElsewhere = async (
  q: Queryable,
  itemId: string,
  reviewId: string,
  userId: string,
): Promise<boolean> => {
  const { decisions } = q.tables;
  const [row] = await q.db
    .select({ id: decisions.id })
    .from(decisions)
    .where(
      and(
        eq(decisions.itemId, itemId),
        eq(decisions.userId, userId),
        eq(decisions.kind, 'answer'),
        ne(decisions.reviewId, reviewId),
      ),
    )
    .limit(1);
  return row !== undefined;
};

/** The person's answer to this review that was not changed since; null: none. */
export const answerTo = async (
  q: Queryable,
  reviewId: string,
  userId: string,
): Promise<DecisionRow | null> => {
  const { decisions } = q.tables;
  const [row] = await q.db
    .select()
    .from(decisions)
    .where(
      and(
        eq(decisions.reviewId, reviewId),
        eq(decisions.userId, userId),
        eq(decisions.kind, 'answer'),
        ne(decisions.standing, 'superseded'),
      ),
    )
    .limit(1);
  return row ?? null;
};

/** Keeps a decision. */
export const insertDecision = async (tx: Transaction, row: DecisionRow): Promise<void> => {
  await tx.db.insert(tx.tables.decisions).values(row);
};

/** Marks a decision as changed by its author. */
export const supersedeDecision = async (tx: Transaction, id: string): Promise<void> => {
  const { decisions } = tx.tables;
  await tx.db.update(decisions).set({ standing: 'superseded' }).where(eq(decisions.id, id));
};

/**
 * Notes that a person can no longer be given an item; to have seen it weighs more than to have passed it on, to have
 * judged it most. What they hold of it goes back to the queue, as the second review of an item whose first they answered late. The caller holds the item's lock.
 */
export const involve = async (
  tx: Transaction,
  itemId: string,
  userId: string,
  kind: InvolvementKind,
  at: number,
): Promise<void> => {
  const { involvements, reviews } = tx.tables;
  await tx.db
    .update(reviews)
    .set({ state: 'open', holderId: null, leaseExpiresAt: null })
    .where(and(eq(reviews.itemId, itemId), eq(reviews.holderId, userId), eq(reviews.state, 'held')));
  const insert = tx.db.insert(involvements).values({ itemId, userId, kind, at });
  if (kind === 'skipped' || kind === 'escalated') await insert.onConflictDoNothing();
  else
    await insert.onConflictDoUpdate({
      target: [involvements.itemId, involvements.userId],
      set: { kind, at },
      ...(kind === 'saw' ? { setWhere: ne(involvements.kind, 'judged') } : {}),
    });
};

/** Why the person can no longer be given the item; null: they can. */
export const involvementOf = async (
  q: Queryable,
  itemId: string,
  userId: string,
): Promise<InvolvementKind | null> => {
  const { involvements } = q.tables;
  const [row] = await q.db
    .select({ kind: involvements.kind })
    .from(involvements)
    .where(and(eq(involvements.itemId, itemId), eq(involvements.userId, userId)));
  return row?.kind ?? null;
};

/** Moves a review to another state, ending its hold. */
export const setReview = async (
  tx: Transaction,
  id: string,
  set: Partial<Pick<ReviewRow, 'state' | 'audience' | 'escalation' | 'closedAt' | 'schemaRevision'>>,
): Promise<void> => {
  const { reviews } = tx.tables;
  await tx.db
    .update(reviews)
    .set({ ...set, holderId: null, leaseExpiresAt: null })
    .where(eq(reviews.id, id));
};

/** The latest decisions of a person in a project that were not changed since, newest first. */
export const latestDecisions = async (
  q: Queryable,
  projectId: string,
  userId: string,
  limit: number,
): Promise<{ decision: DecisionRow; review: ReviewRow }[]> => {
  const { decisions, reviews } = q.tables;
  return q.db
    .select({ decision: decisions, review: reviews })
    .from(decisions)
    .innerJoin(reviews, eq(reviews.id, decisions.reviewId))
    .where(
      and(
        eq(decisions.projectId, projectId),
        eq(decisions.userId, userId),
        ne(decisions.standing, 'superseded'),
      ),
    )
    .orderBy(desc(decisions.createdAt), desc(decisions.id))
    .limit(limit);
};

/** The standing answers on an item, oldest first, with what each review was for. */
export const standingAnswers = async (
  q: Queryable,
  itemId: string,
): Promise<
  { id: string; value: Json; userId: string; purpose: ReviewRow['purpose']; createdAt: number }[]
> => {
  const { decisions, reviews } = q.tables;
  return q.db
    .select({
      id: decisions.id,
      value: decisions.value,
      userId: decisions.userId,
      purpose: reviews.purpose,
      createdAt: decisions.createdAt,
    })
    .from(decisions)
    .innerJoin(reviews, eq(reviews.id, decisions.reviewId))
    .where(
      and(eq(decisions.itemId, itemId), eq(decisions.kind, 'answer'), eq(decisions.standing, 'standing')),
    )
    .orderBy(asc(decisions.createdAt), asc(decisions.id));
};
