import { and, asc, desc, eq, ne, or, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { openLane } from '../../server/domain/lanes.ts';
import type { InvolvementKind } from '../../server/domain/words.ts';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import type { Tables } from '../schema.ts';
import { textParam } from '../params.ts';
import type { ReviewRow } from './claims.ts';

export type DecisionRow = Tables['decisions']['$inferSelect'];

const byId = defineStatement<{ id: string }, DecisionRow[]>('decision_by_id', ({ db, tables }) => {
  const { decisions } = tables;
  return db
    .select()
    .from(decisions)
    .where(eq(decisions.id, textParam('id')));
});

/** A decision by its client-made id. */
export const decisionById = async (q: Queryable, id: string): Promise<DecisionRow | null> =>
  (await q.run(byId, { id }))[0] ?? null;

/** A decision with what its review was for. */
export type DecisionInPlace = DecisionRow & Pick<ReviewRow, 'purpose'>;

const around = defineStatement<
  { itemId: string; id: string },
  { decision: DecisionRow; purpose: ReviewRow['purpose'] }[]
>('decisions_around', ({ db, tables: { decisions, reviews } }) =>
  db
    .select({ decision: decisions, purpose: reviews.purpose })
    .from(decisions)
    .innerJoin(reviews, eq(reviews.id, decisions.reviewId))
    .where(or(eq(decisions.itemId, textParam('itemId')), eq(decisions.id, textParam('id'))))
    .orderBy(asc(decisions.createdAt), asc(decisions.id)),
);

/** All decisions on an item, oldest first, and the one that has this id already, on whatever item (null: none). */
export const decisionsAround = async (
  q: Queryable,
  itemId: string,
  id: string,
): Promise<{ onItem: DecisionInPlace[]; sameId: DecisionRow | null }> => {
  const rows = (await q.run(around, { itemId, id })).map(({ decision, purpose }) => ({
    ...decision,
    purpose,
  }));
  return {
    onItem: rows.filter((row) => row.itemId === itemId),
    sameId: rows.find((row) => row.id === id) ?? null,
  };
};

/** Keeps a decision. */
export const insertDecision = (tx: Transaction, row: DecisionRow): Promise<void> =>
  tx.insertMany(tx.tables.decisions, [row]);

const supersede = defineStatement<{ id: string }, unknown>('supersede_decision', ({ db, tables }) => {
  const { decisions } = tables;
  return db
    .update(decisions)
    .set({ standing: 'superseded' })
    .where(eq(decisions.id, textParam('id')));
});

/** Marks a decision as changed by its author. */
export const supersedeDecision = async (tx: Transaction, id: string): Promise<void> => {
  await tx.run(supersede, { id });
};

type Involvement = { itemId: string; userId: string; kind: InvolvementKind; at: number };

/** To have seen an item weighs more than to have passed it on, to have judged it most. */
const noteInvolvement = (kind: InvolvementKind) =>
  defineStatement<Involvement, unknown>(`involve.${kind}`, ({ db, tables: { involvements } }) => {
    const insert = db.insert(involvements).values({
      itemId: sql.placeholder('itemId'),
      userId: sql.placeholder('userId'),
      kind: sql.placeholder('kind'),
      at: sql.placeholder('at'),
    });
    return kind === 'skipped' || kind === 'escalated'
      ? insert.onConflictDoNothing()
      : insert.onConflictDoUpdate({
          target: [involvements.itemId, involvements.userId],
          set: { kind: sql`excluded.kind`, at: sql`excluded.at` },
          ...(kind === 'saw' ? { setWhere: ne(involvements.kind, 'judged') } : {}),
        });
  });

const whatIsHeld = ({ reviews }: Tables) =>
  and(eq(reviews.holderId, textParam('userId')), sql`${reviews.state} = 'held'`);

/** What is assigned to the person goes back to those who may be given it otherwise. */
const laneWithout = ({ reviews }: Tables) =>
  sql`case when ${reviews.lane} = ${textParam('userId')} then coalesce(${reviews.needs}, ${sql.raw(`'${openLane}'`)}) else ${reviews.lane} end`;

const isTheirs = (tables: Tables) =>
  or(
    whatIsHeld(tables),
    and(eq(tables.reviews.lane, textParam('userId')), sql`${tables.reviews.state} = 'open'`),
  );

const giveBack = defineStatement<{ itemId: string; userId: string }, unknown>(
  'give_back_item',
  ({ db, tables }) => {
    const { reviews } = tables;
    return db
      .update(reviews)
      .set({ state: 'open', lane: laneWithout(tables), holderId: null, leaseExpiresAt: null })
      .where(and(eq(reviews.itemId, textParam('itemId')), isTheirs(tables)));
  },
);

/**
 * Notes that a person can no longer be given an item. What they hold of it, or is assigned to them, goes back to the queue, as the second review
 * of an item whose first they answered late. The caller holds the item's lock.
 */
export const involve = async (
  tx: Transaction,
  itemId: string,
  userId: string,
  kind: InvolvementKind,
  at: number,
): Promise<void> => {
  await tx.run(giveBack, { itemId, userId });
  await tx.run(noteInvolvement(kind), { itemId, userId, kind, at });
};

/** What becomes of a review whose work a person ends. */
type Outcome = Pick<ReviewRow, 'state' | 'audience' | 'needs' | 'escalation' | 'closedAt' | 'schemaRevision'>;

/** The review ends as told; what else the person holds of its item goes back to the queue. */
const end = defineStatement<
  Omit<Outcome, 'escalation'> & { id: string; itemId: string; userId: string; escalation: string | null },
  unknown
>('end_review', ({ db, tables }) => {
  const { reviews } = tables;
  const isThis = eq(reviews.id, textParam('id'));
  const either = (name: keyof Outcome, forOthers: SQL | SQLiteColumn) =>
    sql`case when ${isThis} then ${sql.placeholder(name)} else ${forOthers} end`;
  return db
    .update(reviews)
    .set({
      state: either('state', sql`'open'`),
      audience: either('audience', reviews.audience),
      // Whatever it was kept for: an escalation is for any lead, and a skipped one is not for whom it was assigned to.
      lane: sql`case when ${isThis} and ${sql.placeholder('audience')} = 'lead' then ${sql.raw(`'${openLane}'`)} else ${laneWithout(tables)} end`,
      needs: either('needs', reviews.needs),
      escalation: either('escalation', reviews.escalation),
      closedAt: either('closedAt', reviews.closedAt),
      schemaRevision: either('schemaRevision', reviews.schemaRevision),
      holderId: null,
      leaseExpiresAt: null,
    })
    .where(and(eq(reviews.itemId, textParam('itemId')), or(isThis, isTheirs(tables))));
});

/** Ends a person's work on a review and on its item, as `involve` does. The caller holds the item's lock. */
export const endReview = async (
  tx: Transaction,
  review: ReviewRow,
  userId: string,
  kind: InvolvementKind,
  outcome: Partial<Outcome>,
  at: number,
): Promise<void> => {
  const { id, itemId, state, audience, needs, escalation, closedAt, schemaRevision } = {
    ...review,
    ...outcome,
  };
  const as = {
    state,
    audience,
    needs,
    closedAt,
    schemaRevision,
    escalation: escalation && JSON.stringify(escalation),
  };
  await tx.run(end, { id, itemId, userId, ...as });
  await tx.run(noteInvolvement(kind), { itemId, userId, kind, at });
};

const latest = defineStatement<
  { projectId: string; userId: string; limit: number },
  { decision: DecisionRow; review: ReviewRow }[]
>('latest_decisions', ({ db, tables: { decisions, reviews } }) =>
  db
    .select({ decision: decisions, review: reviews })
    .from(decisions)
    .innerJoin(reviews, eq(reviews.id, decisions.reviewId))
    .where(
      and(
        eq(decisions.projectId, textParam('projectId')),
        eq(decisions.userId, textParam('userId')),
        sql`${decisions.standing} <> 'superseded'`,
      ),
    )
    .orderBy(desc(decisions.createdAt), desc(decisions.id))
    .limit(sql.placeholder('limit')),
);

/** The latest decisions of a person in a project that were not changed since, newest first. */
export const latestDecisions = async (
  q: Queryable,
  projectId: string,
  userId: string,
  limit: number,
): Promise<{ decision: DecisionRow; review: ReviewRow }[]> => q.run(latest, { projectId, userId, limit });

/** A standing answer, with what its review was for. */
type StandingAnswer = Pick<DecisionInPlace, 'id' | 'value' | 'userId' | 'purpose' | 'createdAt'>;

const standing = defineStatement<{ itemId: string }, StandingAnswer[]>(
  'standing_answers',
  ({ db, tables: { decisions, reviews } }) =>
    db
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
        and(
          eq(decisions.itemId, textParam('itemId')),
          sql`${decisions.kind} = 'answer'`,
          sql`${decisions.standing} = 'standing'`,
        ),
      )
      .orderBy(asc(decisions.createdAt), asc(decisions.id)),
);

/** The standing answers on an item, oldest first. */
export const standingAnswers = async (q: Queryable, itemId: string): Promise<StandingAnswer[]> =>
  q.run(standing, { itemId });
