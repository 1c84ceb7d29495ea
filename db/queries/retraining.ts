import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import { openStates, type CycleState } from '../../server/domain/retraining/cycle.ts';
import { firstSettings, type RetrainingSettings } from '../../server/domain/retraining/triggers/settings.ts';
import type { HajekSums } from '../../server/domain/statistics/hajek.ts';
import type { Queryable, Transaction } from '../database.ts';
import { isBehind, type TimePlace } from '../keyset.ts';
import { newId } from '../new-id.ts';
import type { Tables } from '../schema.ts';

/** A training as it is kept. Instants are epoch milliseconds. */
export type CycleRow = Tables['retrainingCycles']['$inferSelect'];

/** When a project's trainings are asked for. */
export const retrainingSettings = async (q: Queryable, projectId: string): Promise<RetrainingSettings> => {
  const { projects: p } = q.tables;
  const [row] = await q.db.select({ retraining: p.retraining }).from(p).where(eq(p.id, projectId));
  return { ...firstSettings, ...row?.retraining };
};

/** Sets when a project's trainings are asked for; answers how it was before. */
export const setRetrainingSettings = async (
  tx: Transaction,
  projectId: string,
  settings: RetrainingSettings,
): Promise<RetrainingSettings> => {
  const { projects: p } = tx.tables;
  const [row] = await tx.db
    .select({ retraining: p.retraining })
    .from(p)
    .where(sql`${eq(p.id, projectId)} ${tx.dialect.forUpdate}`);
  await tx.db.update(p).set({ retraining: settings }).where(eq(p.id, projectId));
  return { ...firstSettings, ...row?.retraining };
};

/** Opens a cycle, whose dataset is to be written; null where one is open in the project. */
export const openCycle = async (
  tx: Transaction,
  given: Pick<
    CycleRow,
    'projectId' | 'cause' | 'requestedBy' | 'requestedAt' | 'modelBefore' | 'labelSeq' | 'newLabels'
  >,
): Promise<CycleRow | null> => {
  const [row] = await tx.db
    .insert(tx.tables.retrainingCycles)
    .values({
      ...given,
      id: newId(),
      state: 'preparing',
      progress: 0,
      message: '',
      leaseExpiresAt: 0,
      attempts: 0,
    })
    .onConflictDoNothing()
    .returning();
  return row ?? null;
};

/** A cycle of the project, held until the transaction ends; null: there is none of this id. */
export const lockCycle = async (tx: Transaction, projectId: string, id: string): Promise<CycleRow | null> => {
  const { retrainingCycles: r } = tx.tables;
  const which = and(eq(r.id, id), eq(r.projectId, projectId));
  const [row] = await tx.db
    .select()
    .from(r)
    .where(sql`${which} ${tx.dialect.forUpdate}`);
  return row ?? null;
};

/** Writes what has changed of a cycle; answers it as it then is. */
export const changeCycle = async (
  tx: Transaction,
  id: string,
  change: Partial<CycleRow>,
): Promise<CycleRow> => {
  const { retrainingCycles: r } = tx.tables;
  const [row] = await tx.db.update(r).set(change).where(eq(r.id, id)).returning();
  if (!row) throw new Error(`the cycle ${id} is gone`);
  return row;
};

/** A cycle of the project; null: there is none of this id. */
export const cycleOf = async (q: Queryable, projectId: string, id: string): Promise<CycleRow | null> => {
  const { retrainingCycles: r } = q.tables;
  const [row] = await q.db
    .select()
    .from(r)
    .where(and(eq(r.id, id), eq(r.projectId, projectId)));
  return row ?? null;
};

/** A project's cycles, newest first: those in one of these states (null: all) that come after a place in that order. */
export const cyclesOf = async (
  q: Queryable,
  projectId: string,
  { states, after, limit }: { states: readonly CycleState[] | null; after: TimePlace | null; limit: number },
): Promise<CycleRow[]> => {
  const { retrainingCycles: r } = q.tables;
  return q.db
    .select()
    .from(r)
    .where(
      and(
        eq(r.projectId, projectId),
        states ? inArray(r.state, [...states]) : undefined,
        isBehind(r.requestedAt, r.id, after),
      ),
    )
    .orderBy(desc(r.requestedAt), desc(r.id))
    .limit(limit);
};

/** What came of the trainings that versions were made by, by the cycle's id. */
export const trainingsOf = async (q: Queryable, projectId: string): Promise<Map<string, CycleRow>> => {
  const { retrainingCycles: r, modelVersions: v } = q.tables;
  const rows = await q.db
    .select({ cycle: r })
    .from(v)
    .innerJoin(r, eq(r.id, v.trainedOn))
    .where(eq(v.projectId, projectId));
  return new Map(rows.map(({ cycle }) => [cycle.id, cycle]));
};

/** The project's latest cycle, and the latest that has not come to nothing, which new labels are counted from. */
export const latestCycles = async (
  q: Queryable,
  projectId: string,
): Promise<{ latest: CycleRow | null; counted: CycleRow | null }> => {
  const newest = { after: null, limit: 1 };
  const [latest] = await cyclesOf(q, projectId, { ...newest, states: null });
  const [counted] = await cyclesOf(q, projectId, { ...newest, states: [...openStates, 'finished'] });
  return { latest: latest ?? null, counted: counted ?? null };
};

/** The id of a cycle whose dataset nobody is at work on; null: there is none. */
export const cycleToPrepare = async (q: Queryable, now: number): Promise<string | null> => {
  const { retrainingCycles: r } = q.tables;
  const [row] = await q.db
    .select({ id: r.id })
    .from(r)
    .where(and(sql`${r.state} = 'preparing'`, lte(r.leaseExpiresAt, now)))
    .orderBy(r.requestedAt)
    .limit(1);
  return row?.id ?? null;
};

/** A project's training whose trainer is no longer trusted to be at work; null: there is none. */
export const silentCycle = async (
  q: Queryable,
  projectId: string,
  { now, startedBefore }: { now: number; startedBefore: number },
): Promise<CycleRow | null> => {
  const { retrainingCycles: r } = q.tables;
  const [row] = await q.db
    .select()
    .from(r)
    .where(
      and(
        eq(r.projectId, projectId),
        sql`${r.state} = 'started'`,
        lte(r.leaseExpiresAt, now),
        // Whatever began before trainers were waited for has its time too.
        lte(r.startedAt, startedBefore),
      ),
    );
  return row ?? null;
};

/** Takes up the writing of a dataset that nobody is at work on, until an instant; null: somebody else did. */
export const claimCycle = async (
  tx: Transaction,
  id: string,
  now: number,
  until: number,
): Promise<CycleRow | null> => {
  const { retrainingCycles: r } = tx.tables;
  const [row] = await tx.db
    .update(r)
    .set({ attempts: sql`${r.attempts} + 1`, leaseExpiresAt: until })
    .where(and(eq(r.id, id), sql`${r.state} = 'preparing'`, lte(r.leaseExpiresAt, now)))
    .returning();
  return row ?? null;
};

/** Writes to a cycle whose dataset is held; null where it was cancelled or taken up by another instance. */
export const writePreparing = async (
  tx: Transaction,
  { id, attempts }: Pick<CycleRow, 'id' | 'attempts'>,
  change: Partial<CycleRow>,
): Promise<CycleRow | null> => {
  const { retrainingCycles: r } = tx.tables;
  const [row] = await tx.db
    .update(r)
    .set(change)
    .where(and(eq(r.id, id), sql`${r.state} = 'preparing'`, eq(r.attempts, attempts)))
    .returning();
  return row ?? null;
};

/** Registers the model version that came of a training; false where it came of another. */
export const registerTrained = async (
  tx: Transaction,
  projectId: string,
  model: string,
  cycleId: string,
  now: number,
): Promise<boolean> => {
  const { modelVersions: v } = tx.tables;
  const rows = await tx.db
    .insert(v)
    .values({ id: newId(), projectId, model, description: '', registeredAt: now, trainedOn: cycleId })
    .onConflictDoUpdate({
      target: [v.projectId, v.model],
      set: { trainedOn: cycleId },
      setWhere: sql`${v.trainedOn} IS NULL`,
    })
    .returning({ id: v.id });
  return rows.length > 0;
};

/** Sums over blind reviews by model version, by its name; `firstPredictionAt` in epoch milliseconds. */
export const blindSums = async (
  q: Queryable,
  projectId: string,
): Promise<Map<string, HajekSums & { firstPredictionAt: number | null }>> => {
  const { labelEvidence: e, modelVersions: v } = q.tables;
  const sum = (of: unknown) => sql<number>`coalesce(sum(${of}), 0)`.mapWith(Number);
  const right = (of: unknown) => sum(sql`case when ${e.agreed} then ${of} else 0 end`);
  const rows = await q.db
    .select({
      model: v.model,
      firstPredictionAt: v.firstPredictionAt,
      reviewed: sum(e.n),
      weight: sum(e.weight),
      weightSquared: sum(e.weightSquared),
      correct: right(e.weight),
      correctSquared: right(e.weightSquared),
    })
    .from(v)
    .leftJoin(e, and(eq(e.projectId, v.projectId), eq(e.modelVersionId, v.id)))
    .where(eq(v.projectId, projectId))
    .groupBy(v.id, v.model, v.firstPredictionAt);
  return new Map(rows.map(({ model, ...sums }) => [model, sums]));
};
