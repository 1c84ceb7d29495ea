import { and, eq, sql } from 'drizzle-orm';
import { newId } from '../new-id.ts';
import type { CalibratorInForce } from '../../server/domain/calibrators.ts';
import type { Calibrator } from '../../server/domain/statistics/calibrator.ts';
import { defineStatement, type Transaction } from '../database.ts';
import { textParam } from '../params.ts';
import { inForce } from './calibrators.ts';

/** A model version as intake needs it. */
export type IntakeModel = { id: string; isRetired: boolean; calibrator: CalibratorInForce };

type VersionRow = {
  id: string;
  model: string;
  retiredAt: number | null;
  revision: number;
  fitted: Calibrator | null;
};

const versions = defineStatement<{ projectId: string; models: string }, VersionRow[]>(
  'intake.model_versions',
  ({ db, tables: { modelVersions, calibrators }, dialect }) =>
    db
      .select({
        id: modelVersions.id,
        model: modelVersions.model,
        retiredAt: modelVersions.retiredAt,
        revision: modelVersions.calibrator,
        fitted: calibrators.fitted,
      })
      .from(modelVersions)
      .leftJoin(
        calibrators,
        and(
          eq(calibrators.modelVersionId, modelVersions.id),
          eq(calibrators.revision, modelVersions.calibrator),
        ),
      )
      .where(
        and(
          eq(modelVersions.projectId, textParam('projectId')),
          dialect.isAmong(modelVersions.model, sql.placeholder('models')),
        ),
      ),
);

/** Model versions by `name@version`; those not seen before are registered. */
export const intakeModels = async (
  tx: Transaction,
  projectId: string,
  models: string[],
  now: number,
): Promise<Map<string, IntakeModel>> => {
  const find = async (): Promise<Map<string, IntakeModel>> => {
    const rows = await tx.run(versions, { projectId, models: JSON.stringify(models) });
    return new Map(
      rows.map(({ id, model, retiredAt, ...row }) => [
        model,
        { id, isRetired: retiredAt !== null, calibrator: inForce(row) },
      ]),
    );
  };
  const known = await find();
  const missing = models.filter((model) => !known.has(model));
  if (missing.length === 0) return known;
  const first = { projectId, description: '', registeredAt: now };
  await tx.db
    .insert(tx.tables.modelVersions)
    .values(missing.toSorted().map((model) => ({ ...first, id: newId(), model })))
    .onConflictDoNothing();
  return find();
};

const hear = defineStatement<{ id: string; now: number }, unknown>(
  'intake.heard_from',
  ({ db, tables: { modelVersions } }) =>
    db
      .update(modelVersions)
      .set({
        firstPredictionAt: sql`coalesce(${modelVersions.firstPredictionAt}, ${sql.placeholder('now')})`,
        lastPredictionAt: sql`${sql.placeholder('now')}`,
      })
      .where(eq(modelVersions.id, textParam('id'))),
);

/** Notes that predictions of these model versions came in. */
export const heardFrom = async (tx: Transaction, modelVersionIds: string[], now: number): Promise<void> => {
  for (const id of modelVersionIds.toSorted()) await tx.run(hear, { id, now });
};
