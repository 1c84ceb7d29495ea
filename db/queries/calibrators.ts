import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm';
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

/** An item judged blind: the model's confidence in it, whether people agreed, and the π of its draw. */
export type JudgedBlind = { key: string; confidence: number; agreed: boolean; pi: number };

/** The latest items of a model version that people judged blind, `most` at most, in the order of their draws. */
export const judgedBlind = async (
  q: Queryable,
  projectId: string,
  modelVersionId: string,
  most: number,
): Promise<JudgedBlind[]> => {
  const { routings: r, items: i, predictions: p, labels: l } = q.tables;
  const latest = await q.db
    .select({ key: i.key, confidence: p.confidence, agreed: l.agreed, pi: r.blindProbability })
    .from(r)
    .innerJoin(i, eq(i.id, r.itemId))
    .innerJoin(p, eq(p.id, r.predictionId))
    .innerJoin(l, and(eq(l.itemId, r.itemId), isNull(l.supersededAt)))
    .where(
      and(
        eq(r.projectId, projectId),
        sql`${r.arm} = 'blind'`,
        sql`${r.blindProbability} > 0`,
        eq(p.modelVersionId, modelVersionId),
        ne(l.source, 'auto'),
      ),
    )
    .orderBy(desc(r.id))
    .limit(most);
  return latest
    .flatMap(({ key, confidence, agreed, pi }) =>
      confidence === null || agreed === null || pi === null ? [] : [{ key, confidence, agreed, pi }],
    )
    .toReversed();
};
