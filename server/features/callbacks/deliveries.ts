import { z } from 'zod';
import { endpointsOf } from '../../../db/queries/callbacks.ts';
import { attemptsOf, bodyOf, deliveryOf, listDeliveries } from '../../../db/queries/callbacks-deliveries.ts';
import { itemIdOf } from '../../../db/queries/item-history.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { pageOf, placeOf } from '../../http/keyset-page.ts';
import { readerOf } from '../../http/reader.ts';
import type { callbacksContract } from './contract.ts';
import { noSuchDelivery, tellDelivery } from './delivery-reply.ts';
import { noSuchEndpoint } from './endpoint-reply.ts';

const place = z.tuple([z.number().int()]);

/** One page of a project's deliveries, newest first. */
export const deliveries =
  (s: Services): Handler<(typeof callbacksContract)['deliveries']> =>
  async ({ project, principal, query }) => {
    const { cursor, limit, endpoint, state, type, key } = query;
    const before = placeOf(cursor, place)?.[0] ?? null;
    const { judgeId } = readerOf(principal, project.id);
    const found = await s.db.read(async (q) => {
      const ids = (await endpointsOf(q, project.id)).map(({ id }) => id);
      if (endpoint !== undefined && !ids.includes(endpoint)) throw noSuchEndpoint();
      const itemId = key === undefined ? undefined : await itemIdOf(q, project.id, key);
      if (itemId === null) return [];
      const wanted = endpoint === undefined ? ids : [endpoint];
      // One more than asked for tells whether another page follows.
      return listDeliveries(q, judgeId, wanted, { state, type, itemId }, before, limit + 1);
    });
    return pageOf(found, limit, tellDelivery, ({ position }) => [position]);
  };

/** One delivery with its body and its attempts. */
export const delivery =
  (s: Services): Handler<(typeof callbacksContract)['delivery']> =>
  async ({ project, principal, params }) => {
    const { judgeId } = readerOf(principal, project.id);
    return s.db.read(async (q) => {
      const ids = (await endpointsOf(q, project.id)).map(({ id }) => id);
      const row = ids.includes(params.id) ? await deliveryOf(q, judgeId, params.id, params.event) : null;
      if (!row) throw noSuchDelivery();
      const attempts = await attemptsOf(q, row.position);
      return {
        ...tellDelivery(row),
        body: row.withheld ? null : await bodyOf(q, row.eventId),
        // A reply may repeat what was sent.
        history: attempts.map(({ n, at, durationMs, status, error, reply }) => ({
          n,
          at: new Date(at).toISOString(),
          durationMs,
          status,
          error,
          reply: row.withheld ? null : reply,
        })),
      };
    });
  };
