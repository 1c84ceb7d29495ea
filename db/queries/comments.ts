import { and, asc, eq, sql } from 'drizzle-orm';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import { textParam } from '../params.ts';
import type { Tables } from '../schema.ts';
import { withheldFrom } from './blind.ts';
import type { ReviewRow } from './claims.ts';

export type CommentRow = Tables['comments']['$inferSelect'];

/** The comment of this id; null: there is none. */
export const commentById = async (q: Queryable, id: string): Promise<CommentRow | null> => {
  const { comments } = q.tables;
  const [row] = await q.db.select().from(comments).where(eq(comments.id, id));
  return row ?? null;
};

/** Keeps a comment, for good. */
export const insertComment = (tx: Transaction, comment: CommentRow): Promise<void> =>
  tx.insertMany(tx.tables.comments, [comment]);

/** How the comment of this id stands to one that is sent under it: it is not there, the same, or another. */
export const sentBefore = async (
  q: Queryable,
  sent: Pick<CommentRow, 'id' | 'itemId' | 'inspectorId' | 'authorId' | 'text'>,
): Promise<'no' | 'same' | 'other'> => {
  const kept = await commentById(q, sent.id);
  if (kept === null) return 'no';
  const { itemId, inspectorId, authorId, text } = kept;
  return itemId === sent.itemId &&
    inspectorId === sent.inspectorId &&
    authorId === sent.authorId &&
    text === sent.text
    ? 'same'
    : 'other';
};

/** Takes a review out of its queue, and out of the hands it is in, until the question is answered. */
export const waitForAnswer = async (
  tx: Transaction,
  reviewId: string,
  inspectorId: string,
  questionId: string,
): Promise<void> => {
  const { reviews } = tx.tables;
  await tx.db
    .update(reviews)
    .set({ state: 'asked', holderId: inspectorId, leaseExpiresAt: null, questionId })
    .where(eq(reviews.id, reviewId));
};

/** Gives a review whose question was answered into the hands of who asked, up to an instant; null: it waits no more. */
export const giveBackAnswered = async (
  tx: Transaction,
  questionId: string,
  until: number,
): Promise<Pick<ReviewRow, 'id' | 'purpose'> | null> => {
  const { reviews } = tx.tables;
  const [row] = await tx.db
    .update(reviews)
    .set({ state: 'held', token: sql`${reviews.token} + 1`, leaseExpiresAt: until })
    .where(and(eq(reviews.questionId, questionId), eq(reviews.state, 'asked')))
    .returning({ id: reviews.id, purpose: reviews.purpose });
  return row ?? null;
};

/** A comment with the name of its author. */
export type Said = Pick<CommentRow, 'id' | 'inspectorId' | 'kind' | 'text' | 'createdAt'> & {
  author: string;
};

const thread = defineStatement<{ itemId: string }, Said[]>(
  'comments_on_item',
  ({ db, tables: { comments, users } }) =>
    db
      .select({
        id: comments.id,
        inspectorId: comments.inspectorId,
        kind: comments.kind,
        text: comments.text,
        createdAt: comments.createdAt,
        author: users.name,
      })
      .from(comments)
      .innerJoin(users, eq(users.id, comments.authorId))
      .where(eq(comments.itemId, textParam('itemId')))
      .orderBy(asc(comments.createdAt), asc(comments.id)),
);

/** All that was said of an item, oldest first; of one inspector's thread where one is named. */
export const commentsOn = async (q: Queryable, itemId: string, inspectorId?: string): Promise<Said[]> =>
  (await q.run(thread, { itemId })).filter(
    (said) => inspectorId === undefined || said.inspectorId === inspectorId,
  );

/** Whether the reader may yet judge the item blind. */
export const isWithheldFrom = async (q: Queryable, itemId: string, judgeId: string): Promise<boolean> => {
  const { items } = q.tables;
  const [row] = await q.db
    .select({ withheld: withheldFrom(q, judgeId) })
    .from(items)
    .where(eq(items.id, itemId));
  return row?.withheld ?? false;
};

/** The questions about an item that wait for a lead. */
export const questionsWaitingOn = async (q: Queryable, itemId: string): Promise<Set<string>> => {
  const { reviews } = q.tables;
  const rows = await q.db
    .select({ id: reviews.questionId })
    .from(reviews)
    .where(and(eq(reviews.itemId, itemId), eq(reviews.state, 'asked')));
  return new Set(rows.flatMap(({ id }) => id ?? []));
};

/** Whether the question that took the review out of its queue was this person's: they have been advised. */
export const isAdvised = async (
  q: Queryable,
  { questionId }: Pick<ReviewRow, 'questionId'>,
  userId: string,
): Promise<boolean> => questionId !== null && (await commentById(q, questionId))?.authorId === userId;

/** A question that waits for a lead; its text is null where the reader may yet judge the item blind. */
export type OpenQuestion = {
  id: string;
  key: string;
  inspectorId: string;
  inspector: string;
  text: string | null;
  createdAt: number;
};

/** The questions of a project that wait, oldest first, as one lead is told of them. */
export const openQuestions = async (
  q: Queryable,
  projectId: string,
  judgeId: string,
  limit: number,
): Promise<OpenQuestion[]> => {
  const { reviews, comments, items, users } = q.tables;
  const isWithheld = withheldFrom(q, judgeId);
  return q.db
    .select({
      id: comments.id,
      key: items.key,
      inspectorId: comments.inspectorId,
      inspector: users.name,
      text: sql<string | null>`case when ${isWithheld} then null else ${comments.text} end`,
      createdAt: comments.createdAt,
    })
    .from(reviews)
    .innerJoin(comments, eq(comments.id, reviews.questionId))
    .innerJoin(items, eq(items.id, reviews.itemId))
    .innerJoin(users, eq(users.id, comments.inspectorId))
    .where(and(eq(reviews.projectId, projectId), sql`${reviews.state} = 'asked'`))
    .orderBy(asc(reviews.questionId))
    .limit(limit);
};
