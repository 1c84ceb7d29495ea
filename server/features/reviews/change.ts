import type { Transaction } from '../../../db/database.ts';
import { isAdvised } from '../../../db/queries/comments.ts';
import {
  decisionById,
  decisionsAround,
  endReview,
  insertDecision,
  involve,
  supersedeDecision,
  type DecisionInPlace,
  type DecisionRow,
} from '../../../db/queries/decisions.ts';
import {
  exportedThrough,
  lockReview,
  type LabelInForce,
  type ReviewAtHand,
} from '../../../db/queries/settling.ts';
import { isJudgedAlone } from '../../domain/reliability.ts';
import type { Json, RevisionKind } from '../../domain/words.ts';
import { AppError } from '../../errors.ts';
import type { Person } from '../../http/principal.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { addCounts, dueCount, endedCount } from './count-answer.ts';
import { assertNotErased, checkAnswer, compare, contentHashOf, isRepeated, standingOf } from './decide.ts';
import { scoreGold } from './score-gold.ts';
import { settle } from './settle.ts';
import { told } from '../../domain/told.ts';

/** How a change of this decision is to be called: its label may have left the house or been adjudicated. */
export const revisionFor = (
  label: LabelInForce | null,
  exported: number,
  decisionId: string,
): RevisionKind => {
  const leftTheHouse = label !== null && label.seq <= exported && label.decisionIds.includes(decisionId);
  return leftTheHouse || label?.source === 'adjudicated' ? 'amendment' : 'change';
};

/**
 * The standing of what replaces a decision. A pass can only become an opinion once somebody took the review up, or its
 * author was shown what is withheld from those who judge.
 */
const standingAfter = (old: DecisionRow, { review, involvement }: ReviewAtHand): DecisionRow['standing'] => {
  if (old.kind === 'answer') return old.standing;
  return review.state === 'open' && involvement !== 'saw' ? standingOf(review) : 'opinion';
};

/** Whether the author of an answer, who has been shown all there is since they gave it, could know another's by now. */
const couldKnowOthers = (old: DecisionRow, onItem: readonly DecisionInPlace[]): boolean =>
  old.kind === 'answer' &&
  (!old.independent ||
    onItem.some((d) => d.kind === 'answer' && d.standing !== 'gold' && d.userId !== old.userId));

/**
 * Replaces one's own decision by another answer, with lineage: the old one stays, marked as superseded. The label
 * follows in the same transaction.
 */
export const change = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  person: Person,
  oldId: string,
  sent: { decisionId: string; value: Json; timeSpentMs: number | null },
): Promise<{ revision: RevisionKind; standing: DecisionRow['standing']; repeated: boolean }> => {
  const notFound = () =>
    new AppError('not_found', { detail: told`no such decision of yours in this project` });
  const claimed = await decisionById(tx, oldId);
  if (!claimed || claimed.userId !== person.id || claimed.projectId !== project.id) throw notFound();
  const atHand = await lockReview(tx, project.id, claimed.reviewId, person.id);
  if (!atHand) throw notFound();
  const { review, item } = atHand;
  const { onItem, sameId } = await decisionsAround(tx, review.itemId, sent.decisionId);
  const old = onItem.find((decision) => decision.id === oldId); // as it is behind the lock
  if (!old) throw notFound();
  const contentHash = contentHashOf({ revises: oldId, value: sent.value });
  if (isRepeated(sameId, person, contentHash))
    return { revision: sameId.revision ?? 'change', standing: sameId.standing, repeated: true };
  assertNotErased(item);
  if (old.standing === 'superseded')
    throw new AppError('conflict', { detail: told`this decision was changed already; change the later one` });
  const schemaRevision = review.schemaRevision ?? project.schemaRevision;
  await checkAnswer(tx, project, review, sent.value);

  const now = services.now();
  const revision = revisionFor(atHand.label, await exportedThrough(tx, project.id), old.id);
  const standing = standingAfter(old, atHand);
  const { purpose: _, ...kept } = old;
  const row: DecisionRow = {
    ...kept,
    id: sent.decisionId,
    kind: 'answer',
    value: sent.value,
    standing,
    independent:
      standing === 'standing' &&
      isJudgedAlone(review) &&
      !couldKnowOthers(old, onItem) &&
      !(await isAdvised(tx, review, person.id)),
    revises: old.id,
    revision,
    reason: null,
    note: null,
    timeSpentMs: sent.timeSpentMs,
    cells: null,
    schemaRevision,
    ...compare(project, atHand, sent.value),
    contentHash,
    createdAt: now,
  };
  await supersedeDecision(tx, old.id);
  await insertDecision(tx, row);
  services.publish.itemChanged(tx, project, item);
  const counts = standing !== 'opinion';
  if (counts && old.kind !== 'answer') {
    const done = { state: 'done', closedAt: now, schemaRevision } as const;
    await endReview(tx, review, person.id, 'judged', done, now);
  } else await involve(tx, review.itemId, person.id, 'judged', now);
  if (!counts) return { revision, standing, repeated: false };

  services.publish.queueChanged(tx, project);
  const after = [...onItem.filter((decision) => decision !== old), { ...row, purpose: review.purpose }];
  const settled =
    standing === 'gold'
      ? await scoreGold(tx, services, project, person, atHand, { before: old, after: row })
      : await settle(tx, services, project, atHand, { before: onItem, after }, schemaRevision);
  const ended = old.kind === 'answer' ? [] : [endedCount(review), dueCount(review, item.modelVersionId, now)];
  await addCounts(tx, project.id, [...ended, ...settled], now);
  return { revision, standing, repeated: false };
};
