import { and, eq, isNull, sql } from 'drizzle-orm';
import type { ItemStatus, Json, LabelSource } from '../../server/domain/words.ts';
import type { Queryable } from '../database.ts';
import type { Tables } from '../schema.ts';
import { latestPosterior, type LatestPosterior } from './posteriors.ts';
import { shownWhenWithheld, type ItemReader } from './blind.ts';
import { disguisedLineage, hiddenFrom, isGivenGold, labelOfAnswer, ownGold } from './gold-disguise.ts';

type Row<T extends keyof Tables> = Tables[T]['$inferSelect'];

/** A label in force. */
export type LabelInForce = { id: string; seq: number; value: Json; source: LabelSource; decidedAt: number };

/** An item's status and label; what is withheld is not in it. */
export type LabelState = {
  itemId: string;
  status: ItemStatus;
  label: LabelInForce | null;
  withheld: boolean;
};

/** The label in force of the item of this key; null: there is no such item. */
export const labelState = async (
  q: Queryable,
  reader: ItemReader,
  key: string,
): Promise<LabelState | null> => {
  const { projectId } = reader;
  const { items, labels } = q.tables;
  const [row] = await q.db
    .select({
      itemId: items.id,
      status: items.status,
      withheld: hiddenFrom(q, reader),
      label: {
        id: labels.id,
        seq: labels.seq,
        value: labels.value,
        source: labels.source,
        decidedAt: labels.decidedAt,
      },
    })
    .from(items)
    .leftJoin(labels, and(eq(labels.itemId, items.id), isNull(labels.supersededAt)))
    .where(and(eq(items.projectId, projectId), eq(items.key, key)));
  if (!row) return null;
  if (row.withheld) return { ...row, status: shownWhenWithheld.status, label: null };
  const own = (await ownGold(q, reader, [row.itemId])).get(row.itemId);
  if (own === undefined) return row;
  return own
    ? { ...row, status: 'labelled', label: labelOfAnswer(own, row.label?.seq ?? 1) }
    : { ...row, status: 'in_review', label: null };
};

/** Everything that led to an item's labels, each list oldest first. */
export type Lineage = {
  predictions: (Row<'predictions'> & { model: string })[];
  routings: Row<'routings'>[];
  reviews: (Row<'reviews'> & { holder: string | null })[];
  decisions: (Row<'decisions'> & { inspector: string })[];
  /** `estimatedAt`: when the estimate was done that settled it; null where none did. */
  labels: (Row<'labels'> & { estimatedAt: number | null })[];
  /** What the project's latest estimate makes of the item; null: nothing. */
  posterior: LatestPosterior | null;
};

const noLineage: Lineage = {
  predictions: [],
  routings: [],
  reviews: [],
  decisions: [],
  labels: [],
  posterior: null,
};

const lineageOf = async (q: Queryable, projectId: string, itemId: string): Promise<Lineage> => {
  const { predictions, modelVersions, routings, reviews, decisions, labels, users } = q.tables;
  const { reliabilityEstimates } = q.tables;
  const predicted = await q.db
    .select({ row: predictions, model: modelVersions.model })
    .from(predictions)
    .innerJoin(modelVersions, eq(modelVersions.id, predictions.modelVersionId))
    .where(eq(predictions.itemId, itemId))
    .orderBy(predictions.id);
  const reviewed = await q.db
    .select({ row: reviews, holder: users.name })
    .from(reviews)
    .leftJoin(users, eq(users.id, reviews.holderId))
    .where(eq(reviews.itemId, itemId))
    .orderBy(reviews.createdAt, reviews.id);
  const decided = await q.db
    .select({ row: decisions, inspector: users.name })
    .from(decisions)
    .innerJoin(users, eq(users.id, decisions.userId))
    .where(eq(decisions.itemId, itemId))
    .orderBy(decisions.createdAt, decisions.id);
  const labelled = await q.db
    .select({ row: labels, estimatedAt: reliabilityEstimates.finishedAt })
    .from(labels)
    .leftJoin(reliabilityEstimates, eq(reliabilityEstimates.id, labels.estimateId))
    .where(eq(labels.itemId, itemId))
    .orderBy(labels.seq);
  return {
    predictions: predicted.map(({ row, model }) => ({ ...row, model })),
    routings: await q.db.select().from(routings).where(eq(routings.itemId, itemId)).orderBy(routings.id),
    reviews: reviewed.map(({ row, holder }) => ({ ...row, holder })),
    decisions: decided.map(({ row, inspector }) => ({ ...row, inspector })),
    labels: labelled.map(({ row, estimatedAt }) => ({ ...row, estimatedAt })),
    posterior: await latestPosterior(q, projectId, itemId),
  };
};

/** Everything known about an item; what is withheld is not in it. */
export type ItemHistory = Pick<Row<'items'>, 'id' | 'key' | 'status' | 'receivedAt'> &
  Pick<Row<'payloads'>, 'payload' | 'inputs' | 'priority' | 'occurredAt' | 'steps'> &
  Lineage & { withheld: boolean };

/** The id of the item of this key; null: there is none. */
export const itemIdOf = async (q: Queryable, projectId: string, key: string): Promise<string | null> => {
  const { items } = q.tables;
  const [row] = await q.db
    .select({ id: items.id })
    .from(items)
    .where(and(eq(items.projectId, projectId), eq(items.key, key)));
  return row?.id ?? null;
};

/** An item with its history; null: there is none of this id. */
export const itemHistory = async (
  q: Queryable,
  reader: ItemReader,
  itemId: string,
): Promise<ItemHistory | null> => {
  const { projectId } = reader;
  const { items, payloads } = q.tables;
  const lineage = await lineageOf(q, projectId, itemId);
  // The blind rule is looked at last: an answer that came in between is then either not in the lineage, or seen by it.
  const [row] = await q.db
    .select({
      id: items.id,
      key: items.key,
      status: items.status,
      receivedAt: items.receivedAt,
      payload: payloads.payload,
      inputs: payloads.inputs,
      priority: payloads.priority,
      occurredAt: payloads.occurredAt,
      steps: payloads.steps,
      withheld: hiddenFrom(q, reader),
    })
    .from(items)
    .innerJoin(payloads, eq(payloads.itemId, items.id))
    .where(eq(items.id, itemId));
  if (!row) return null;
  if (row.withheld) return { ...row, ...noLineage, steps: null, status: shownWhenWithheld.status };
  if (!isGivenGold(reader)) return { ...row, ...lineage };
  const own = (await ownGold(q, reader, [itemId])).get(itemId);
  const disguised = disguisedLineage(lineage, reader, own);
  return { ...row, ...disguised, status: own === undefined ? row.status : own ? 'labelled' : 'in_review' };
};

/** Whether the person holds a review of the item, be it with a lease that has run out. */
export const holdsReviewOf = async (q: Queryable, itemId: string, userId: string): Promise<boolean> => {
  const { reviews } = q.tables;
  const [row] = await q.db
    .select({ id: reviews.id })
    .from(reviews)
    .where(and(eq(reviews.itemId, itemId), eq(reviews.holderId, userId), sql`${reviews.state} = 'held'`))
    .limit(1);
  return row !== undefined;
};
