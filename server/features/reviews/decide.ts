import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Transaction } from '../../../db/database.ts';
import type { ReviewRow } from '../../../db/queries/claims.ts';
import { isAdvised } from '../../../db/queries/comments.ts';
import {
  decisionsAround,
  endReview,
  insertDecision,
  involve,
  type DecisionRow,
} from '../../../db/queries/decisions.ts';
import { payloadOf } from '../../../db/queries/moved-items.ts';
import { schemaOfRevision } from '../../../db/queries/review-views.ts';
import { lockReview, type ReviewAtHand } from '../../../db/queries/settling.ts';
import { decisionMeasure } from '../../domain/measures/changes.ts';
import { isJudgedAlone } from '../../domain/reliability.ts';
import type { Json } from '../../domain/words.ts';
import { AppError, invalidField } from '../../errors.ts';
import type { Person } from '../../http/principal.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { checkLabel, isOnItem, sameLabel } from '../../kinds/registry.ts';
import { dueCount, endedCount, type Counts } from './count-answer.ts';
import { scoreGold } from './score-gold.ts';
import { settle } from './settle.ts';
import { audiencesOf } from './views.ts';
import { told } from '../../domain/told.ts';

/** What identifies a request to decide: the same id with other content is a conflict. */
export const contentHashOf = (content: Record<string, unknown>): string =>
  hash('sha256', canonicalize(content) ?? '', 'hex');

/** What is answered where the id of a request was that of another. */
export const usedBefore = (): AppError =>
  new AppError('decision_conflict', {
    errors: [{ path: ['decisionId'], ...told`was used before with other content` }],
  });

/** Whether this very request was carried out before, by the decision that has its id; throws where that is another's. */
export const isRepeated = (
  sameId: DecisionRow | null,
  person: Person,
  contentHash: string,
): sameId is DecisionRow => {
  if (sameId && (sameId.userId !== person.id || sameId.contentHash !== contentHash)) throw usedBefore();
  return sameId !== null;
};

/** The project's review of this id, locked with its item; throws where there is none. */
export const reviewToEnd = async (
  tx: Transaction,
  project: ProjectState,
  person: Person,
  reviewId: string,
): Promise<ReviewAtHand> => {
  const found = await lockReview(tx, project.id, reviewId, person.id);
  if (!found) throw new AppError('not_found', { detail: told`no such review in this project` });
  return found;
};

/** Whether the review is of a queue this person takes from, or in their hands. */
export const isWorkableBy = (project: ProjectState, person: Person, review: ReviewRow): boolean =>
  audiencesOf(person, project.id).includes(review.audience) || review.holderId === person.id;

/** What is answered where somebody would work on a review that is for leads. */
export const forLeads = (): AppError =>
  new AppError('forbidden', { detail: told`this review is for a lead` });

/** Throws where what the item was is gone: nothing is kept of it. */
export const assertNotErased = ({ status }: Pick<ReviewAtHand['item'], 'status'>): void => {
  if (status === 'erased') throw new AppError('review_closed', { detail: told`the item was erased` });
};

/** What came of ending a review. */
export type Ended = {
  standing: DecisionRow['standing'];
  repeated: boolean;
  /**
   * Brings the item's label in line; answers what the caller must add to the counters. Both take rows that all writers
   * of the project share, and so come last of all.
   */
  settle: () => Promise<Counts[]>;
};

/** Nothing follows. */
export const nothingToSettle = (): Promise<Counts[]> => Promise.resolve([]);

/**
 * Whether the claim with this token is still the last one: the person holds the review, or their lease ran out and
 * nobody has taken it since.
 */
export const stillTheirs = (
  { review, involvement }: ReviewAtHand,
  person: Person,
  token: number,
): boolean => {
  if (review.token !== token || token === 0) return false;
  // Whoever looked at what is withheld, in the moment of claiming it, no longer judges it independently.
  if (review.state === 'held') return review.holderId === person.id && involvement !== 'saw';
  return review.state === 'open' && involvement === null;
};

/** Throws where the review is not in the hands of this person by the claim with this token. */
export const assertTheirs = (
  project: ProjectState,
  person: Person,
  atHand: ReviewAtHand,
  token: number,
): void => {
  const { review } = atHand;
  if (!isWorkableBy(project, person, review)) throw forLeads();
  if (review.state === 'done' || review.state === 'cancelled')
    throw new AppError('review_closed', { detail: told`the review was answered by somebody else meanwhile` });
  if (!stillTheirs(atHand, person, token)) throw new AppError('lease_lost');
};

/** Throws where the review is for leads, as it cannot be given on to them. */
export const assertNotWithLeads = ({ audience }: Pick<ReviewRow, 'audience'>): void => {
  if (audience === 'lead')
    throw new AppError('conflict', { detail: told`this review is with the leads already` });
};

/** Throws where the value is no answer to the item of a review under the schema that it was opened with. */
export const checkAnswer = async (
  tx: Transaction,
  project: ProjectState,
  { schemaRevision, itemId }: Pick<ReviewRow, 'schemaRevision' | 'itemId'>,
  value: Json,
) => {
  const schema = await schemaOfRevision(tx, project.id, schemaRevision ?? project.schemaRevision);
  const payload = isOnItem(schema) ? await payloadOf(tx, itemId) : undefined;
  const fault = checkLabel(schema, value, 'decision', payload);
  if (fault !== null) throw invalidField(['value'], fault);
};

/** Whether an answer equals the model's, and which version's that is; null where the model gave none, or it is not asked of. */
export const compare = (
  { schema }: ProjectState,
  { item, prediction, review }: ReviewAtHand,
  value: Json,
): Pick<DecisionRow, 'agreed' | 'modelVersionId'> =>
  prediction.value === null || review.purpose === 'gold'
    ? { agreed: null, modelVersionId: null }
    : { agreed: sameLabel(schema, value, prediction.value), modelVersionId: item.modelVersionId };

/** What a decision adds to what is measured of them: of one on a gold item, nothing. */
export const madeOf = (
  { item, review }: ReviewAtHand,
  { kind, agreed }: Pick<DecisionRow, 'kind' | 'agreed'>,
): Counts =>
  review.purpose === 'gold'
    ? {}
    : { measures: [decisionMeasure(item.modelVersionId, { ...review, kind, agreed })] };

/** How a decision counts that ends its review. */
export const standingOf = ({ purpose }: ReviewRow): DecisionRow['standing'] =>
  purpose === 'gold' ? 'gold' : 'standing';

/** One inspector's answer to one review, as sent. */
export type Answer = {
  decisionId: string;
  token: number;
  value: Json;
  timeSpentMs: number | null;
  /** Among how many cells of a grid that time was shared; null: it was judged by itself. */
  cells: number | null;
  suggestionShown: boolean;
};

/**
 * Records an answer and what follows from it, in one transaction. An answer whose lease was lost is kept as a further
 * opinion: no work is thrown away.
 */
export const decide = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  person: Person,
  reviewId: string,
  answer: Answer,
): Promise<Ended> => {
  const { decisionId, token, value, timeSpentMs, cells, suggestionShown } = answer;
  const atHand = await reviewToEnd(tx, project, person, reviewId);
  const { review, item } = atHand;
  const contentHash = contentHashOf({ reviewId, value });
  const { onItem, sameId } = await decisionsAround(tx, review.itemId, decisionId);
  if (isRepeated(sameId, person, contentHash))
    return { standing: sameId.standing, repeated: true, settle: nothingToSettle };
  assertNotErased(item);

  // An ordinary review that was escalated meanwhile takes a late answer as an opinion; an adjudication shows opinions.
  const workable = isWorkableBy(project, person, review);
  if (!workable && review.purpose === 'adjudication') throw forLeads();
  const theirAnswers = onItem.filter((d) => d.userId === person.id && d.kind === 'answer');
  if (theirAnswers.some((d) => d.reviewId === review.id && d.standing !== 'superseded'))
    throw new AppError('review_closed', {
      detail: told`you have answered this review; change your answer instead`,
    });
  const schemaRevision = review.schemaRevision ?? project.schemaRevision;
  await checkAnswer(tx, project, review, value);

  const theirs =
    workable && stillTheirs(atHand, person, token) && theirAnswers.every((d) => d.reviewId === review.id);
  const now = services.now();
  const row: DecisionRow = {
    id: decisionId,
    projectId: project.id,
    reviewId: review.id,
    itemId: review.itemId,
    userId: person.id,
    kind: 'answer',
    value,
    standing: theirs ? standingOf(review) : 'opinion',
    revises: null,
    revision: null,
    reason: null,
    note: null,
    timeSpentMs,
    cells,
    arm: review.arm,
    // Whatever the browser says, a blind review's suggestion was never sent.
    suggestionShown: suggestionShown && review.arm === 'assisted',
    // Whom a lead has advised does not judge alone.
    independent: theirs && isJudgedAlone(review) && !(await isAdvised(tx, review, person.id)),
    schemaRevision,
    ...compare(project, atHand, value),
    contentHash,
    createdAt: now,
  };
  await insertDecision(tx, row);
  services.publish.itemChanged(tx, project, item);
  const made = madeOf(atHand, row);
  if (!theirs) {
    await involve(tx, review.itemId, person.id, 'judged', now);
    return { standing: row.standing, repeated: false, settle: () => Promise.resolve([made]) };
  }

  const done = { state: 'done', closedAt: now, schemaRevision } as const;
  await endReview(tx, review, person.id, 'judged', done, now);
  services.publish.queueChanged(tx, project);
  const decisions = { before: onItem, after: [...onItem, { ...row, purpose: review.purpose }] };
  return {
    standing: row.standing,
    repeated: false,
    settle: async () => [
      made,
      endedCount(review),
      dueCount(review, item.modelVersionId, now),
      ...(review.purpose === 'gold'
        ? await scoreGold(tx, services, project, person, atHand, { before: null, after: row })
        : await settle(tx, services, project, atHand, decisions, schemaRevision)),
    ],
  };
};
