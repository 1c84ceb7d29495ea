import { newId } from '../../../db/new-id.ts';
import { lockEndpoint } from '../../../db/queries/callbacks.ts';
import { deliveryOf } from '../../../db/queries/callbacks-deliveries.ts';
import { insertEvents } from '../../../db/queries/callbacks-outbox.ts';
import type { Handler, Services } from '../../http/handler.ts';
import type { callbacksContract } from './contract.ts';
import { isDisabled, tellDelivery } from './delivery-reply.ts';
import { noSuchEndpoint } from './endpoint-reply.ts';
import { testBody } from './outbox.ts';

/** Sends a test to one endpoint, whatever it asks to be told of. */
export const sendTest =
  (s: Services): Handler<(typeof callbacksContract)['test']> =>
  ({ params, project }) =>
    s.db.write(async (tx) => {
      const endpoint = await lockEndpoint(tx, project.id, params.id);
      if (!endpoint) throw noSuchEndpoint();
      if (endpoint.disabledAt !== null) throw isDisabled();
      const createdAt = s.now();
      const id = newId();
      const type = 'callback.test' as const;
      const body = testBody(project.slug, createdAt);
      const event = { id, itemId: null, type, body, createdAt, endpointIds: [endpoint.id] };
      await insertEvents(tx, project.id, [event], true);
      const row = await deliveryOf(tx, null, endpoint.id, id);
      if (!row) throw new Error(`the test ${id} was not kept`);
      tx.afterCommit(() => s.outbox.wake());
      return tellDelivery(row);
    });
