import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  ne,
  notExists,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { GoldScore } from '../../server/domain/gold.ts';
import type { Arm } from '../../server/domain/words.ts';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import { newIdAt } from '../new-id.ts';
import { oneRow, textParam } from '../params.ts';
import type { Tables } from '../schema.ts';
import { isUnfinished } from './unfinished.ts';

type Row<T extends keyof Tables> = Tables[T]['$inferSelect'];
type ReviewRow = Row<'reviews'>;
export type GoldItem = Row<'goldItems'>;

/** The condition on a review that it is work to be done: one of a gold item is not, but where a lead is asked about it. */
export const isWork = ({ tables: { reviews } }: Queryable): SQL =>
  sql`(${reviews.purpose} <> 'gold' or ${reviews.audience} = 'lead')`;

/** A gold item with what a review of it takes. */
type Given = { itemId: string; routingId: string; suggests: boolean };

type Seeking = { projectId: string; userId: string; place: number };

const nextGold = (name: string, isAlike: (q: Queryable) => SQL | undefined) =>
  defineStatement<Seeking & { routingId: string }, Given[]>(name, (q) => {
    const { db, tables } = q;
    const { goldItems, involvements, reviews, routings, predictions } = tables;
    const one = { one: sql`1` };
    const userId = textParam('userId');
    return db
      .select({
        itemId: goldItems.itemId,
        routingId: routings.id,
        suggests: sql<boolean>`(${predictions.value} is not null)`.mapWith(Boolean),
      })
      .from(goldItems)
      .innerJoin(routings, eq(routings.itemId, goldItems.itemId))
      .innerJoin(predictions, eq(predictions.id, routings.predictionId))
      .where(
        and(
          eq(goldItems.projectId, textParam('projectId')),
          gte(goldItems.place, sql.placeholder('place')),
          notExists(
            db
              .select(one)
              .from(involvements)
              .where(and(eq(involvements.itemId, goldItems.itemId), sql`${involvements.userId} = ${userId}`)),
          ),
          notExists(
            db
              .select(one)
              .from(reviews)
              .where(
                and(
                  eq(reviews.itemId, goldItems.itemId),
                  isUnfinished(reviews),
                  or(sql`${reviews.purpose} <> 'gold'`, sql`${reviews.holderId} = ${userId}`),
                ),
              ),
          ),
          isAlike(q),
        ),
      )
      .orderBy(asc(goldItems.place), asc(goldItems.itemId))
      .limit(oneRow);
  });

const nextOfAll = nextGold('next_gold_item', () => undefined);

/** The next for which a model suggested what it suggests in a routing. */
const nextAlike = nextGold('next_gold_item_alike', ({ db, tables: { routings, predictions } }) => {
  const [routing, prediction] = [alias(routings, 'routing'), alias(predictions, 'prediction')];
  const suggested = db
    .select({ value: prediction.value })
    .from(routing)
    .innerJoin(prediction, eq(prediction.id, routing.predictionId))
    .where(eq(routing.id, textParam('routingId')));
  return sql`${predictions.value} = (${suggested})`;
});

/**
 * The gold item that a person is given from a place on, or from the first: none that they judged, skipped or saw, and
 * none of which other work waits; `like`: one for which the same is suggested as in that routing. Null: there is none for
 * them.
 */
export const goldFor = async (
  q: Queryable,
  projectId: string,
  userId: string,
  place: number,
  like: string | null,
): Promise<Given | null> => {
  const next = like === null ? nextOfAll : nextAlike;
  const seeking = { projectId, userId, routingId: like ?? '' };
  return (
    (await q.run(next, { ...seeking, place }))[0] ?? (await q.run(next, { ...seeking, place: 0 }))[0] ?? null
  );
};

/** The keys of these items, by their ids. */
export const keysOfItems = async (q: Queryable, ids: string[]): Promise<Map<string, string>> => {
  const { items } = q.tables;
  if (ids.length === 0) return new Map();
  const rows = await q.db.select({ id: items.id, key: items.key }).from(items).where(inArray(items.id, ids));
  return new Map(rows.map(({ id, key }) => [id, key]));
};

/**
 * Gives a review that was just claimed back, as it was, and in its place one of a gold item that looks as if it had come
 * by itself: it waited as long, and its arm is the one that was drawn for the other.
 */
export const putGoldBefore = async (tx: Transaction, review: ReviewRow, gold: Given): Promise<ReviewRow> => {
  const { reviews } = tx.tables;
  await tx.db
    .update(reviews)
    .set({
      state: 'open',
      holderId: null,
      leaseExpiresAt: null,
      token: review.token - 1,
      schemaRevision: review.token === 1 ? null : review.schemaRevision,
      goldGiven: true,
    })
    .where(eq(reviews.id, review.id));
  const arm: Arm = gold.suggests ? review.arm : 'blind';
  const row: ReviewRow = {
    ...review,
    id: newIdAt(review.createdAt),
    itemId: gold.itemId,
    routingId: gold.routingId,
    purpose: 'gold',
    arm,
    token: 1,
    goldGiven: true,
    questionId: null,
  };
  await tx.insertMany(reviews, [row]);
  return row;
};

/** Marks an item as gold, or changes what is known of it. */
export const markGold = async (tx: Transaction, gold: GoldItem): Promise<void> => {
  const { goldItems } = tx.tables;
  const { value, note, author, markedAt } = gold;
  await tx.db
    .insert(goldItems)
    .values(gold)
    .onConflictDoUpdate({ target: goldItems.itemId, set: { value, note, author, markedAt } });
};

/** An item is gold no longer: what was answered to it counts for nobody, and nobody is given it. */
export const unmarkGold = async (tx: Transaction, itemId: string, now: number): Promise<void> => {
  const { goldItems, goldAnswers, reviews } = tx.tables;
  await tx.db.delete(goldAnswers).where(eq(goldAnswers.itemId, itemId));
  await tx.db.delete(goldItems).where(eq(goldItems.itemId, itemId));
  await tx.db
    .update(reviews)
    .set({ state: 'cancelled', closedAt: now })
    .where(
      and(
        eq(reviews.itemId, itemId),
        eq(reviews.purpose, 'gold'),
        eq(reviews.audience, 'inspector'),
        sql`${reviews.state} in ('open', 'asked')`,
      ),
    );
};

/** What is known of an item that is gold; null: it is not. */
export const goldOf = async (q: Queryable, itemId: string): Promise<GoldItem | null> => {
  const { goldItems } = q.tables;
  const [row] = await q.db.select().from(goldItems).where(eq(goldItems.itemId, itemId));
  return row ?? null;
};

/** A gold item, and what inspectors answered to it. */
export type ListedGold = Pick<GoldItem, 'itemId' | 'value' | 'note' | 'author' | 'markedAt'> &
  GoldScore & { key: string };

/** The gold items of a project in the order of their keys, after one (null: from the first). */
export const goldItemsOf = async (
  q: Queryable,
  projectId: string,
  { after, only, limit }: { after: string | null; only?: string | undefined; limit: number },
): Promise<ListedGold[]> => {
  const { goldItems: g, goldAnswers: a, items: i } = q.tables;
  return q.db
    .select({
      itemId: g.itemId,
      key: i.key,
      value: g.value,
      note: g.note,
      author: g.author,
      markedAt: g.markedAt,
      answers: sql<number>`(select count(*) from ${a} where ${a.itemId} = ${g.itemId})`.mapWith(Number),
      right:
        sql<number>`(select count(*) from ${a} where ${a.itemId} = ${g.itemId} and ${a.isRight})`.mapWith(
          Number,
        ),
    })
    .from(g)
    .innerJoin(i, eq(i.id, g.itemId))
    .where(
      and(
        eq(g.projectId, projectId),
        after === null ? undefined : gt(i.key, after),
        only === undefined ? undefined : eq(i.key, only),
      ),
    )
    .orderBy(asc(i.key))
    .limit(limit);
};

/** Keeps what an inspector answered to a gold item, in place of what they did before. */
export const putGoldAnswer = async (tx: Transaction, answer: Row<'goldAnswers'>): Promise<void> => {
  const { goldAnswers } = tx.tables;
  const { itemId: _, userId: __, projectId: ___, ...changed } = answer;
  await tx.db
    .insert(goldAnswers)
    .values(answer)
    .onConflictDoUpdate({ target: [goldAnswers.itemId, goldAnswers.userId], set: changed });
};

/** Whether an ordinary review of an item waits or is held. */
export const isToBeJudged = async (q: Queryable, itemId: string): Promise<boolean> => {
  const { reviews: r } = q.tables;
  const [row] = await q.db
    .select({ id: r.id })
    .from(r)
    .where(and(eq(r.itemId, itemId), ne(r.purpose, 'gold'), isUnfinished(r)))
    .limit(1);
  return row !== undefined;
};

/** What was answered to a gold item. */
export const answersToGold = (q: Queryable, itemId: string): Promise<Row<'goldAnswers'>[]> =>
  q.db.select().from(q.tables.goldAnswers).where(eq(q.tables.goldAnswers.itemId, itemId));

/** How each inspector of a project did at gold items, over all time. */
export const goldScores = (q: Queryable, projectId: string): Promise<(GoldScore & { userId: string })[]> => {
  const { goldAnswers: a } = q.tables;
  return q.db
    .select({
      userId: a.userId,
      answers: count(),
      right: sql<number>`count(*) filter (where ${a.isRight})`.mapWith(Number),
    })
    .from(a)
    .where(eq(a.projectId, projectId))
    .groupBy(a.userId);
};

/** How one of them did since they were last let back to work. */
export const goldScoreOf = async (q: Queryable, projectId: string, userId: string): Promise<GoldScore> => {
  const { goldAnswers: a, goldPauses: p } = q.tables;
  const [row] = await q.db
    .select({ answers: count(), right: sql<number>`count(*) filter (where ${a.isRight})`.mapWith(Number) })
    .from(a)
    .leftJoin(p, and(eq(p.projectId, a.projectId), eq(p.userId, a.userId)))
    .where(
      and(
        eq(a.projectId, projectId),
        eq(a.userId, userId),
        or(isNull(p.resumedAt), sql`${a.answeredAt} > ${p.resumedAt}`),
      ),
    );
  return row ?? { answers: 0, right: 0 };
};

const paused = defineStatement<{ projectId: string; userId: string }, { at: number }[]>(
  'gold_pause',
  ({ db, tables: { goldPauses: p } }) =>
    db
      .select({ at: p.pausedAt })
      .from(p)
      .where(
        and(eq(p.projectId, textParam('projectId')), eq(p.userId, textParam('userId')), isNull(p.resumedAt)),
      ),
);

/** Since when somebody is paused (epoch milliseconds); null: they are not. */
export const pausedSince = async (q: Queryable, projectId: string, userId: string): Promise<number | null> =>
  (await q.run(paused, { projectId, userId }))[0]?.at ?? null;

/** Everybody who is paused in a project, the latest first. */
export const pausesOf = (
  q: Queryable,
  projectId: string,
): Promise<{ userId: string; pausedAt: number }[]> => {
  const { goldPauses: p } = q.tables;
  return q.db
    .select({ userId: p.userId, pausedAt: p.pausedAt })
    .from(p)
    .where(and(eq(p.projectId, projectId), isNull(p.resumedAt)))
    .orderBy(desc(p.pausedAt));
};

/** Pauses somebody. */
export const pause = async (
  tx: Transaction,
  projectId: string,
  userId: string,
  pausedAt: number,
): Promise<void> => {
  const { goldPauses: p } = tx.tables;
  await tx.db
    .insert(p)
    .values({ projectId, userId, pausedAt })
    .onConflictDoUpdate({ target: [p.projectId, p.userId], set: { pausedAt, resumedAt: null } });
};

/** Lets somebody back to work; false where they were not paused. */
export const resume = async (
  tx: Transaction,
  projectId: string,
  userId: string,
  now: number,
): Promise<boolean> => {
  const { goldPauses: p } = tx.tables;
  const rows = await tx.db
    .update(p)
    .set({ resumedAt: now })
    .where(and(eq(p.projectId, projectId), eq(p.userId, userId), isNull(p.resumedAt)))
    .returning({ userId: p.userId });
  return rows.length > 0;
};
