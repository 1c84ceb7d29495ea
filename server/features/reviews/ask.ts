import type { Transaction } from '../../../db/database.ts';
import { insertComment, sentBefore, waitForAnswer } from '../../../db/queries/comments.ts';
import type { Person } from '../../http/principal.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { endedCount } from './count-answer.ts';
import {
  assertNotWithLeads,
  assertTheirs,
  nothingToSettle,
  reviewToEnd,
  usedBefore,
  type Ended,
} from './decide.ts';

/**
 * Asks the leads about a review: it waits out of its queue, in nobody's hands, until one of them has answered. The
 * question is a comment under the id of the request.
 */
export const ask = async (
  tx: Transaction,
  services: Services,
  project: ProjectState,
  person: Person,
  reviewId: string,
  { decisionId: id, token, text }: { decisionId: string; token: number; text: string },
): Promise<Ended> => {
  const atHand = await reviewToEnd(tx, project, person, reviewId);
  const { review, item } = atHand;
  const comment = { id, itemId: item.id, inspectorId: person.id, authorId: person.id, text };
  const before = await sentBefore(tx, comment);
  if (before === 'other') throw usedBefore();
  if (before === 'same') return { standing: 'standing', repeated: true, settle: nothingToSettle };

  assertTheirs(project, person, atHand, token);
  assertNotWithLeads(review);

  await insertComment(tx, {
    ...comment,
    projectId: project.id,
    kind: 'question',
    createdAt: services.now(),
  });
  await waitForAnswer(tx, review.id, person.id, id);
  services.publish.queueChanged(tx, project);
  services.publish.commentsChanged(tx, project, null);
  services.publish.itemChanged(tx, project, item);
  return { standing: 'standing', repeated: false, settle: () => Promise.resolve([endedCount(review)]) };
};
