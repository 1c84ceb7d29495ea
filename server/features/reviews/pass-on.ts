import type { Transaction } from '../../../db/database.ts';
import { decisionsAround, endReview, insertDecision } from '../../../db/queries/decisions.ts';
import type { SkipReason } from '../../domain/words.ts';
import type { Person } from '../../http/principal.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { endedCount, waitingCount } from './count-answer.ts';
import {
  assertNotWithLeads,
  assertTheirs,
  contentHashOf,
  isRepeated,
  madeOf,
  nothingToSettle,
  reviewToEnd,
  standingOf,
  type Ended,
} from './decide.ts';

/** Why an inspector gives a review on without an answer. */
export type PassOn = {
  decisionId: string;
  token: number;
  timeSpentMs: number | null;
  kind: 'skip' | 'escalation';
  reason: SkipReason | null;
  note: string;
};

/**
 * Gives a review on: a skipped one to somebody else, an escalated one to a lead. It never comes back to this person; the
 * pass is kept like a decision, with its reason.
 */
export const passOn = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  person: Person,
  reviewId: string,
  { decisionId, token, timeSpentMs, kind, reason, note }: PassOn,
): Promise<Ended> => {
  const atHand = await reviewToEnd(tx, project, person, reviewId);
  const { review, item } = atHand;
  const contentHash = contentHashOf({ reviewId, kind, reason, note });
  const { sameId } = await decisionsAround(tx, review.itemId, decisionId);
  if (isRepeated(sameId, person, contentHash))
    return { standing: sameId.standing, repeated: true, settle: nothingToSettle };

  assertTheirs(project, person, atHand, token);
  if (kind === 'escalation') assertNotWithLeads(review);

  const now = services.now();
  await insertDecision(tx, {
    id: decisionId,
    projectId: project.id,
    reviewId: review.id,
    itemId: review.itemId,
    userId: person.id,
    kind,
    value: null,
    standing: standingOf(review),
    revises: null,
    revision: null,
    reason,
    note: note === '' ? null : note,
    timeSpentMs,
    cells: null,
    arm: review.arm,
    suggestionShown: review.arm === 'assisted',
    independent: false,
    schemaRevision: review.schemaRevision ?? project.schemaRevision,
    agreed: null,
    modelVersionId: null,
    contentHash,
    createdAt: now,
  });
  services.publish.queueChanged(tx, project, 'top');
  const made = madeOf(atHand, { kind, agreed: null });
  if (kind === 'skip') {
    await endReview(tx, review, person.id, 'skipped', { state: 'open' }, now);
    return { standing: 'standing', repeated: false, settle: () => Promise.resolve([made]) };
  }
  const escalation = { userId: person.id, note };
  const toLeads = { state: 'open', audience: 'lead', needs: null, escalation } as const;
  await endReview(tx, review, person.id, 'escalated', toLeads, now);
  const { purpose } = review;
  if (purpose !== 'gold')
    await services.outbox.write(tx, project, () => [
      { type: 'review.escalated', at: now, item, data: { reviewId: review.id, purpose, note } },
    ]);
  const counts = [made, endedCount(review), waitingCount('lead', 1)];
  return { standing: 'standing', repeated: false, settle: () => Promise.resolve(counts) };
};
