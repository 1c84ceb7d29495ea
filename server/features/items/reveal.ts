import { recordAudit } from '../../../db/queries/audit.ts';
import { involve } from '../../../db/queries/decisions.ts';
import { holdsReviewOf, itemHistory, itemIdOf } from '../../../db/queries/item-history.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { readerOf } from '../../http/reader.ts';
import type { itemsContract } from './contract.ts';
import { detailReply, keptTellerFor, noSuchItem } from './detail.ts';
import { told } from '../../domain/told.ts';

/** Shows a withheld item to a lead, who can from then on not judge it; kept in the audit log. */
export const reveal =
  (s: Services): Handler<(typeof itemsContract)['reveal']> =>
  async ({ params, project, principal }) => {
    const reader = readerOf(principal, project.id);
    const history = await s.db.write(async (tx) => {
      const id = await itemIdOf(tx, project.id, params.key);
      if (id === null) return null;
      await tx.lockRow(tx.tables.items, id);
      if (await holdsReviewOf(tx, id, principal.id))
        throw new AppError('conflict', {
          detail: told`you hold a review of this item: decide or release it first`,
        });
      const before = await itemHistory(tx, reader, id);
      if (!before?.withheld) return before;
      const at = s.now();
      await involve(tx, id, principal.id, 'saw', at);
      await recordAudit(tx, {
        at,
        projectId: project.id,
        actor: actorOf(principal),
        action: 'item.revealed',
        subject: params.key,
        before: null,
        after: null,
      });
      return itemHistory(tx, reader, id);
    });
    if (!history) throw noSuchItem();
    return s.db.read(async (q) =>
      detailReply(history, project, reader, await keptTellerFor(q, principal, project)),
    );
  };
