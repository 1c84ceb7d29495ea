import {
  commentById,
  giveBackAnswered,
  insertComment,
  isWithheldFrom,
} from '../../../db/queries/comments.ts';
import { keysOfItems } from '../../../db/queries/gold.ts';
import { addRollups, waitingChange } from '../../../db/queries/rollups.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import type { commentsContract } from './contract.ts';
import { isRepeated } from './is-repeated.ts';
import { told } from '../../domain/told.ts';

/** How long the review is kept for who asked before others may be given it, in ms. */
const keptFor = 3_600_000;

/**
 * Answers a question. The review it is about goes into the hands of who asked, and to everybody where they have not come
 * back to it by then.
 */
export const answer =
  ({ db, now, publish }: Services): Handler<(typeof commentsContract)['answer']> =>
  ({ project, principal, params, body: { id, text } }) =>
    db.write(async (tx) => {
      const question = await commentById(tx, params.id);
      if (question?.kind !== 'question' || question.projectId !== project.id)
        throw new AppError('not_found', { detail: told`no such question in this project` });
      const { itemId, inspectorId } = question;
      const comment = { id, itemId, inspectorId, authorId: principal.id, text };
      await tx.lockRow(tx.tables.items, itemId);
      if (await isRepeated(tx, comment)) return { ok: true };
      if (await isWithheldFrom(tx, itemId, principal.id))
        throw new AppError('forbidden', {
          detail: told`you may yet judge this item blind: reveal it first, and leave judging it to others`,
        });
      const at = now();
      const review = await giveBackAnswered(tx, question.id, at + keptFor);
      if (!review) throw new AppError('conflict', { detail: told`this question was answered meanwhile` });
      await insertComment(tx, { ...comment, projectId: project.id, kind: 'answer', createdAt: at });
      const key = (await keysOfItems(tx, [itemId])).get(itemId) ?? '';
      publish.queueChanged(tx, project);
      publish.commentsChanged(tx, project, inspectorId);
      publish.itemChanged(tx, project, { id: itemId, key });
      // The counters last, as all writers of the project share them. A review of a gold item is no work.
      if (review.purpose !== 'gold') await addRollups(tx, project.id, [waitingChange('inspector', 1)]);
      return { ok: true };
    });
