import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '../database.ts';
import type { Tables } from '../schema.ts';

/** What became of an alarm at a moment (epoch milliseconds), and the value that it was seen by. */
export type AlarmTransition = Tables['alarmTransitions']['$inferSelect'];

/** Appends to the history of alarms. */
export const insertTransitions = (
  tx: Transaction,
  transitions: Omit<AlarmTransition, 'position'>[],
): Promise<void> => tx.insertMany(tx.tables.alarmTransitions, transitions);

/** What became of a project's alarms from an instant (inclusive) to another (exclusive), in order. */
export const alarmTransitions = (
  q: Queryable,
  projectId: string,
  from: number,
  to: number,
): Promise<AlarmTransition[]> => {
  const { alarmTransitions: t } = q.tables;
  return q.db
    .select()
    .from(t)
    .where(and(eq(t.projectId, projectId), gte(t.at, from), lt(t.at, to)))
    .orderBy(asc(t.position));
};

/** The same newest first, a page of it: those before a position. */
export const transitionPage = (
  q: Queryable,
  projectId: string,
  before: number | null,
  limit: number,
): Promise<AlarmTransition[]> => {
  const { alarmTransitions: t } = q.tables;
  return q.db
    .select()
    .from(t)
    .where(and(eq(t.projectId, projectId), before === null ? sql`true` : lt(t.position, before)))
    .orderBy(desc(t.position))
    .limit(limit);
};

/** Forgets what was before an instant. */
export const forgetTransitions = async (tx: Transaction, before: number): Promise<void> => {
  const { alarmTransitions: t } = tx.tables;
  await tx.db.delete(t).where(lt(t.at, before));
};
