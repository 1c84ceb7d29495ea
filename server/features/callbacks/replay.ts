import type { Transaction } from '../../../db/database.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { lockEndpoint, setEndpoint, type EndpointRow } from '../../../db/queries/callbacks.ts';
import { deliveryOf, replayDelivery, replaySome } from '../../../db/queries/callbacks-deliveries.ts';
import type { Json } from '../../domain/words.ts';
import { invalidField } from '../../errors.ts';
import type { Handler, ProjectState, Services } from '../../http/handler.ts';
import { actorOf, type Principal } from '../../http/principal.ts';
import { readerOf } from '../../http/reader.ts';
import type { callbacksContract } from './contract.ts';
import { isDisabled, noSuchDelivery, tellDelivery } from './delivery-reply.ts';
import { noSuchEndpoint } from './endpoint-reply.ts';
import { told } from '../../domain/told.ts';

/** Deliveries that one transaction makes due again: others must not wait long. */
const atATime = 500;

const endpointToCall = async (tx: Transaction, project: ProjectState, id: string): Promise<EndpointRow> => {
  const endpoint = await lockEndpoint(tx, project.id, id);
  if (!endpoint) throw noSuchEndpoint();
  if (endpoint.disabledAt !== null) throw isDisabled();
  return endpoint;
};

const note = (
  tx: Transaction,
  principal: Principal,
  { projectId, url }: EndpointRow,
  after: Json,
  at: number,
): Promise<void> =>
  recordAudit(tx, {
    at,
    projectId,
    actor: actorOf(principal),
    action: 'callback.replayed',
    subject: url,
    before: null,
    after,
  });

/** Sends one event again, or at once where it waits; an endpoint that is left alone for a while is tried again too. */
export const replay =
  (s: Services): Handler<(typeof callbacksContract)['replay']> =>
  ({ params, principal, project }) =>
    s.db.write(async (tx) => {
      const endpoint = await endpointToCall(tx, project, params.id);
      const { judgeId } = readerOf(principal, project.id);
      const find = () => deliveryOf(tx, judgeId, endpoint.id, params.event);
      const row = await find();
      if (!row) throw noSuchDelivery();
      const now = s.now();
      await replayDelivery(tx, row, now);
      if (endpoint.pausedUntil !== null) await setEndpoint(tx, endpoint.id, { pausedUntil: now });
      await note(tx, principal, endpoint, { event: params.event }, now);
      tx.afterCommit(() => s.outbox.wake());
      return tellDelivery((await find()) ?? row);
    });

/** Sends again what happened in a stretch of time, in transactions of bounded size; what waits is sent anyway. */
export const replayRange =
  (s: Services): Handler<(typeof callbacksContract)['replayRange']> =>
  async ({ params, body, principal, project }) => {
    const from = Date.parse(body.from);
    const to = Date.parse(body.to);
    if (to <= from) throw invalidField(['to'], told`must lie after "from"`);
    let replayed = 0;
    for (const state of body.only === 'all' ? (['failed', 'delivered'] as const) : (['failed'] as const))
      for (let after: number | null = 0; after !== null;) {
        const range: { from: number; to: number; after: number } = { from, to, after };
        const some: Awaited<ReturnType<typeof replaySome>> = await s.db.write(async (tx) => {
          const endpoint = await endpointToCall(tx, project, params.id);
          return replaySome(tx, endpoint.id, state, range, atATime, s.now());
        });
        replayed += some?.replayed ?? 0;
        after = some?.last ?? null;
      }
    await s.db.write(async (tx) => {
      const endpoint = await endpointToCall(tx, project, params.id);
      const { only } = body;
      await note(tx, principal, endpoint, { from: body.from, to: body.to, only, replayed }, s.now());
      tx.afterCommit(() => s.outbox.wake());
    });
    return { replayed };
  };
