import type { Transaction } from '../../../db/database.ts';
import {
  decisionById,
  insertDecision,
  involve,
  involvementOf,
  lockReview,
  setReview,
  supersedeDecision,
  type DecisionRow,
} from '../../../db/queries/decisions.ts';
import type { ReviewRow } from '../../../db/queries/claims.ts';
import { addRollups } from '../../../db/queries/rollups.ts';
import { exportedThrough, itemBasis, type ItemBasis } from '../../../db/queries/settling.ts';
import type { Json, RevisionKind } from '../../domain/words.ts';
import { AppError } from '../../errors.ts';
import type { Person } from '../../http/principal.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { labelKinds } from '../../kinds/registry.ts';
import { answerCounts, waitingCount } from './count-answer.ts';
import { checkAnswer, contentHashOf, earlierDecision } from './decide.ts';
import { settle } from './settle.ts';

/** How a change of this decision is to be called: its label may have left the house or been adjudicated. */
export const revisionFor = (basis: ItemBasis, exported: number, decisionId: string): RevisionKind => {
  const { label } = basis;
  const leftTheHouse = label !== null && label.seq <= exported && label.decisionIds.includes(decisionId);
  return leftTheHouse || label?.source === 'adjudicated' ? 'amendment' : 'change';
};

/**
 * The standing of what replaces a decision. A pass can only become an opinion once somebody took the review up, or its
 * author was shown what is withheld from those who judge.
 */
const standingAfter = async (
  tx: Transaction,
  old: DecisionRow,
  review: ReviewRow,
): Promise<DecisionRow['standing']> => {
  if (old.kind === 'answer') return old.standing;
  const saw = (await involvementOf(tx, old.itemId, old.userId)) === 'saw';
  return review.state === 'open' && !saw ? 'standing' : 'opinion';
};

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
  const notFound = () => new AppError('not_found', { detail: 'no such decision of yours in this project' });
  const claimed = await decisionById(tx, oldId);
  if (!claimed || claimed.userId !== person.id || claimed.projectId !== project.id) throw notFound();
  const review = await lockReview(tx, project.id, claimed.reviewId);
  const old = await decisionById(tx, oldId); // again, behind the lock
  if (!review || !old) throw notFound();
  const contentHash = contentHashOf({ revises: oldId, value: sent.value });
  const earlier = await earlierDecision(tx, person, sent.decisionId, contentHash);
  if (earlier) return { revision: earlier.revision ?? 'change', standing: earlier.standing, repeated: true };
  if (old.standing === 'superseded')
    throw new AppError('conflict', { detail: 'this decision was changed already; change the later one' });
  const schemaRevision = review.schemaRevision ?? project.schemaRevision;
  await checkAnswer(tx, project, schemaRevision, sent.value);

  const now = services.now();
  const basis = await itemBasis(tx, review.itemId);
  const revision = revisionFor(basis, await exportedThrough(tx, project.id), old.id);
  const standing = await standingAfter(tx, old, review);
  const { prediction, item } = basis;
  const row: DecisionRow = {
    ...old,
    id: sent.decisionId,
    kind: 'answer',
    value: sent.value,
    standing,
    revises: old.id,
    revision,
    reason: null,
    note: null,
    timeSpentMs: sent.timeSpentMs,
    schemaRevision,
    agreed:
      prediction.value === null ? null : labelKinds[project.schema.kind].same(sent.value, prediction.value),
    contentHash,
    createdAt: now,
  };
  await supersedeDecision(tx, old.id);
  await insertDecision(tx, row);
  await involve(tx, review.itemId, person.id, 'judged', now);
  services.publish.itemChanged(tx, project, item);
  if (standing !== 'standing') return { revision, standing, repeated: false };

  if (old.kind !== 'answer') await setReview(tx, review.id, { state: 'done', closedAt: now, schemaRevision });
  services.publish.queueChanged(tx, project);
  const settled = await settle(tx, services, project, review.itemId, schemaRevision);
  await addRollups(tx, project.id, [
    ...(old.kind === 'answer'
      ? answerCounts(review, old, item.modelVersionId, -1)
      : [waitingCount(review.audience, -1)]),
    ...answerCounts(review, row, item.modelVersionId, 1),
    ...settled,
  ]);
  return { revision, standing, repeated: false };
};
