import { commentsOn, insertComment } from '../../../db/queries/comments.ts';
import { isErased } from '../../../db/queries/erase.ts';
import { AppError, invalidField } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { may } from '../../http/principal.ts';
import type { commentsContract } from './contract.ts';
import { isRepeated } from './is-repeated.ts';
import { itemOf } from './item-of.ts';
import { told } from '../../domain/told.ts';

/** Keeps a comment; in another's thread only a lead's, and only where that inspector has begun one. */
export const write =
  ({ db, now, publish }: Services): Handler<(typeof commentsContract)['write']> =>
  ({ project, principal, params, body: { id, text, inspector = principal.id } }) =>
    db.write(async (tx) => {
      const itemId = await itemOf(tx, project.id, params.key);
      if (inspector !== principal.id) {
        if (!may(principal, 'reviews.lead', project.id))
          throw new AppError('forbidden', { detail: told`leads alone write in the threads of others` });
        if ((await commentsOn(tx, itemId, inspector)).length === 0)
          throw invalidField(['inspector'], told`has said nothing of this item`);
      }
      await tx.lockRow(tx.tables.items, itemId);
      const comment = { id, itemId, inspectorId: inspector, authorId: principal.id, text };
      if (await isRepeated(tx, comment)) return { ok: true };
      if (await isErased(tx, itemId)) throw new AppError('conflict', { detail: told`the item was erased` });
      await insertComment(tx, { ...comment, projectId: project.id, kind: 'comment', createdAt: now() });
      publish.itemChanged(tx, project, { id: itemId, key: params.key });
      return { ok: true };
    });
