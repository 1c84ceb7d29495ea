import { and, eq, inArray } from 'drizzle-orm';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import type { Json } from '../../server/domain/words.ts';
import type { Queryable } from '../database.ts';
import type { Inputs } from '../tables/items.ts';
import type { ReviewRow } from './claims.ts';
import { standingAnswers } from './decisions.ts';

/** What an inspector is shown of a review. The suggestion of a blind one is never read. */
export type ReviewView = {
  review: ReviewRow;
  key: string;
  payload: Json;
  inputs: Inputs;
  schemaRevision: number;
  schema: LabelSchema;
  suggestion: {
    model: string;
    value: Json;
    confidence: number | null;
    scores: Record<string, number> | null;
  } | null;
  /** Both answers of a disagreement; only in an adjudication. */
  opinions: { inspector: string; value: Json; at: number }[];
  escalation: { inspector: string; note: string } | null;
};

const suggestionFor = async (q: Queryable, review: ReviewRow): Promise<ReviewView['suggestion']> => {
  if (review.arm === 'blind') return null;
  const { routings, predictions, modelVersions } = q.tables;
  const [row] = await q.db
    .select({
      model: modelVersions.model,
      value: predictions.value,
      confidence: predictions.confidence,
      scores: predictions.scores,
    })
    .from(routings)
    .innerJoin(predictions, eq(predictions.id, routings.predictionId))
    .innerJoin(modelVersions, eq(modelVersions.id, predictions.modelVersionId))
    .where(eq(routings.id, review.routingId));
  return row && row.value !== null ? row : null;
};

const namesOf = async (q: Queryable, userIds: string[]): Promise<Map<string, string>> => {
  if (userIds.length === 0) return new Map();
  const { users } = q.tables;
  const rows = await q.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, userIds));
  return new Map(rows.map((row) => [row.id, row.name]));
};

const opinionsFor = async (q: Queryable, review: ReviewRow): Promise<ReviewView['opinions']> => {
  if (review.purpose !== 'adjudication') return [];
  const answers = (await standingAnswers(q, review.itemId)).filter((a) => a.purpose !== 'adjudication');
  const names = await namesOf(
    q,
    answers.map((a) => a.userId),
  );
  return answers.map((a) => ({ inspector: names.get(a.userId) ?? '', value: a.value, at: a.createdAt }));
};

/** What an inspector is shown of these reviews, in the same order. `current` is the revision in force. */
export const reviewViews = async (
  q: Queryable,
  rows: ReviewRow[],
  current: number,
): Promise<ReviewView[]> => {
  const { items, payloads, schemaRevisions } = q.tables;
  const views: ReviewView[] = [];
  for (const review of rows) {
    const schemaRevision = review.schemaRevision ?? current;
    const [row] = await q.db
      .select({
        key: items.key,
        payload: payloads.payload,
        inputs: payloads.inputs,
        schema: schemaRevisions.schema,
      })
      .from(items)
      .innerJoin(payloads, eq(payloads.itemId, items.id))
      .innerJoin(
        schemaRevisions,
        and(eq(schemaRevisions.projectId, items.projectId), eq(schemaRevisions.revision, schemaRevision)),
      )
      .where(eq(items.id, review.itemId));
    if (!row) throw new Error(`review ${review.id} has no item`);
    const names = review.escalation
      ? await namesOf(q, [review.escalation.userId])
      : new Map<string, string>();
    views.push({
      review,
      ...row,
      schemaRevision,
      suggestion: await suggestionFor(q, review),
      opinions: await opinionsFor(q, review),
      escalation: review.escalation && {
        inspector: names.get(review.escalation.userId) ?? '',
        note: review.escalation.note,
      },
    });
  }
  return views;
};

/** The label schema of one revision; null: there is none. */
export const schemaOfRevision = async (
  q: Queryable,
  projectId: string,
  revision: number,
): Promise<LabelSchema | null> => {
  const { schemaRevisions } = q.tables;
  const [row] = await q.db
    .select({ schema: schemaRevisions.schema })
    .from(schemaRevisions)
    .where(and(eq(schemaRevisions.projectId, projectId), eq(schemaRevisions.revision, revision)));
  return row?.schema ?? null;
};
