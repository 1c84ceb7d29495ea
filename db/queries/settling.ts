import { and, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { InvolvementKind, ItemStatus, Json, LabelSource } from '../../server/domain/words.ts';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import type { Tables } from '../schema.ts';
import { textParam } from '../params.ts';
import type { ReviewRow } from './claims.ts';
import { forgetStatesFrom } from './certification.ts';
import { nextLabelSeq } from './label-seq.ts';
import { isUnfinished } from './unfinished.ts';

type Row<T extends keyof Tables> = Tables[T]['$inferSelect'];

/** The label in force, as far as what replaces it depends on it. */
export type LabelInForce = Pick<
  Row<'labels'>,
  'id' | 'seq' | 'value' | 'source' | 'decisionIds' | 'decidedAt'
>;

/** An item with what its label follows from, beside the answers. */
export type ItemBasis = {
  item: Pick<Row<'items'>, 'id' | 'projectId' | 'key' | 'status' | 'destination' | 'modelVersionId'>;
  routing: Pick<
    Row<'routings'>,
    | 'id'
    | 'arm'
    | 'blindProbability'
    | 'stratum'
    | 'priority'
    | 'inspectors'
    | 'due'
    | 'policyRevision'
    | 'schemaRevision'
    | 'createdAt'
  >;
  prediction: Pick<Row<'predictions'>, 'id' | 'value' | 'confidence' | 'calibrated' | 'calibrator'>;
  /** Null: none. */
  label: LabelInForce | null;
  /** The adjudication that is waiting or done; null: none. */
  adjudication: Pick<ReviewRow, 'id' | 'state'> | null;
  /** The further look at a disputed automatic label that is waiting, and that no lead asked for; null: none. */
  recheck: Pick<ReviewRow, 'id' | 'state'> | null;
};

/** A review somebody is at work on, with its item, and why that person can no longer be given the item (null: they can). */
export type ReviewAtHand = ItemBasis & { review: ReviewRow; involvement: InvolvementKind | null };

type OfReview = { projectId: string; reviewId: string };

const lockItem = defineStatement<OfReview, unknown>('lock_item_of_review', ({ db, tables, dialect }) => {
  const { items, reviews } = tables;
  const itemId = db
    .select({ id: reviews.itemId })
    .from(reviews)
    .where(and(eq(reviews.id, textParam('reviewId')), eq(reviews.projectId, textParam('projectId'))));
  return db
    .select({ id: items.id })
    .from(items)
    .where(sql`${items.id} = (${itemId}) ${dialect.forUpdate}`);
});

const labelFields = ({ labels }: Tables) => ({
  id: labels.id,
  seq: labels.seq,
  value: labels.value,
  source: labels.source,
  decisionIds: labels.decisionIds,
  decidedAt: labels.decidedAt,
});

const reviewAtHand = defineStatement<OfReview & { userId: string }, ReviewAtHand[]>(
  'review_at_hand',
  ({ db, tables, dialect }) => {
    const { reviews, items, routings, predictions, labels, involvements } = tables;
    const adjudication = alias(reviews, 'adjudication');
    const recheck = alias(reviews, 'recheck');
    const found = and(eq(reviews.id, textParam('reviewId')), eq(reviews.projectId, textParam('projectId')));
    return db
      .select({
        review: reviews,
        item: {
          id: items.id,
          projectId: items.projectId,
          key: items.key,
          status: items.status,
          destination: items.destination,
          modelVersionId: items.modelVersionId,
        },
        routing: {
          id: routings.id,
          arm: routings.arm,
          blindProbability: routings.blindProbability,
          stratum: routings.stratum,
          priority: routings.priority,
          inspectors: routings.inspectors,
          due: routings.due,
          policyRevision: routings.policyRevision,
          schemaRevision: routings.schemaRevision,
          createdAt: routings.createdAt,
        },
        prediction: {
          id: predictions.id,
          value: predictions.value,
          confidence: predictions.confidence,
          calibrated: predictions.calibrated,
          calibrator: predictions.calibrator,
        },
        label: labelFields(tables),
        adjudication: { id: adjudication.id, state: adjudication.state },
        recheck: { id: recheck.id, state: recheck.state },
        involvement: involvements.kind,
      })
      .from(reviews)
      .innerJoin(items, eq(items.id, reviews.itemId))
      .innerJoin(routings, eq(routings.id, reviews.routingId))
      .innerJoin(predictions, eq(predictions.id, routings.predictionId))
      .leftJoin(labels, and(eq(labels.itemId, reviews.itemId), isNull(labels.supersededAt)))
      .leftJoin(
        adjudication,
        and(
          eq(adjudication.itemId, reviews.itemId),
          sql`${adjudication.purpose} = 'adjudication'`,
          sql`${adjudication.state} <> 'cancelled'`,
        ),
      )
      .leftJoin(
        recheck,
        and(
          eq(recheck.itemId, reviews.itemId),
          sql`${recheck.purpose} = 'recheck'`,
          isUnfinished(recheck),
          isNull(recheck.requeued),
        ),
      )
      .leftJoin(
        involvements,
        and(eq(involvements.itemId, reviews.itemId), eq(involvements.userId, textParam('userId'))),
      )
      .where(dialect.name === 'postgres' ? sql`${found} ${dialect.forUpdate} OF ${reviews}` : found);
  },
);

/**
 * A review of the project, locked with its item, so that two decisions on one item, and a decision and a claim, follow
 * one another; null: there is no such review in this project.
 */
export const lockReview = async (
  tx: Transaction,
  projectId: string,
  reviewId: string,
  userId: string,
): Promise<ReviewAtHand | null> => {
  // The item first, by a statement of its own: what is read after it is what the transaction before has left. The one
  // writer of SQLite has all others locked out already.
  if (tx.dialect.name === 'postgres') await tx.run(lockItem, { projectId, reviewId });
  const [row] = await tx.run(reviewAtHand, { projectId, reviewId, userId });
  return row ?? null;
};

/** A prediction, and what became of it. */
export type RoutedPrediction = Pick<Row<'predictions'>, 'value' | 'confidence' | 'calibrated'> & {
  model: string;
  routing: Pick<
    Row<'routings'>,
    'destination' | 'reasons' | 'rule' | 'threshold' | 'reviewProbability' | 'arm' | 'policyRevision'
  >;
};

const routed = defineStatement<{ routingId: string }, RoutedPrediction[]>(
  'routed_prediction',
  ({ db, tables: { routings, predictions, modelVersions } }) =>
    db
      .select({
        model: modelVersions.model,
        value: predictions.value,
        confidence: predictions.confidence,
        calibrated: predictions.calibrated,
        routing: {
          destination: routings.destination,
          reasons: routings.reasons,
          rule: routings.rule,
          threshold: routings.threshold,
          reviewProbability: routings.reviewProbability,
          arm: routings.arm,
          policyRevision: routings.policyRevision,
        },
      })
      .from(routings)
      .innerJoin(predictions, eq(predictions.id, routings.predictionId))
      .innerJoin(modelVersions, eq(modelVersions.id, predictions.modelVersionId))
      .where(eq(routings.id, textParam('routingId'))),
);

/** What a routing was made of, as endpoints are told of it. */
export const routedPrediction = async (q: Queryable, routingId: string): Promise<RoutedPrediction> => {
  const [row] = await q.run(routed, { routingId });
  if (!row) throw new Error(`there is no routing ${routingId}`);
  return row;
};

const inForce = defineStatement<{ itemId: string }, LabelInForce[]>('label_in_force', ({ db, tables }) => {
  const { labels } = tables;
  return db
    .select(labelFields(tables))
    .from(labels)
    .where(and(eq(labels.itemId, textParam('itemId')), isNull(labels.supersededAt)));
});

/** The label an item has; null: none. */
export const labelInForce = async (q: Queryable, itemId: string): Promise<LabelInForce | null> =>
  (await q.run(inForce, { itemId }))[0] ?? null;

const supersedeLabel = defineStatement<{ id: string; now: number }, unknown>(
  'supersede_label',
  ({ db, tables: { labels } }) =>
    db
      .update(labels)
      .set({ supersededAt: sql`${sql.placeholder('now')}` })
      .where(eq(labels.id, textParam('id'))),
);

const labelItem = defineStatement<
  { itemId: string; status: ItemStatus; value: string | null; source: LabelSource | null },
  unknown
>('label_item', ({ db, tables: { items } }) =>
  db
    .update(items)
    .set({
      status: sql`${sql.placeholder('status')}`,
      labelValue: sql`${sql.placeholder('value')}`,
      labelSource: sql`${sql.placeholder('source')}`,
    })
    .where(eq(items.id, textParam('itemId'))),
);

/** Puts a label in force in place of the one before (null: takes the label away), and the item's status with it. */
export const putLabel = async (
  tx: Transaction,
  { item, routing, prediction, label }: ItemBasis,
  status: ItemStatus,
  next: {
    value: Json;
    source: LabelSource;
    decisionIds: string[];
    estimateId: string | null;
    posterior: number | null;
    inspectors: number;
    agreed: boolean | null;
    policyRevision: number;
    schemaRevision: number;
  } | null,
  now: number,
): Promise<void> => {
  if (label) await tx.run(supersedeLabel, { id: label.id, now });
  await tx.run(labelItem, {
    itemId: item.id,
    status,
    value: next && JSON.stringify(next.value),
    source: next && next.source,
  });
  // Late, as the project's other writers wait for the sequence from here on.
  const seq = await nextLabelSeq(tx, item.projectId, next ? 1 : 0);
  if (routing.arm === 'blind') await forgetStatesFrom(tx, item, routing.id);
  if (!next) return;
  await tx.insertMany(tx.tables.labels, [
    {
      id: newId(),
      projectId: item.projectId,
      itemId: item.id,
      seq,
      ...next,
      predictionId: prediction.id,
      routingId: routing.id,
      decidedAt: now,
    },
  ]);
};

const setStatus = defineStatement<{ itemId: string; status: ItemStatus }, unknown>(
  'set_item_status',
  ({ db, tables: { items } }) =>
    db
      .update(items)
      .set({ status: sql`${sql.placeholder('status')}` })
      .where(eq(items.id, textParam('itemId'))),
);

/** Sets an item's status alone. */
export const setItemStatus = async (tx: Transaction, itemId: string, status: ItemStatus): Promise<void> => {
  await tx.run(setStatus, { itemId, status });
};

const exported = defineStatement<{ projectId: string }, { seq: number }[]>(
  'exported_through',
  ({ db, tables: { projectSequences } }) =>
    db
      .select({ seq: projectSequences.exportedThrough })
      .from(projectSequences)
      .where(eq(projectSequences.projectId, textParam('projectId'))),
);

/** The last position whose label has left the house in an export. */
export const exportedThrough = async (q: Queryable, projectId: string): Promise<number> =>
  (await q.run(exported, { projectId }))[0]?.seq ?? 0;
