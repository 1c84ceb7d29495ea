import {
  cancelReview,
  openFurtherReviews,
  ordinaryWaiting,
  withdrawOrdinary,
  withdrawReview,
} from '../../../db/queries/further-reviews.ts';
import { routedPrediction, type ReviewAtHand } from '../../../db/queries/settling.ts';
import type { Transaction } from '../../../db/database.ts';
import { dueTimes } from '../../domain/due.ts';
import type { Resolution } from '../../domain/resolution.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { waitingCount, type Counts } from './count-answer.ts';

const audienceOf = { review: 'inspector', recheck: 'inspector', adjudication: 'lead' } as const;

type Further = Exclude<keyof typeof audienceOf, 'review'>;

/** The further review that waits or is done, but for the one that was just ended; null: none. */
const waitingOne = (atHand: ReviewAtHand, purpose: Further) => {
  const found = atHand[purpose];
  return found && found.id !== atHand.review.id && found.state !== 'done' ? found : null;
};

const open = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  atHand: ReviewAtHand,
  purpose: keyof typeof audienceOf,
): Promise<Counts> => {
  const { item, routing } = atHand;
  const now = services.now();
  const audience = audienceOf[purpose];
  const { id: itemId, projectId } = item;
  const needs = audience === 'inspector' ? atHand.review.needs : null;
  await openFurtherReviews(tx, [{ projectId, itemId, routing, purpose, audience, needs }], now);
  services.publish.queueChanged(tx, project, {
    negPriority: -routing.priority,
    queueAt: dueTimes(routing.due, now).queueAt,
  });
  await services.outbox.write(tx, project, async () => {
    const data = { ...(await routedPrediction(tx, routing.id)), purpose, inspectors: 1 };
    return [{ type: 'review.requested', at: now, item, data }];
  });
  return waitingCount(audience, 1);
};

/**
 * Where several inspectors were asked, takes back the reviews that it no longer takes and nobody is at work on, and opens
 * those that it takes again since somebody changed their answer.
 */
const askedOf = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  atHand: ReviewAtHand,
  toCome: number,
): Promise<Counts[]> => {
  const { item, routing } = atHand;
  if (routing.inspectors < 2) return [];
  if (toCome === 0)
    return (await withdrawOrdinary(tx, item.id, services.now())).map((of) => waitingCount(of, -1));
  const counts: Counts[] = [];
  for (let n = await ordinaryWaiting(tx, item.id); n < toCome; n += 1)
    counts.push(await open(tx, services, project, atHand, 'review'));
  return counts;
};

/**
 * Opens the review that it takes to settle a disagreement, and takes back those that are no longer called for: an
 * adjudication out of whose hands it is in, as the inspectors have come to agree without it; a recheck only while nobody
 * is at work on it. Answers what the caller must add to the counters.
 */
export const followUp = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  atHand: ReviewAtHand,
  { needs, toCome }: Pick<Resolution, 'needs' | 'toCome'>,
): Promise<Counts[]> => {
  const counts = await askedOf(tx, services, project, atHand, toCome);
  const now = services.now();
  if (needs === 'adjudication' && !atHand.adjudication)
    counts.push(await open(tx, services, project, atHand, 'adjudication'));
  const recheck = waitingOne(atHand, 'recheck');
  if (needs === 'recheck' && !recheck) counts.push(await open(tx, services, project, atHand, 'recheck'));

  const adjudication = waitingOne(atHand, 'adjudication');
  if (adjudication && needs !== 'adjudication') {
    await cancelReview(tx, adjudication.id, now);
    counts.push(waitingCount('lead', -1));
  }
  if (recheck && needs !== 'recheck') {
    const audience = await withdrawReview(tx, recheck.id, now);
    if (audience) counts.push(waitingCount(audience, -1));
  }
  return counts;
};
