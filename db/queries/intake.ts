import { and, asc, eq, sql } from 'drizzle-orm';
import { newId } from '../new-id.ts';
import type { CalibratorInForce } from '../../server/domain/calibrators.ts';
import { dueTimes } from '../../server/domain/due.ts';
import { laneOfNeed } from '../../server/domain/lanes.ts';
import type { Routing } from '../../server/domain/routing.ts';
import type { Calibrator } from '../../server/domain/statistics/calibrator.ts';
import type { StepReports } from '../../server/domain/pipeline/steps.ts';
import type { Json } from '../../server/domain/words.ts';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import { oneRow, textParam } from '../params.ts';
import { inForce } from './calibrators.ts';
import type { Inputs } from '../tables/items.ts';

type KnownRouting = Pick<
  Routing,
  'destination' | 'reasons' | 'rule' | 'threshold' | 'reviewProbability' | 'arm'
>;

/** What was answered to a submission before. */
export type KnownSubmission = {
  itemId: string;
  contentHash: string;
  policyRevision: number;
  /** The version whose prediction was used, and what it said. */
  model: string;
  value: Json;
  routing: KnownRouting;
};

const taken = defineStatement<
  { projectId: string; keys: string },
  { key: string; itemId: string; contentHash: string }[]
>('intake.taken', ({ db, tables: { items }, dialect }) =>
  db
    .select({ key: items.key, itemId: items.id, contentHash: items.contentHash })
    .from(items)
    .where(
      and(eq(items.projectId, textParam('projectId')), dialect.isAmong(items.key, sql.placeholder('keys'))),
    ),
);

const firstRouting = defineStatement<
  { itemId: string },
  { routing: KnownRouting & { policyRevision: number }; model: string; value: Json }[]
>('intake.first_routing', ({ db, tables: { routings, predictions, modelVersions } }) =>
  db
    .select({ routing: routings, model: modelVersions.model, value: predictions.value })
    .from(routings)
    .innerJoin(predictions, eq(predictions.id, routings.predictionId))
    .innerJoin(modelVersions, eq(modelVersions.id, predictions.modelVersionId))
    .where(eq(routings.itemId, textParam('itemId')))
    .orderBy(asc(routings.id))
    .limit(oneRow),
);

/** The first answers to keys that were submitted before, by key. */
export const knownSubmissions = async (
  q: Queryable,
  projectId: string,
  keys: string[],
): Promise<Map<string, KnownSubmission>> => {
  const found = new Map<string, KnownSubmission>();
  for (const row of await q.run(taken, { projectId, keys: JSON.stringify(keys) })) {
    const [first] = await q.run(firstRouting, { itemId: row.itemId });
    if (first) {
      const { policyRevision } = first.routing;
      found.set(row.key, { ...row, ...first, policyRevision });
    }
  }
  return found;
};

const files = defineStatement<
  { projectId: string; hashes: string },
  { hash: string; type: string; size: number }[]
>('intake.files', ({ db, tables: { media }, dialect }) =>
  db
    .select({ hash: media.hash, type: media.type, size: media.size })
    .from(media)
    .where(
      and(
        eq(media.projectId, textParam('projectId')),
        dialect.isAmong(media.hash, sql.placeholder('hashes')),
      ),
    ),
);

/** The project's files among these hashes. */
export const knownMedia = async (
  tx: Transaction,
  projectId: string,
  hashes: string[],
): Promise<Map<string, { type: string; size: number }>> => {
  if (hashes.length === 0) return new Map();
  const rows = await tx.run(files, { projectId, hashes: JSON.stringify(hashes) });
  return new Map(rows.map(({ hash, type, size }) => [hash, { type, size }]));
};

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

const advance = defineStatement<{ projectId: string; n: number }, { last: number }[]>(
  'next_label_seq',
  ({ db, tables: { projectSequences } }) =>
    db
      .update(projectSequences)
      .set({ labelSeq: sql`${projectSequences.labelSeq} + ${sql.placeholder('n')}` })
      .where(eq(projectSequences.projectId, sql.placeholder('projectId')))
      .returning({ last: projectSequences.labelSeq }),
);

/** Hands out the next n positions in the order of the project's labels; answers the first. */
export const nextLabelSeq = async (tx: Transaction, projectId: string, n: number): Promise<number> => {
  const [row] = await tx.run(advance, { projectId, n });
  if (!row) throw new Error(`project ${projectId} has no sequences`);
  return row.last - n + 1;
};

/** What one model version said of an item. */
export type ModelPrediction = {
  modelVersionId: string;
  value: Json;
  confidence: number | null;
  calibrated: number | null;
  calibrator: number;
  scores: Record<string, number> | null;
  latencyMs: number | null;
};

/** A checked and routed submission. */
export type IntakeRow = ModelPrediction & {
  itemId: string;
  key: string;
  contentHash: string;
  payload: Json;
  inputs: Inputs;
  priority: number;
  occurredAt: number | null;
  unit: string | null;
  /** What the steps of the pipeline made of it. */
  steps: StepReports;
  routing: Routing;
  /** The skill that its reviews need; null: none. */
  skill: string | null;
  /** What other versions said, and whether that is the same. */
  others: (ModelPrediction & { same: boolean })[];
};

const predictionRow = (id: string, itemId: string, p: ModelPrediction, receivedAt: number) => ({
  id,
  itemId,
  modelVersionId: p.modelVersionId,
  value: p.value,
  confidence: p.confidence,
  calibrated: p.calibrated,
  calibrator: p.calibrator,
  scores: p.scores,
  latencyMs: p.latencyMs,
  receivedAt,
});

/** Writes what versions said that did not decide. */
const insertCompared = async (
  tx: Transaction,
  projectId: string,
  rows: readonly Pick<IntakeRow, 'itemId' | 'modelVersionId' | 'others'>[],
  now: number,
): Promise<void> => {
  const compared = rows.flatMap(({ itemId, modelVersionId: againstId, others }) =>
    others.map((other) => ({ ...other, itemId, againstId, predictionId: newId() })),
  );
  if (compared.length === 0) return;
  await tx.insertMany(
    tx.tables.predictions,
    compared.map((one) => predictionRow(one.predictionId, one.itemId, one, now)),
  );
  await tx.insertMany(
    tx.tables.comparedPredictions,
    compared.map(({ predictionId, itemId, modelVersionId, againstId, same }) => ({
      predictionId,
      projectId,
      itemId,
      modelVersionId,
      againstId,
      same,
      createdAt: now,
    })),
  );
};

/** Writes what submissions bring: items, payloads, predictions, routings, and labels or reviews. */
export const insertIntake = async (
  tx: Transaction,
  project: { id: string; policyRevision: number; schemaRevision: number; epoch: number },
  rows: IntakeRow[],
  now: number,
): Promise<void> => {
  const { items, payloads, predictions, routings, labels, reviews } = tx.tables;
  const projectId = project.id;
  const numbered = rows.map((row) => ({ ...row, predictionId: newId(), routingId: newId() }));
  const automatic = numbered.filter((row) => row.routing.destination === 'auto');

  await tx.insertMany(
    items,
    numbered.map((row) => ({
      id: row.itemId,
      projectId,
      key: row.key,
      contentHash: row.contentHash,
      status: row.routing.destination === 'auto' ? 'accepted' : 'in_review',
      destination: row.routing.destination,
      modelVersionId: row.modelVersionId,
      modelValue: row.value,
      confidence: row.confidence,
      labelValue: row.routing.destination === 'auto' ? row.value : null,
      labelSource: row.routing.destination === 'auto' ? 'auto' : null,
      receivedAt: now,
    })),
  );
  await tx.insertMany(
    payloads,
    numbered.map(({ itemId, payload, inputs, priority, occurredAt, unit, steps }) => ({
      itemId,
      payload,
      inputs,
      priority,
      occurredAt,
      unit,
      steps: Object.keys(steps).length > 0 ? steps : null,
    })),
  );
  await tx.insertMany(
    predictions,
    numbered.map((row) => predictionRow(row.predictionId, row.itemId, row, now)),
  );
  await tx.insertMany(
    routings,
    numbered.map(({ routingId, itemId, predictionId, routing: { reviewed: _, ...routing } }) => ({
      id: routingId,
      projectId,
      itemId,
      predictionId,
      ...routing,
      policyRevision: project.policyRevision,
      schemaRevision: project.schemaRevision,
      epoch: project.epoch,
      createdAt: now,
    })),
  );
  await insertCompared(tx, projectId, rows, now);
  await tx.insertMany(
    reviews,
    numbered.flatMap(({ itemId, routingId, routing, skill }) =>
      Array.from({ length: routing.inspectors }, () => ({
        id: newId(),
        projectId,
        itemId,
        routingId,
        purpose: routing.destination === 'auto' ? ('audit' as const) : ('review' as const),
        audience: 'inspector' as const,
        state: 'open' as const,
        arm: routing.arm ?? 'blind',
        lane: laneOfNeed(skill),
        needs: skill,
        negPriority: -routing.priority,
        createdAt: now,
        ...dueTimes(routing.due, now),
        token: 0,
        goldGiven: false,
      })),
    ),
  );
  if (automatic.length === 0) return;
  const firstSeq = await nextLabelSeq(tx, projectId, automatic.length);
  await tx.insertMany(
    labels,
    automatic.map((row, i) => ({
      id: newId(),
      projectId,
      itemId: row.itemId,
      seq: firstSeq + i,
      value: row.value,
      source: 'auto' as const,
      decisionIds: [],
      inspectors: 0,
      agreed: true,
      predictionId: row.predictionId,
      routingId: row.routingId,
      policyRevision: project.policyRevision,
      schemaRevision: project.schemaRevision,
      decidedAt: now,
    })),
  );
};
