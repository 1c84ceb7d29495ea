import { sql } from 'drizzle-orm';
import {
  callbackTypes,
  deliveryStates,
  disabledReasons,
  type CallbackEvent,
} from '../../server/domain/callback-events.ts';
import type { Actor } from '../actor.ts';
import type { Columns } from '../columns/sqlite.ts';
import type { ItemTables } from './items.ts';
import type { ProjectTables } from './projects.ts';

/** A signing secret as it is sent to people (`whsec_…`). Instants are epoch milliseconds; null: it does not expire. */
export type CallbackSecret = { secret: string; createdAt: number; expiresAt: number | null };

export const callbackTables = (c: Columns, { projects }: ProjectTables, { items }: ItemTables) => {
  const project = () =>
    c
      .text()
      .notNull()
      .references(() => projects.id);

  const callbackEndpoints = c.table(
    'callback_endpoints',
    {
      id: c.text().primaryKey(),
      projectId: project(),
      url: c.text().notNull(),
      description: c.text().notNull(),
      events: c.json<CallbackEvent[]>().notNull(),
      /** Newest first. */
      secrets: c.json<CallbackSecret[]>().notNull(),
      createdBy: c.json<Actor>().notNull(),
      createdAt: c.instant().notNull(),
      disabledAt: c.instant(),
      disabledReason: c.word(disabledReasons),
      /** Rows that point here are forgotten after it, and it after them. */
      removedAt: c.instant(),
      failingSince: c.instant(),
      lastSuccessAt: c.instant(),
      /** Nothing is sent before this; it is set while it could not be reached, and while one delivery tries whether it can. */
      pausedUntil: c.instant(),
      /** Pauses in a row: the next is longer. */
      pauses: c.integer().notNull(),
    },
    (t) => [c.index('callback_endpoints_project').on(t.projectId)],
  );

  /** What happened, as it is sent; written in the transaction that causes it. */
  const outboxEvents = c.table('outbox_events', {
    /** Sent as `webhook-id`. */
    id: c.text().primaryKey(),
    projectId: project(),
    /** Null: it is about no item. */
    itemId: c.text().references(() => items.id),
    type: c.word(callbackTypes).notNull(),
    /** The JSON text that is signed and sent. */
    body: c.text().notNull(),
    createdAt: c.instant().notNull(),
  });

  const deliveries = c.table(
    'deliveries',
    {
      /** Rises in the order in which an item's events were written, as the item's lock keeps their writers apart. */
      position: c.position(),
      eventId: c
        .text()
        .notNull()
        .references(() => outboxEvents.id),
      endpointId: c
        .text()
        .notNull()
        .references(() => callbackEndpoints.id),
      /** Those of its event, kept here so that a claim looks at one table. */
      itemId: c.text(),
      type: c.word(callbackTypes).notNull(),
      state: c.word(deliveryStates).notNull(),
      /** Attempts ever begun. */
      attempts: c.integer().notNull(),
      /** Failed attempts since it was written or replayed: how far it has come in the schedule of retries. */
      failures: c.integer().notNull(),
      /** While an attempt is made, and for what waits behind it, the end of its lease; null: it is over. */
      nextAttemptAt: c.instant(),
      /** Until when whoever makes an attempt is trusted to be alive; tells whose outcome counts. */
      leaseUntil: c.instant(),
      createdAt: c.instant().notNull(),
      closedAt: c.instant(),
    },
    (t) => [
      c.uniqueIndex('deliveries_event').on(t.eventId, t.endpointId),
      c
        .index('deliveries_due')
        .on(t.endpointId, t.nextAttemptAt, t.position)
        .where(sql`state = 'pending'`),
      c.index('deliveries_item').on(t.itemId, t.endpointId, t.state, t.position),
      c.index('deliveries_newest').on(t.endpointId, t.state, t.position),
    ],
  );

  return {
    callbackEndpoints,
    outboxEvents,
    deliveries,

    deliveryAttempts: c.table(
      'delivery_attempts',
      {
        position: c
          .count()
          .notNull()
          .references(() => deliveries.position),
        /** Counts the attempts of a delivery, from 1; one that was never heard of again leaves a gap. */
        n: c.integer().notNull(),
        at: c.instant().notNull(),
        durationMs: c.integer().notNull(),
        status: c.integer(),
        error: c.text(),
        /** The first 1,000 characters of the answer's body. */
        reply: c.text(),
      },
      (t) => [c.primaryKey({ columns: [t.position, t.n] })],
    ),
  };
};
