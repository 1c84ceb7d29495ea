import { and, desc, eq, max } from 'drizzle-orm';
import type { DriftResult } from '../../server/domain/drift/compare.ts';
import type { BinCounts, DriftSubject } from '../../server/domain/drift/counts.ts';
import { driftStateOf, windowsLookedAt, type DriftState } from '../../server/domain/drift/state.ts';
import type { Actor } from '../actor.ts';
import type { Queryable, Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { predictingModels } from './evidence.ts';

/** What a model version's traffic is held against; instants are epoch milliseconds. */
export type DriftReference = {
  id: string;
  modelVersionId: string;
  revision: number;
  name: string;
  from: number;
  to: number;
  windowMinutes: number;
  counts: Record<DriftSubject, BinCounts>;
  actor: Actor;
  createdAt: number;
};

/** The reference in force of a model version; null: none was taken. */
export const driftReference = async (
  q: Queryable,
  projectId: string,
  modelVersionId: string,
): Promise<DriftReference | null> => {
  const { driftReferences: r } = q.tables;
  const [row] = await q.db
    .select()
    .from(r)
    .where(and(eq(r.projectId, projectId), eq(r.modelVersionId, modelVersionId)))
    .orderBy(desc(r.revision))
    .limit(1);
  return row ?? null;
};

/** What was counted in the reference that was taken last, of whatever model version; nothing where none was. */
export const latestReferenceCounts = async (
  q: Queryable,
  projectId: string,
): Promise<DriftReference['counts']> => {
  const { driftReferences: r } = q.tables;
  const [row] = await q.db
    .select({ counts: r.counts })
    .from(r)
    .where(eq(r.projectId, projectId))
    .orderBy(desc(r.createdAt), desc(r.id))
    .limit(1);
  return row?.counts ?? {};
};

/** Takes the next reference of a model version; answers its revision. */
export const insertDriftReference = async (
  tx: Transaction,
  projectId: string,
  reference: Omit<DriftReference, 'id' | 'revision'>,
): Promise<number> => {
  const { driftReferences: r, projects } = tx.tables;
  await tx.lockRow(projects, projectId);
  const [row] = await tx.db
    .select({ last: max(r.revision) })
    .from(r)
    .where(and(eq(r.projectId, projectId), eq(r.modelVersionId, reference.modelVersionId)));
  const revision = (row?.last ?? 0) + 1;
  await tx.db.insert(r).values({ ...reference, id: newId(), projectId, revision });
  return revision;
};

/** A window that was held against a reference, in epoch milliseconds. */
export type DriftWindow = { start: number; end: number; results: DriftResult[] };

/** The latest windows of a reference, the latest last. */
export const latestDriftWindows = async (
  q: Queryable,
  referenceId: string,
  limit: number,
): Promise<DriftWindow[]> => {
  const { driftWindows: w } = q.tables;
  const rows = await q.db
    .select({ start: w.start, end: w.end, results: w.results })
    .from(w)
    .where(eq(w.referenceId, referenceId))
    .orderBy(desc(w.end))
    .limit(limit);
  return rows.toReversed();
};

/** Keeps what came of a window; once, however many instances found it. */
export const insertDriftWindow = async (
  tx: Transaction,
  referenceId: string,
  window: DriftWindow,
): Promise<void> => {
  await tx.db
    .insert(tx.tables.driftWindows)
    .values({ referenceId, ...window })
    .onConflictDoNothing();
};

/** How a subject of a model version stands against the reference in force, and its latest result (null: none yet). */
export type SubjectDrift = DriftState & {
  modelVersionId: string;
  model: string;
  subject: DriftSubject;
  latest: { start: number; end: number; result: DriftResult } | null;
};

/** How all that may drift stands, of each model version that predicts and has a reference. */
export const driftStates = async (q: Queryable, projectId: string): Promise<SubjectDrift[]> => {
  const states: SubjectDrift[] = [];
  for (const { id: modelVersionId, model } of await predictingModels(q, projectId)) {
    const reference = await driftReference(q, projectId, modelVersionId);
    if (!reference) continue;
    const windows = await latestDriftWindows(q, reference.id, windowsLookedAt);
    for (const subject of Object.keys(reference.counts)) {
      const history = windows.flatMap(({ start, end, results }) => {
        const result = results.find((one) => one.subject === subject);
        return result ? [{ start, end, result }] : [];
      });
      states.push({
        modelVersionId,
        model,
        subject,
        ...driftStateOf(history),
        latest: history.at(-1) ?? null,
      });
    }
  }
  return states;
};
