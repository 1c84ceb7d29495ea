import { and, desc, eq, sql } from 'drizzle-orm';
import { noCalibrator, type CalibratorFit, type CalibratorInForce } from '../../server/domain/calibrators.ts';
import type { Calibrator } from '../../server/domain/statistics/calibrator.ts';
import type { Actor } from '../actor.ts';
import type { Queryable, Transaction } from '../database.ts';

/** The calibrator of a model version's row; without one, confidences stay as they are. */
export const inForce = ({
  revision,
  fitted,
}: {
  revision: number;
  fitted: Calibrator | null;
}): CalibratorInForce => (fitted ? { revision, fitted } : noCalibrator);

/** A calibrator that was fitted once. `createdAt` is epoch milliseconds. */
export type FittedCalibrator = {
  revision: number;
  fitted: Calibrator;
  fit: CalibratorFit;
  actor: Actor;
  createdAt: number;
};

/** A model version's calibrators, the latest first. */
export const calibratorsOf = async (q: Queryable, modelVersionId: string): Promise<FittedCalibrator[]> => {
  const { calibrators: c } = q.tables;
  return q.db
    .select({
      revision: c.revision,
      fitted: c.fitted,
      fit: c.fit,
      actor: c.actor,
      createdAt: c.createdAt,
    })
    .from(c)
    .where(eq(c.modelVersionId, modelVersionId))
    .orderBy(desc(c.revision));
};

/** One of a model version's calibrators, 0 being none. */
export const calibratorOf = async (
  q: Queryable,
  modelVersionId: string,
  revision: number,
): Promise<CalibratorInForce> => {
  const { calibrators: c } = q.tables;
  const [found] = await q.db
    .select({ revision: c.revision, fitted: c.fitted })
    .from(c)
    .where(and(eq(c.modelVersionId, modelVersionId), eq(c.revision, revision)));
  return found ?? noCalibrator;
};

/** Keeps a calibrator, as the next revision of the model version's. */
export const insertCalibrator = async (
  tx: Transaction,
  of: { projectId: string; modelVersionId: string },
  calibrator: Omit<FittedCalibrator, 'revision'>,
): Promise<FittedCalibrator> => {
  const { modelVersions: m, calibrators: c } = tx.tables;
  // Those that are fitted at the same moment follow one another.
  await tx.db
    .update(m)
    .set({ calibrator: sql`${m.calibrator}` })
    .where(eq(m.id, of.modelVersionId));
  const [last] = await calibratorsOf(tx, of.modelVersionId);
  const revision = (last?.revision ?? 0) + 1;
  await tx.db.insert(c).values({ ...of, ...calibrator, revision });
  return { ...calibrator, revision };
};

/** Puts a calibrator of a model version in force (0: none) in place of another; false: another one was in force. */
export const chooseCalibrator = async (
  tx: Transaction,
  modelVersionId: string,
  { from, to }: { from: number; to: number },
): Promise<boolean> => {
  const { modelVersions: m } = tx.tables;
  const changed = await tx.db
    .update(m)
    .set({ calibrator: to })
    .where(and(eq(m.id, modelVersionId), eq(m.calibrator, from)))
    .returning({ id: m.id });
  return changed.length > 0;
};
