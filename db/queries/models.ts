import { and, desc, eq, inArray } from 'drizzle-orm';
import { newId } from '../new-id.ts';
import type { RollupMetric } from '../../server/domain/rollup-metrics.ts';
import type { Queryable, Transaction } from '../database.ts';
import { allTime } from './rollups.ts';

/** A model version as it is kept. Instants are epoch milliseconds. */
export type ModelVersion = {
  id: string;
  /** `name@version`. */
  model: string;
  description: string;
  registeredAt: number;
  firstPredictionAt: number | null;
  lastPredictionAt: number | null;
  /** Since when it may decide nothing any more; null: it may. */
  retiredAt: number | null;
  /** The training that it came of; null: nobody said. */
  trainedOn: string | null;
};

const counted = [
  'auto',
  'review',
  'compared_assisted',
  'agreed_assisted',
  'compared_blind',
  'agreed_blind',
  'compared_audit',
  'agreed_audit',
  'versions_compared',
  'versions_differ',
] as const satisfies readonly RollupMetric[];

/** What is counted of a model version over all time. */
export type ModelCounts = Record<(typeof counted)[number], number>;

const none: ModelCounts = {
  auto: 0,
  review: 0,
  compared_assisted: 0,
  agreed_assisted: 0,
  compared_blind: 0,
  agreed_blind: 0,
  compared_audit: 0,
  agreed_audit: 0,
  versions_compared: 0,
  versions_differ: 0,
};

/** A project's model versions (or the one named), latest registered first, with their counts. */
export const modelVersionsOf = async (
  q: Queryable,
  projectId: string,
  model: string | null = null,
): Promise<(ModelVersion & { counts: ModelCounts })[]> => {
  const { modelVersions: v, rollups } = q.tables;
  const versions = await q.db
    .select()
    .from(v)
    .where(and(eq(v.projectId, projectId), model === null ? undefined : eq(v.model, model)))
    .orderBy(desc(v.registeredAt), desc(v.id));
  if (versions.length === 0) return [];
  // Each row by its whole key: the hourly rows beside it, which grow for ever, are not read.
  const counts = await q.db
    .select({ modelVersionId: rollups.modelVersionId, metric: rollups.metric, n: rollups.n })
    .from(rollups)
    .where(
      and(
        eq(rollups.projectId, projectId),
        inArray(rollups.metric, [...counted]),
        inArray(
          rollups.modelVersionId,
          versions.map(({ id }) => id),
        ),
        eq(rollups.hour, allTime),
      ),
    );
  const byVersion = Map.groupBy(counts, ({ modelVersionId }) => modelVersionId);
  return versions.map((version) => ({
    ...version,
    counts: {
      ...none,
      ...Object.fromEntries((byVersion.get(version.id) ?? []).map(({ metric, n }) => [metric, n])),
    },
  }));
};

/** Registers a model version or describes a registered one; answers the description it had (null: there was none). */
export const describeModel = async (
  tx: Transaction,
  projectId: string,
  model: string,
  description: string,
  now: number,
): Promise<{ before: string | null }> => {
  const { modelVersions: v } = tx.tables;
  const made = await tx.db
    .insert(v)
    .values({ id: newId(), projectId, model, description, registeredAt: now })
    .onConflictDoNothing({ target: [v.projectId, v.model] })
    .returning({ id: v.id });
  if (made.length > 0) return { before: null };
  const which = and(eq(v.projectId, projectId), eq(v.model, model));
  const [old] = await tx.db.select({ description: v.description }).from(v).where(which);
  await tx.db.update(v).set({ description }).where(which);
  return { before: old?.description ?? '' };
};

/** The project's model version of this name; null: there is none. */
export const modelVersionNamed = async (
  q: Queryable,
  projectId: string,
  model: string,
): Promise<{ id: string; retiredAt: number | null } | null> => {
  const { modelVersions: v } = q.tables;
  const [row] = await q.db
    .select({ id: v.id, retiredAt: v.retiredAt })
    .from(v)
    .where(and(eq(v.projectId, projectId), eq(v.model, model)));
  return row ?? null;
};

/** Has a model version decide nothing any more, from a moment on; null: it may again. */
export const retireModel = async (tx: Transaction, id: string, at: number | null): Promise<void> => {
  const { modelVersions: v } = tx.tables;
  await tx.db.update(v).set({ retiredAt: at }).where(eq(v.id, id));
};

/** The revision of the calibrator that is in force for a model version; 0: none. */
export const calibratorInForce = async (q: Queryable, id: string): Promise<number> => {
  const { modelVersions: v } = q.tables;
  const [row] = await q.db.select({ calibrator: v.calibrator }).from(v).where(eq(v.id, id));
  return row?.calibrator ?? 0;
};
