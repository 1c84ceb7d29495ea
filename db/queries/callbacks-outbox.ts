import { and, inArray, sql } from 'drizzle-orm';
import type { CallbackType } from '../../server/domain/callback-events.ts';
import type { Transaction } from '../database.ts';

/** Items looked up in one statement: below every engine's limit of parameters. */
const lookupChunk = 500;

/** An event and the endpoints that are to be told of it. `createdAt` is in epoch milliseconds. */
export type OutboxEvent = {
  id: string;
  /** Null: it is about no item. */
  itemId: string | null;
  type: CallbackType;
  body: string;
  createdAt: number;
  endpointIds: string[];
};

/**
 * Until when the deliveries of each item and endpoint wait, for those where any does: what follows waits as long. They are
 * locked, so that whoever ends the one that is being sent finds what follows it, and lets it go.
 */
const waitingUntil = async (
  tx: Transaction,
  itemIds: string[],
  endpointIds: string[],
): Promise<Map<string, number>> => {
  const { deliveries: d } = tx.tables;
  const found = new Map<string, number>();
  for (let i = 0; i < itemIds.length; i += lookupChunk) {
    const rows = await tx.db
      .select({ itemId: d.itemId, endpointId: d.endpointId, at: d.nextAttemptAt })
      .from(d)
      .where(
        and(
          inArray(d.itemId, itemIds.slice(i, i + lookupChunk)),
          inArray(d.endpointId, endpointIds),
          sql`${d.state} = 'pending'`,
        ),
      )
      // The lock ends the statement, and with it the last clause; those who lock several do so in this order.
      .orderBy(sql`${d.position} ${tx.dialect.forUpdate}`);
    for (const { itemId, endpointId, at } of rows) {
      const key = `${itemId} ${endpointId}`;
      found.set(key, Math.max(at ?? 0, found.get(key) ?? 0));
    }
  }
  return found;
};

/**
 * Keeps events and a delivery for each of their endpoints, in this order, in the transaction that causes them. `fresh`:
 * the items were made in this very transaction, so that nothing of them can be waiting.
 */
export const insertEvents = async (
  tx: Transaction,
  projectId: string,
  events: OutboxEvent[],
  fresh: boolean,
): Promise<void> => {
  const { outboxEvents, deliveries } = tx.tables;
  const unique = (ids: string[]): string[] => [...new Set(ids)];
  const waiting = fresh
    ? new Map<string, number>()
    : await waitingUntil(
        tx,
        unique(events.flatMap((event) => event.itemId ?? [])),
        unique(events.flatMap((event) => event.endpointIds)),
      );
  await tx.insertMany(
    outboxEvents,
    events.map(({ endpointIds: _, ...event }) => ({ ...event, projectId })),
  );
  await tx.insertMany(
    deliveries,
    events.flatMap(({ id, itemId, type, createdAt, endpointIds }) =>
      endpointIds.map((endpointId) => ({
        eventId: id,
        endpointId,
        itemId,
        type,
        state: 'pending' as const,
        attempts: 0,
        failures: 0,
        nextAttemptAt: Math.max(createdAt, waiting.get(`${itemId} ${endpointId}`) ?? 0),
        createdAt,
      })),
    ),
  );
};
