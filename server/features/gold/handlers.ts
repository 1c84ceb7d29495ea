import { z } from 'zod';
import { recordAudit } from '../../../db/queries/audit.ts';
import { goldItemsOf, goldOf, resume, unmarkGold, type ListedGold } from '../../../db/queries/gold.ts';
import { itemIdOf } from '../../../db/queries/item-history.ts';
import { namesOf } from '../../../db/queries/reliability.ts';
import { decodeCursor, encodeCursor } from '../../contract/cursor.ts';
import { AppError, invalidField } from '../../errors.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { GoldItemReply, goldContract } from './contract.ts';
import { loggedGold } from './logged-gold.ts';
import { mark } from './mark.ts';
import { told } from '../../domain/told.ts';

const goldReply = ({ itemId: _, markedAt, ...gold }: ListedGold): GoldItemReply => ({
  ...gold,
  markedAt: new Date(markedAt).toISOString(),
});

/** Items whose answer is known, and who was paused for what they answered to them. */
export const goldHandlers = (services: Services): Handlers<typeof goldContract> => {
  const { db, now, publish } = services;
  return {
    list: async ({ project, query: { cursor, limit, key } }) => {
      const place = cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.string()]));
      if (cursor !== undefined && !place)
        throw invalidField(['query', 'cursor'], told`is no cursor of this list`);
      const page = { after: place?.[0] ?? null, only: key, limit: limit + 1 };
      const rows = (await db.read((q) => goldItemsOf(q, project.id, page))).map(goldReply);
      const last = rows[limit - 1];
      return {
        rows: rows.slice(0, limit),
        nextCursor: rows.length > limit && last ? encodeCursor([last.key]) : null,
      };
    },

    mark: mark(services),

    unmark: ({ project, principal, params }) =>
      db.write(async (tx) => {
        const itemId = await itemIdOf(tx, project.id, params.key);
        if (itemId !== null) await tx.lockRow(tx.tables.items, itemId);
        const gold = itemId === null ? null : await goldOf(tx, itemId);
        if (!gold)
          throw new AppError('not_found', { detail: told`this project has no gold item of this key` });
        await unmarkGold(tx, gold.itemId, now());
        await recordAudit(tx, {
          at: now(),
          projectId: project.id,
          actor: actorOf(principal),
          action: 'gold.unmarked',
          subject: params.key,
          before: loggedGold(project.schema, gold),
          after: null,
        });
        return { ok: true };
      }),

    resume: ({ project, principal, params }) =>
      db.write(async (tx) => {
        if (!(await resume(tx, project.id, params.user, now())))
          throw new AppError('not_found', { detail: told`nobody of this id is paused in this project` });
        const names = await namesOf(tx, [params.user]);
        await recordAudit(tx, {
          at: now(),
          projectId: project.id,
          actor: actorOf(principal),
          action: 'inspector.resumed',
          subject: names.get(params.user) ?? '',
          before: null,
          after: null,
        });
        publish.queueChanged(tx, project, 'top');
        publish.alarmsChanged(tx, project);
        return { ok: true };
      }),
  };
};
