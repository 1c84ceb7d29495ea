import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { ItemStatus, Json, LabelSource } from '../../server/domain/words.ts';
import type { Queryable, Transaction } from '../database.ts';
import type { Tables } from '../schema.ts';
import type { ReviewRow } from './claims.ts';
import { nextLabelSeq } from './intake.ts';

type Row<T extends keyof Tables> = Tables[T]['$inferSelect'];

/** An item with what its label follows from. */
export type ItemBasis = {
  item: Row<'items'>;
  routing: Row<'routings'>;
  prediction: Row<'predictions'>;
  /** The label in force; null: none. */
  label: Row<'labels'> | null;
  /** The adjudication that is waiting or done; null: none. */
  adjudication: ReviewRow | null;
};

/** Reads an item's latest routing and prediction, its label in force and its adjudication. */
export const itemBasis = async (q: Queryable, itemId: string): Promise<ItemBasis> => {
  const { items, routings, predictions, labels, reviews } = q.tables;
  const [first] = await q.db
    .select({ item: items, routing: routings, prediction: predictions })
    .from(items)
    .innerJoin(routings, eq(routings.itemId, items.id))
    .innerJoin(predictions, eq(predictions.id, routings.predictionId))
    .where(eq(items.id, itemId))
    .orderBy(asc(routings.id))
    .limit(1);
  if (!first) throw new Error(`item ${itemId} has no routing`);
  const [label] = await q.db
    .select()
    .from(labels)
    .where(and(eq(labels.itemId, itemId), isNull(labels.supersededAt)));
  const [adjudication] = await q.db
    .select()
    .from(reviews)
    .where(
      and(eq(reviews.itemId, itemId), eq(reviews.purpose, 'adjudication'), ne(reviews.state, 'cancelled')),
    );
  return { ...first, label: label ?? null, adjudication: adjudication ?? null };
};

/** Puts a label in force in place of the one before (null: takes the label away), and the item's status with it. */
export const putLabel = async (
  tx: Transaction,
  basis: ItemBasis,
  status: ItemStatus,
  next: {
    value: Json;
    source: LabelSource;
    decisionIds: string[];
    inspectors: number;
    agreed: boolean | null;
    policyRevision: number;
    schemaRevision: number;
  } | null,
  now: number,
): Promise<void> => {
  const { items, labels } = tx.tables;
  const { item, routing, prediction, label } = basis;
  if (label) await tx.db.update(labels).set({ supersededAt: now }).where(eq(labels.id, label.id));
  await tx.db
    .update(items)
    .set({ status, labelValue: next?.value ?? null, labelSource: next?.source ?? null })
    .where(eq(items.id, item.id));
  if (!next) return;
  // Last, as the project's other writers wait for the sequence from here on.
  const seq = await nextLabelSeq(tx, item.projectId, 1);
  await tx.db.insert(labels).values({
    id: v7(),
    projectId: item.projectId,
    itemId: item.id,
    seq,
    ...next,
    predictionId: prediction.id,
    routingId: routing.id,
    decidedAt: now,
  });
};

/** Sets an item's status alone. */
export const setItemStatus = async (tx: Transaction, itemId: string, status: ItemStatus): Promise<void> => {
  const { items } = tx.tables;
  await tx.db.update(items).set({ status }).where(eq(items.id, itemId));
};

/** Opens the third review of an item whose inspectors disagree: for a lead, ahead of what came later. */
export const openAdjudication = async (
  tx: Transaction,
  { item, routing }: ItemBasis,
  now: number,
): Promise<void> => {
  await tx.db.insert(tx.tables.reviews).values({
    id: v7(),
    projectId: item.projectId,
    itemId: item.id,
    routingId: routing.id,
    purpose: 'adjudication',
    audience: 'lead',
    state: 'open',
    arm: routing.arm ?? 'blind',
    negPriority: -routing.priority,
    createdAt: now,
    token: 0,
  });
};

/** The last position whose label has left the house in an export. */
export const exportedThrough = async (q: Queryable, projectId: string): Promise<number> => {
  const { projectSequences } = q.tables;
  const [row] = await q.db
    .select({ seq: projectSequences.exportedThrough })
    .from(projectSequences)
    .where(eq(projectSequences.projectId, projectId));
  return row?.seq ?? 0;
};
