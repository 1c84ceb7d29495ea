import { newId } from '../../../db/new-id.ts';
import { subscriptionsOf } from '../../../db/queries/callbacks.ts';
import { insertEvents, type OutboxEvent } from '../../../db/queries/callbacks-outbox.ts';
import type { CallbackBody } from '../../contract/callback-body.ts';
import type { ItemEvent, Outbox, ProjectEvent } from '../../http/handler.ts';

const bodyOf = ({ type, at, item, data }: ItemEvent | ProjectEvent, project: string): string => {
  const about = item === null ? { project } : { project, itemId: item.id, key: item.key };
  return JSON.stringify({ type, timestamp: new Date(at).toISOString(), data: { ...about, ...data } });
};

/** Makes the outbox: events are kept in the transaction that causes them and sent, once it is durable, by the dispatcher. */
export const createOutbox = (wake: () => void): Outbox => ({
  wake,
  write: async (tx, project, make, { fresh = false } = {}) => {
    const endpoints = await subscriptionsOf(tx, project.id);
    if (endpoints.length === 0) return;
    const events = (await make()).flatMap((event): OutboxEvent[] => {
      const endpointIds = endpoints
        .filter(({ events: wanted }) => wanted.includes(event.type))
        .map((e) => e.id);
      if (endpointIds.length === 0) return [];
      const { type, at, item } = event;
      const body = bodyOf(event, project.slug);
      return [{ id: newId(), itemId: item?.id ?? null, type, body, createdAt: at, endpointIds }];
    });
    if (events.length === 0) return;
    await insertEvents(tx, project.id, events, fresh);
    tx.afterCommit(wake);
  },
});

/** The body of what a person sends to see whether an endpoint answers. */
export const testBody = (project: string, at: number): string => {
  const body: CallbackBody = {
    type: 'callback.test',
    timestamp: new Date(at).toISOString(),
    data: { project, message: 'A test of this endpoint.' },
  };
  return JSON.stringify(body);
};
