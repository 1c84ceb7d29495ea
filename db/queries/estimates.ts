import { and, desc, eq, lt, lte, sql } from 'drizzle-orm';
import type { EstimateResult } from '../../server/domain/reliability-estimate.ts';
import type { Queryable, Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import type { Tables } from '../schema.ts';

export type EstimateRow = Tables['reliabilityEstimates']['$inferSelect'];

/** How far a run has come. */
export type EstimateProgress = Pick<
  EstimateRow,
  'read' | 'answers' | 'items' | 'iterations' | 'logLikelihood'
>;

/** An instance's hold on a run: nobody else has taken it up since. */
export type EstimateHold = Pick<EstimateRow, 'id' | 'attempts'>;

/** So often is a run taken up, as what ends an instance each time would go on doing so. */
const mostAttempts = 3;

/** Starts a run, to be taken up at once; null where one is running in the project. */
export const startEstimate = async (
  tx: Transaction,
  given: Pick<EstimateRow, 'projectId' | 'startedBy' | 'startedAt' | 'schemaRevision'>,
): Promise<EstimateRow | null> => {
  const [row] = await tx.db
    .insert(tx.tables.reliabilityEstimates)
    .values({
      ...given,
      id: newId(),
      state: 'running',
      attempts: 0,
      leaseExpiresAt: 0,
      read: 0,
      answers: 0,
      items: 0,
      iterations: 0,
    })
    .onConflictDoNothing()
    .returning();
  return row ?? null;
};

/** Whether a run waits to be taken up. */
export const isEstimateDue = async (q: Queryable, now: number): Promise<boolean> => {
  const { reliabilityEstimates: e } = q.tables;
  const rows = await q.db
    .select({ id: e.id })
    .from(e)
    .where(and(sql`${e.state} = 'running'`, lte(e.leaseExpiresAt, now)))
    .limit(1);
  return rows.length > 0;
};

/** Takes up a run that nobody is at work on, until an instant; null: there is none. */
export const claimEstimate = async (
  tx: Transaction,
  now: number,
  until: number,
): Promise<EstimateRow | null> => {
  const { reliabilityEstimates: e } = tx.tables;
  const isLeft = and(sql`${e.state} = 'running'`, lte(e.leaseExpiresAt, now));
  await tx.db
    .update(e)
    .set({
      state: 'failed',
      finishedAt: now,
      failure: `the server ended ${mostAttempts} times before it was done`,
    })
    .where(and(isLeft, sql`${e.attempts} >= ${mostAttempts}`));
  const next = sql`(SELECT id FROM ${e} WHERE ${isLeft} ORDER BY started_at LIMIT 1 ${tx.dialect.skipLocked})`;
  const [row] = await tx.db
    .update(e)
    .set({ attempts: sql`${e.attempts} + 1`, leaseExpiresAt: until })
    .where(sql`${e.id} = ${next}`)
    .returning();
  return row ?? null;
};

/** Writes to a run that is held; false where it was cancelled or taken up by another instance. */
const writeHeld = async (
  tx: Transaction,
  hold: EstimateHold,
  values: Partial<EstimateRow>,
): Promise<boolean> => {
  const { reliabilityEstimates: e } = tx.tables;
  const rows = await tx.db
    .update(e)
    .set(values)
    .where(and(eq(e.id, hold.id), sql`${e.state} = 'running'`, eq(e.attempts, hold.attempts)))
    .returning({ id: e.id });
  return rows.length > 0;
};

/** Notes how far a run has come, and that it is at work until an instant; false where it is to end. */
export const noteEstimateProgress = (
  tx: Transaction,
  hold: EstimateHold,
  progress: Partial<EstimateProgress>,
  until: number,
): Promise<boolean> => writeHeld(tx, hold, { ...progress, leaseExpiresAt: until });

/** Gives a run back that the instance has no time for, to be taken up by another, or by this one once it is back. */
export const giveEstimateBack = (tx: Transaction, hold: EstimateHold): Promise<boolean> =>
  writeHeld(tx, hold, { attempts: hold.attempts - 1, leaseExpiresAt: 0 });

/** Keeps what a run came to: its result, or why there is none. */
export const finishEstimate = (
  tx: Transaction,
  hold: EstimateHold,
  outcome:
    | (Pick<EstimateProgress, 'iterations' | 'logLikelihood'> & { result: EstimateResult })
    | { failure: string },
  now: number,
): Promise<boolean> =>
  writeHeld(tx, hold, { ...outcome, state: 'failure' in outcome ? 'failed' : 'done', finishedAt: now });

/** Cancels a run of the project where it is still running. */
export const cancelEstimate = async (
  tx: Transaction,
  projectId: string,
  id: string,
  now: number,
): Promise<void> => {
  const { reliabilityEstimates: e } = tx.tables;
  await tx.db
    .update(e)
    .set({ state: 'cancelled', finishedAt: now })
    .where(and(eq(e.id, id), eq(e.projectId, projectId), sql`${e.state} = 'running'`));
};

/** A run, with the name of who started it. */
export type StartedEstimate = EstimateRow & { starter: string };

const estimates = (q: Queryable, where: ReturnType<typeof and>) => {
  const { reliabilityEstimates: e, users } = q.tables;
  return q.db
    .select({ estimate: e, starter: users.name })
    .from(e)
    .innerJoin(users, eq(users.id, e.startedBy))
    .where(where)
    .orderBy(desc(e.startedAt), desc(e.id))
    .limit(1);
};

/** The run of this id in the project, or the latest; `done`: the latest that has a result. Null: there is none. */
export const estimateOf = async (
  q: Queryable,
  projectId: string,
  which: { id: string } | 'latest' | 'done',
): Promise<StartedEstimate | null> => {
  const { reliabilityEstimates: e } = q.tables;
  const chosen =
    which === 'latest' ? undefined : which === 'done' ? sql`${e.state} = 'done'` : eq(e.id, which.id);
  const [row] = await estimates(q, and(eq(e.projectId, projectId), chosen));
  return row ? { ...row.estimate, starter: row.starter } : null;
};

/** An independent blind answer, as an estimate takes it. */
export type BlindAnswer = { itemId: string; userId: string; value: string };

/** Independent answers of those who saw no suggestion, of the newest items first, from before an item on. */
export const blindAnswers = async (
  q: Queryable,
  projectId: string,
  beforeItem: string | null,
  limit: number,
): Promise<BlindAnswer[]> => {
  const { decisions: d } = q.tables;
  return q.db
    .select({ itemId: d.itemId, userId: d.userId, value: sql<string>`${d.value}` })
    .from(d)
    .where(
      and(
        eq(d.projectId, projectId),
        sql`${d.independent}`,
        sql`${d.standing} = 'standing'`,
        sql`${d.arm} = 'blind'`,
        beforeItem === null ? undefined : lt(d.itemId, beforeItem),
      ),
    )
    .orderBy(desc(d.itemId))
    .limit(limit);
};
