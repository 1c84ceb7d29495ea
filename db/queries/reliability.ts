import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { InspectorEvidence } from '../../server/domain/evidence.ts';
import type { PairCell, PatternCell, Reliability, SettledCell } from '../../server/domain/reliability.ts';
import type { Arm, Json } from '../../server/domain/words.ts';
import { defineSums } from '../add-sums.ts';
import type { Queryable, Transaction } from '../database.ts';
import { selectRows } from '../select-rows.ts';

const addToPairs = defineSums(
  'answerPairs',
  ['projectId', 'arm', 'firstUserId', 'secondUserId', 'firstValue', 'secondValue'],
  ['n'],
);
const addToPatterns = defineSums('answerPatterns', ['projectId', 'arm', 'pattern'], ['n']);
const addToSettled = defineSums('settledAnswers', ['projectId', 'userId', 'arm', 'answer', 'label'], ['n']);

/** Adds what items say about inspectors. */
export const addReliability = async (
  tx: Transaction,
  projectId: string,
  changes: readonly Reliability[],
): Promise<void> => {
  const here = <T extends object>(cells: readonly T[]) => cells.map((cell) => ({ ...cell, projectId }));
  await addToPairs(tx, here(changes.flatMap(({ pairs }) => pairs)));
  await addToPatterns(tx, here(changes.flatMap(({ patterns }) => patterns)));
  await addToSettled(tx, here(changes.flatMap(({ settled }) => settled)));
};

/** How many items were answered in which ways. */
export const answerPatterns = async (q: Queryable, projectId: string): Promise<PatternCell[]> => {
  const { answerPatterns: p } = q.tables;
  return q.db
    .select()
    .from(p)
    .where(and(eq(p.projectId, projectId), gt(p.n, 0)));
};

/** What inspectors answered where they judged the same items. */
export const answerPairs = async (q: Queryable, projectId: string): Promise<PairCell[]> => {
  const { answerPairs: p } = q.tables;
  return q.db
    .select()
    .from(p)
    .where(and(eq(p.projectId, projectId), gt(p.n, 0)));
};

/** What inspectors answered where a draw decided whether they saw the suggestion. */
export const drawnAnswers = async (q: Queryable, projectId: string): Promise<InspectorEvidence[]> => {
  const { inspectorEvidence: e } = q.tables;
  return q.db
    .select()
    .from(e)
    .where(and(eq(e.projectId, projectId), gt(e.n, 0)));
};

/** What inspectors answered where a lead settled it. */
export const settledAnswers = async (q: Queryable, projectId: string): Promise<SettledCell[]> => {
  const { settledAnswers: s } = q.tables;
  return q.db
    .select()
    .from(s)
    .where(and(eq(s.projectId, projectId), gt(s.n, 0)));
};

/** How many inspectors have judged items together with others. */
export const inspectorsWhoShare = async (q: Queryable, projectId: string, arm: Arm): Promise<number> => {
  const { answerPairs: p } = q.tables;
  const here = sql`FROM ${p} WHERE ${p.projectId} = ${projectId} AND ${p.arm} = ${arm} AND ${p.n} > 0`;
  const [row] = await selectRows(
    q,
    sql`SELECT count(*) AS n FROM (SELECT ${p.firstUserId} ${here} UNION SELECT ${p.secondUserId} ${here}) inspectors`,
  );
  return Number(row?.['n'] ?? 0);
};

/** An answer whose author knew of nobody else's. */
export type SharedAnswer = { itemId: string; userId: string; value: Json };

/** Independent answers of those who were asked in one way, of the newest items first. */
export const newestAnswers = async (
  q: Queryable,
  projectId: string,
  arm: Arm,
  limit: number,
): Promise<SharedAnswer[]> => {
  const { decisions: d } = q.tables;
  const rows = await q.db
    .select({ itemId: d.itemId, userId: d.userId, value: d.value })
    .from(d)
    .where(
      and(eq(d.projectId, projectId), sql`${d.independent}`, sql`${d.standing} = 'standing'`, eq(d.arm, arm)),
    )
    .orderBy(desc(d.itemId), d.id)
    .limit(limit);
  return rows.map((row) => ({ ...row, value: row.value ?? null }));
};

/** What people are called, by their ids. */
export const namesOf = async (q: Queryable, ids: readonly string[]): Promise<Map<string, string>> => {
  const { users } = q.tables;
  if (ids.length === 0) return new Map();
  const rows = await q.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
};
