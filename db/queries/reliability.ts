import { and, eq, gt } from 'drizzle-orm';
import type { PairCell, PatternCell, Reliability, SettledCell } from '../../server/domain/reliability.ts';
import { defineSums } from '../add-sums.ts';
import type { Queryable, Transaction } from '../database.ts';

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

/** What inspectors answered where a lead settled it. */
export const settledAnswers = async (q: Queryable, projectId: string): Promise<SettledCell[]> => {
  const { settledAnswers: s } = q.tables;
  return q.db
    .select()
    .from(s)
    .where(and(eq(s.projectId, projectId), gt(s.n, 0)));
};
