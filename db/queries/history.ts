import type { Provenance } from '../../server/domain/imports/provenance.ts';
import type { Json } from '../../server/domain/words.ts';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import type { Inputs } from '../tables/items.ts';
import { nextLabelSeq } from './label-seq.ts';

/** By what ids an item that came with its label can be traced. */
export type HistoryIds = { itemId: string; labelId: string; predictionId: string; routingId: string };

/** Ids for an item that comes with its label. */
export const historyIds = (): HistoryIds => ({
  itemId: newId(),
  labelId: newId(),
  predictionId: newId(),
  routingId: newId(),
});

/** A checked item that comes with its label, which was given elsewhere. */
export type HistoryRow = HistoryIds & {
  key: string;
  contentHash: string;
  payload: Json;
  inputs: Inputs;
  priority: number;
  occurredAt: number | null;
  unit: string | null;
  value: Json;
  told: Provenance | null;
};

/**
 * Writes items that come with their labels: routed to nobody, of a model version that says nothing, so that nothing is counted
 * of them.
 */
export const insertHistory = async (
  tx: Transaction,
  project: { id: string; policyRevision: number; schemaRevision: number; modelVersionId: string },
  rows: readonly HistoryRow[],
  now: number,
): Promise<void> => {
  if (rows.length === 0) return;
  const { items, payloads, predictions, routings, labels } = tx.tables;
  const { id: projectId, policyRevision, schemaRevision, modelVersionId } = project;
  await tx.insertMany(
    items,
    rows.map((row) => ({
      id: row.itemId,
      projectId,
      key: row.key,
      contentHash: row.contentHash,
      status: 'labelled' as const,
      destination: 'review' as const,
      modelVersionId,
      modelValue: null,
      confidence: null,
      labelValue: row.value,
      labelSource: 'imported' as const,
      receivedAt: now,
    })),
  );
  await tx.insertMany(
    payloads,
    rows.map(({ itemId, payload, inputs, priority, occurredAt, unit }) => ({
      itemId,
      payload,
      inputs,
      priority,
      occurredAt,
      unit,
      steps: null,
    })),
  );
  await tx.insertMany(
    predictions,
    rows.map(({ predictionId, itemId }) => ({
      id: predictionId,
      itemId,
      modelVersionId,
      value: null,
      confidence: null,
      calibrated: null,
      calibrator: 0,
      scores: null,
      latencyMs: null,
      receivedAt: now,
    })),
  );
  await tx.insertMany(
    routings,
    rows.map(({ routingId, itemId, predictionId, priority }) => ({
      id: routingId,
      projectId,
      itemId,
      predictionId,
      destination: 'review' as const,
      reasons: ['imported' as const],
      rule: null,
      threshold: null,
      reviewProbability: 0,
      stratum: null,
      blindProbability: null,
      arm: null,
      priority,
      inspectors: 0,
      due: null,
      policyRevision,
      schemaRevision,
      epoch: 0,
      createdAt: now,
    })),
  );
  const firstSeq = await nextLabelSeq(tx, projectId, rows.length);
  await tx.insertMany(
    labels,
    rows.map((row, i) => ({
      id: row.labelId,
      projectId,
      itemId: row.itemId,
      seq: firstSeq + i,
      value: row.value,
      source: 'imported' as const,
      decisionIds: [],
      inspectors: 0,
      agreed: null,
      predictionId: row.predictionId,
      routingId: row.routingId,
      policyRevision,
      schemaRevision,
      decidedAt: now,
      told: row.told,
    })),
  );
};
