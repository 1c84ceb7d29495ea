import { and, eq, inArray, sql } from 'drizzle-orm';
import { newId } from '../new-id.ts';
import type { Routing } from '../../server/domain/routing.ts';
import type { Json } from '../../server/domain/words.ts';
import { defineStatement, type Transaction } from '../database.ts';
import type { Inputs } from '../tables/items.ts';

/** Keys looked up in one statement: below every engine's limit of parameters. */
const lookupChunk = 500;

type KnownRouting = Pick<
  Routing,
  'destination' | 'reasons' | 'rule' | 'threshold' | 'reviewProbability' | 'arm'
>;

/** What was answered to a submission before. */
export type KnownSubmission = {
  itemId: string;
  contentHash: string;
  policyRevision: number;
  value: Json;
  routing: KnownRouting;
};

/** The first answers to keys that were submitted before, by key. */
export const knownSubmissions = async (
  tx: Transaction,
  projectId: string,
  keys: string[],
): Promise<Map<string, KnownSubmission>> => {
  const { items, routings, predictions } = tx.tables;
  const found = new Map<string, KnownSubmission>();
  for (let i = 0; i < keys.length; i += lookupChunk) {
    const rows = await tx.db
      .select({
        key: items.key,
        itemId: items.id,
        contentHash: items.contentHash,
      })
      .from(items)
      .where(and(eq(items.projectId, projectId), inArray(items.key, keys.slice(i, i + lookupChunk))));
    for (const row of rows) {
      const [first] = await tx.db
        .select({ routing: routings, value: predictions.value })
        .from(routings)
        .innerJoin(predictions, eq(predictions.id, routings.predictionId))
        .where(eq(routings.itemId, row.itemId))
        .orderBy(routings.id)
        .limit(1);
      if (first) {
        const { policyRevision } = first.routing;
        found.set(row.key, { ...row, policyRevision, value: first.value, routing: first.routing });
      }
    }
  }
  return found;
};

/** The project's files among these hashes. */
export const knownMedia = async (
  tx: Transaction,
  projectId: string,
  hashes: string[],
): Promise<Map<string, { type: string; size: number }>> => {
  const { media } = tx.tables;
  const found = new Map<string, { type: string; size: number }>();
  for (let i = 0; i < hashes.length; i += lookupChunk) {
    const rows = await tx.db
      .select()
      .from(media)
      .where(and(eq(media.projectId, projectId), inArray(media.hash, hashes.slice(i, i + lookupChunk))));
    for (const row of rows) found.set(row.hash, { type: row.type, size: row.size });
  }
  return found;
};

/** The ids of model versions by `name@version`; those not seen before are registered. */
export const modelVersionIds = async (
  tx: Transaction,
  projectId: string,
  models: string[],
  now: number,
): Promise<Map<string, string>> => {
  const { modelVersions } = tx.tables;
  const find = async (): Promise<Map<string, string>> => {
    const rows = await tx.db
      .select({ id: modelVersions.id, model: modelVersions.model })
      .from(modelVersions)
      .where(and(eq(modelVersions.projectId, projectId), inArray(modelVersions.model, models)));
    return new Map(rows.map((row) => [row.model, row.id]));
  };
  const known = await find();
  const missing = models.filter((model) => !known.has(model));
  if (missing.length === 0) return known;
  const first = { projectId, description: '', registeredAt: now };
  await tx.db
    .insert(modelVersions)
    .values(missing.toSorted().map((model) => ({ ...first, id: newId(), model })))
    .onConflictDoNothing();
  return find();
};

/** Notes that predictions of these model versions came in. */
export const heardFrom = async (tx: Transaction, modelVersionIds: string[], now: number): Promise<void> => {
  const { modelVersions } = tx.tables;
  for (const id of modelVersionIds.toSorted())
    await tx.db
      .update(modelVersions)
      .set({
        firstPredictionAt: sql`coalesce(${modelVersions.firstPredictionAt}, ${now})`,
        lastPredictionAt: now,
      })
      .where(eq(modelVersions.id, id));
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

/** A checked and routed submission. */
export type IntakeRow = {
  itemId: string;
  key: string;
  contentHash: string;
  payload: Json;
  inputs: Inputs;
  priority: number;
  occurredAt: number | null;
  modelVersionId: string;
  value: Json;
  confidence: number | null;
  scores: Record<string, number> | null;
  latencyMs: number | null;
  routing: Routing;
};

/** Writes what submissions bring: items, payloads, predictions, routings, and labels or reviews. */
export const insertIntake = async (
  tx: Transaction,
  project: { id: string; policyRevision: number; schemaRevision: number },
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
    numbered.map(({ itemId, payload, inputs, priority, occurredAt }) => ({
      itemId,
      payload,
      inputs,
      priority,
      occurredAt,
    })),
  );
  await tx.insertMany(
    predictions,
    numbered.map(({ predictionId, itemId, modelVersionId, value, confidence, scores, latencyMs }) => ({
      id: predictionId,
      itemId,
      modelVersionId,
      value,
      confidence,
      scores,
      latencyMs,
      receivedAt: now,
    })),
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
      createdAt: now,
    })),
  );
  await tx.insertMany(
    reviews,
    numbered.flatMap(({ itemId, routingId, routing }) =>
      Array.from({ length: routing.inspectors }, () => ({
        id: newId(),
        projectId,
        itemId,
        routingId,
        purpose: routing.destination === 'auto' ? ('audit' as const) : ('review' as const),
        audience: 'inspector' as const,
        state: 'open' as const,
        arm: routing.arm ?? 'blind',
        negPriority: -routing.priority,
        createdAt: now,
        token: 0,
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
