import { and, asc, eq, gt, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Provenance } from '../../server/domain/imports/provenance.ts';
import type { ClassShare } from '../../server/domain/weighing.ts';
import type { Arm, Json, LabelSource, ReviewPurpose } from '../../server/domain/words.ts';
import { defineStatement, type Queryable } from '../database.ts';
import { wasInForce } from './labels-at.ts';

/**
 * What a dataset holds: the labels that were in force at a position, the items and answers up to an instant, and the estimate
 * of what inspectors' answers are worth that was the latest then.
 */
export type LabelsAt = { labelSeq: number; asOf: number; estimateId: string | null };

/** An item with the label that was in force, and how it came to be. Instants are epoch milliseconds. */
export type ItemAt = {
  itemId: string;
  key: string;
  payload: Json;
  inputs: Record<string, Json>;
  label: {
    id: string;
    value: Json;
    source: LabelSource;
    decisionIds: string[];
    estimateId: string | null;
    posterior: number | null;
    inspectors: number;
    agreed: boolean | null;
    policyRevision: number;
    schemaRevision: number;
    decidedAt: number;
    /** How it came to be where it was imported from; null: it was not, or that was not told. */
    told: Provenance | null;
  } | null;
  prediction: {
    id: string;
    model: string;
    value: Json;
    confidence: number | null;
    calibrated: number | null;
    calibrator: number;
    scores: Record<string, number> | null;
  } | null;
  routing: {
    id: string;
    arm: Arm | null;
    reviewProbability: number;
    isAudit: boolean;
    policyRevision: number;
    schemaRevision: number;
  } | null;
  /** What the estimate makes of it; null: nothing. */
  shares: ClassShare[] | null;
};

/** An answer of a person. */
export type AnswerAt = {
  itemId: string;
  id: string;
  userId: string;
  purpose: ReviewPurpose;
  value: Json;
  arm: Arm;
  suggestionShown: boolean;
  createdAt: number;
  timeSpentMs: number | null;
};

type Stretch = LabelsAt & { projectId: string; after: string; limit: number };

const asked = (name: keyof Stretch) => sql.placeholder(name);

const stretch = defineStatement<Stretch, ItemAt[]>('dataset.items', (q) => {
  const { items, payloads, labels, routings, predictions, modelVersions, itemPosteriors } = q.tables;
  // An item without a label tells by its latest routing how it was to be reviewed.
  const latest = sql`(select max(r.id) from ${routings} r where r.item_id = ${items.id})`;
  return q.db
    .select({
      itemId: items.id,
      key: items.key,
      payload: payloads.payload,
      inputs: payloads.inputs,
      label: {
        id: labels.id,
        value: labels.value,
        source: labels.source,
        decisionIds: labels.decisionIds,
        estimateId: labels.estimateId,
        posterior: labels.posterior,
        inspectors: labels.inspectors,
        agreed: labels.agreed,
        policyRevision: labels.policyRevision,
        schemaRevision: labels.schemaRevision,
        decidedAt: labels.decidedAt,
        told: labels.told,
      },
      prediction: {
        id: predictions.id,
        model: modelVersions.model,
        value: predictions.value,
        confidence: predictions.confidence,
        calibrated: predictions.calibrated,
        calibrator: predictions.calibrator,
        scores: predictions.scores,
      },
      routing: {
        id: routings.id,
        arm: routings.arm,
        reviewProbability: routings.reviewProbability,
        isAudit: sql`${routings.reasons} like '%"audit"%'`.mapWith(Boolean),
        policyRevision: routings.policyRevision,
        schemaRevision: routings.schemaRevision,
      },
      shares: itemPosteriors.shares,
    })
    .from(items)
    .innerJoin(payloads, eq(payloads.itemId, items.id))
    .leftJoin(labels, and(eq(labels.itemId, items.id), wasInForce(q, asked('labelSeq'))))
    .leftJoin(routings, sql`${routings.id} = coalesce(${labels.routingId}, ${latest})`)
    .leftJoin(
      predictions,
      sql`${predictions.id} = coalesce(${labels.predictionId}, ${routings.predictionId})`,
    )
    .leftJoin(modelVersions, eq(modelVersions.id, predictions.modelVersionId))
    .leftJoin(
      itemPosteriors,
      and(eq(itemPosteriors.estimateId, asked('estimateId')), eq(itemPosteriors.itemId, items.id)),
    )
    .where(
      and(
        eq(items.projectId, asked('projectId')),
        gt(items.key, asked('after')),
        // A label says better than a clock that its item was there.
        or(lte(items.receivedAt, asked('asOf')), isNotNull(labels.id)),
        ne(items.status, 'erased'),
      ),
    )
    .orderBy(asc(items.key))
    .limit(asked('limit')) as never; // the builder takes what is left joined for less than it is
});

/** A project's items after a key, by key, each with the label that was in force. */
export const itemsAt = (q: Queryable, asking: Stretch): Promise<ItemAt[]> => q.run(stretch, asking);

const answers = defineStatement<{ itemIds: string; asOf: number }, AnswerAt[]>('dataset.answers', (q) => {
  const { decisions: d, reviews } = q.tables;
  const later = alias(d, 'later');
  return q.db
    .select({
      itemId: d.itemId,
      id: d.id,
      userId: d.userId,
      purpose: reviews.purpose,
      value: d.value,
      arm: d.arm,
      suggestionShown: d.suggestionShown,
      createdAt: d.createdAt,
      timeSpentMs: d.timeSpentMs,
    })
    .from(d)
    .innerJoin(reviews, eq(reviews.id, d.reviewId))
    .leftJoin(
      later,
      // By the item, too, which there is an index of: else one is made of all decisions each time.
      and(eq(later.itemId, d.itemId), eq(later.revises, d.id), lte(later.createdAt, asked('asOf'))),
    )
    .where(
      and(
        q.dialect.isAmong(d.itemId, sql.placeholder('itemIds')),
        eq(d.kind, 'answer'),
        ne(d.standing, 'gold'),
        lte(d.createdAt, asked('asOf')),
        isNull(later.id),
      ),
    )
    .orderBy(asc(d.itemId), asc(d.createdAt), asc(d.id)) as never; // an answer always has a value
});

/** What people answered to items up to an instant, the latest word of each, oldest first. */
export const answersAt = (q: Queryable, itemIds: readonly string[], asOf: number): Promise<AnswerAt[]> =>
  q.run(answers, { itemIds: JSON.stringify(itemIds), asOf });

/** How many items a project has. */
export const countItems = async (q: Queryable, projectId: string): Promise<number> => {
  const { items } = q.tables;
  const [row] = await q.db
    .select({ n: sql`count(*)`.mapWith(Number) })
    .from(items)
    .where(eq(items.projectId, projectId));
  return row?.n ?? 0;
};
