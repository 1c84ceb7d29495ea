import {
  and,
  eq,
  exists,
  inArray,
  ne,
  not,
  notInArray,
  or,
  sql,
  type Placeholder,
  type SQL,
} from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Queryable } from '../database.ts';
import { isUnfinished } from './unfinished.ts';

/** Whose items are read, and by whom: the person where they may judge here, null for keys and analysts, who never do. */
export type ItemReader = {
  projectId: string;
  judgeId: string | null;
  /** Whether they are given gold items, and are not to know which those are. */
  isGivenGold?: boolean;
};

/** What the reader of a withheld item is told in place of what became of it. */
export const shownWhenWithheld = { status: 'in_review', destination: 'review' } as const;

/**
 * The blind rule, as a condition on an item by the column of its id (`items.id` unless told): true where the reader may
 * yet judge the item blind, so that nothing anybody (person or model) answered may reach them. That is so while a review
 * of it waits or is held, that review is blind or somebody else has answered the item already, and the reader has neither
 * judged nor seen it. Who skipped or escalated it may still turn that into an answer.
 */
export const withheldFrom = (
  q: Queryable,
  judgeId: string | Placeholder | null,
  itemId: SQLiteColumn = q.tables.items.id,
): SQL<boolean> => {
  if (judgeId === null) return sql<boolean>`false`.mapWith(Boolean);
  const { reviews, decisions, involvements } = q.tables;
  const one = { one: sql`1` };
  const answeredByOthers = exists(
    q.db
      .select(one)
      .from(decisions)
      .where(and(eq(decisions.itemId, itemId), ne(decisions.userId, judgeId), eq(decisions.kind, 'answer'))),
  );
  const toBeJudged = exists(
    q.db
      .select(one)
      .from(reviews)
      .where(
        and(
          eq(reviews.itemId, itemId),
          isUnfinished(reviews),
          notInArray(reviews.purpose, ['adjudication', 'gold']),
          or(eq(reviews.arm, 'blind'), answeredByOthers),
        ),
      ),
  );
  const knowing = exists(
    q.db
      .select(one)
      .from(involvements)
      .where(
        and(
          eq(involvements.itemId, itemId),
          eq(involvements.userId, judgeId),
          inArray(involvements.kind, ['judged', 'saw']),
        ),
      ),
  );
  return sql<boolean>`(${toBeJudged} and ${not(knowing)})`.mapWith(Boolean);
};
