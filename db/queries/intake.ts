import { newId } from '../new-id.ts';
import type { Routing } from '../../server/domain/routing.ts';
import type { StepReports } from '../../server/domain/pipeline/steps.ts';
import type { Json } from '../../server/domain/words.ts';
import type { Transaction } from '../database.ts';
import type { Inputs } from '../tables/items.ts';
import { openedReview } from './further-reviews.ts';
import { nextLabelSeq } from './label-seq.ts';

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
    numbered.flatMap(({ itemId, routingId, routing, skill }) => {
      const asked = {
        projectId,
        itemId,
        routing: { ...routing, id: routingId },
        purpose: routing.destination === 'auto' ? 'audit' : 'review',
        audience: 'inspector',
        needs: skill,
      } as const;
      return Array.from({ length: routing.inspectors }, () => openedReview(asked, now));
    }),
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
