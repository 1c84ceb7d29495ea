import { and, eq, sql } from 'drizzle-orm';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import { opinionNames } from '../../server/domain/opinion-names.ts';
import type { Json } from '../../server/domain/words.ts';
import { defineStatement, type Queryable } from '../database.ts';
import { textParam } from '../params.ts';
import type { Inputs } from '../tables/items.ts';
import { byRevision } from './by-revision.ts';
import { commentsOn, type Said } from './comments.ts';
import type { ReviewRow } from './claims.ts';
import { standingAnswers } from './decisions.ts';
import type { ProjectInForce } from './projects.ts';

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
    calibrated: number | null;
    scores: Record<string, number> | null;
  } | null;
  /** The answers that differ; only in an adjudication. Where they are not named, `at` is null. */
  opinions: { inspector: string; value: Json; at: number | null }[];
  escalation: { inspector: string; note: string } | null;
  /** What was said between its holder and the leads, where a question of theirs was answered. */
  thread: Said[];
};

type Shown = Pick<ReviewView, 'key' | 'payload' | 'inputs'>;

const blindView = defineStatement<{ itemId: string }, Shown[]>('review_view_blind', ({ db, tables }) => {
  const { items, payloads } = tables;
  return db
    .select({ key: items.key, payload: payloads.payload, inputs: payloads.inputs })
    .from(items)
    .innerJoin(payloads, eq(payloads.itemId, items.id))
    .where(eq(items.id, textParam('itemId')));
});

const assistedView = defineStatement<
  { itemId: string; routingId: string },
  (Shown & { suggestion: (ReviewView['suggestion'] & { value: Json | null }) | null })[]
>('review_view_assisted', ({ db, tables }) => {
  const { items, payloads, routings, predictions, modelVersions } = tables;
  return db
    .select({
      key: items.key,
      payload: payloads.payload,
      inputs: payloads.inputs,
      suggestion: {
        model: modelVersions.model,
        value: predictions.value,
        confidence: predictions.confidence,
        calibrated: predictions.calibrated,
        scores: predictions.scores,
      },
    })
    .from(items)
    .innerJoin(payloads, eq(payloads.itemId, items.id))
    .innerJoin(routings, eq(routings.id, textParam('routingId')))
    .innerJoin(predictions, eq(predictions.id, routings.predictionId))
    .innerJoin(modelVersions, eq(modelVersions.id, predictions.modelVersionId))
    .where(eq(items.id, textParam('itemId')));
});

const shownOf = async (
  q: Queryable,
  { id, arm, itemId, routingId }: ReviewRow,
): Promise<Shown & Pick<ReviewView, 'suggestion'>> => {
  const [row] =
    arm === 'blind'
      ? (await q.run(blindView, { itemId })).map((shown) => ({ ...shown, suggestion: null }))
      : await q.run(assistedView, { itemId, routingId });
  if (!row) throw new Error(`review ${id} has no item`);
  const { suggestion } = row;
  return { ...row, suggestion: suggestion && suggestion.value !== null ? suggestion : null };
};

const userName = defineStatement<{ id: string }, { name: string }[]>(
  'user_name',
  ({ db, tables: { users } }) =>
    db
      .select({ name: users.name })
      .from(users)
      .where(eq(users.id, textParam('id'))),
);

const nameOf = async (q: Queryable, id: string): Promise<string> =>
  (await q.run(userName, { id }))[0]?.name ?? '';

/** What views depend on of their project: the schema revision in force, and how opinions are named. */
type Viewing = Pick<ProjectInForce, 'seed' | 'schemaRevision' | 'opinionsNamed'>;

const opinionsFor = async (
  q: Queryable,
  review: ReviewRow,
  { seed, opinionsNamed }: Viewing,
): Promise<ReviewView['opinions']> => {
  if (review.purpose !== 'adjudication') return [];
  const answers = (await standingAnswers(q, review.itemId)).filter((a) => a.purpose !== 'adjudication');
  if (!opinionsNamed) {
    const userIds = answers.map(({ userId }) => userId);
    return [...opinionNames(seed, review.itemId, userIds)].flatMap(([userId, inspector]) =>
      answers.filter((a) => a.userId === userId).map(({ value }) => ({ inspector, value, at: null })),
    );
  }
  const opinions = [];
  for (const { userId, value, createdAt } of answers)
    opinions.push({ inspector: await nameOf(q, userId), value, at: createdAt });
  return opinions;
};

const threadFor = async (q: Queryable, { questionId, holderId, itemId }: ReviewRow): Promise<Said[]> =>
  questionId === null || holderId === null ? [] : commentsOn(q, itemId, holderId);

/** What an inspector is shown of these reviews, in the same order. */
export const reviewViews = async (
  q: Queryable,
  rows: ReviewRow[],
  project: Viewing,
): Promise<ReviewView[]> => {
  const views: ReviewView[] = [];
  for (const review of rows) {
    const { escalation, projectId } = review;
    const schemaRevision = review.schemaRevision ?? project.schemaRevision;
    views.push({
      review,
      ...(await shownOf(q, review)),
      schemaRevision,
      schema: await schemaOfRevision(q, projectId, schemaRevision),
      opinions: await opinionsFor(q, review, project),
      escalation: escalation && {
        inspector: await nameOf(q, escalation.userId),
        note: escalation.note,
      },
      thread: await threadFor(q, review),
    });
  }
  return views;
};

const schemaAt = defineStatement<{ projectId: string; revision: number }, { schema: LabelSchema }[]>(
  'schema_of_revision',
  ({ db, tables: { schemaRevisions } }) =>
    db
      .select({ schema: schemaRevisions.schema })
      .from(schemaRevisions)
      .where(
        and(
          eq(schemaRevisions.projectId, textParam('projectId')),
          eq(schemaRevisions.revision, sql.placeholder('revision')),
        ),
      ),
);

const atRevision = byRevision('schema', schemaAt);

/** The label schema of one revision, which reviews refer to; throws where there is none. */
export const schemaOfRevision = async (
  q: Queryable,
  projectId: string,
  revision: number,
): Promise<LabelSchema> => (await atRevision(q, projectId, revision)).schema;
