import { and, eq, inArray, isNotNull, lt, notExists, sql } from 'drizzle-orm';
import { deliveryStates } from '../../server/domain/callback-events.ts';
import type { Queryable, Transaction } from '../database.ts';

/** All endpoints of the server, those that were removed too. */
export const everyEndpoint = async (q: Queryable): Promise<{ id: string; removed: boolean }[]> => {
  const { callbackEndpoints: e } = q.tables;
  const rows = await q.db.select({ id: e.id, removedAt: e.removedAt }).from(e);
  return rows.map(({ id, removedAt }) => ({ id, removed: removedAt !== null }));
};

/**
 * Forgets up to `limit` deliveries of an endpoint with their attempts, and events that nobody else is told of: those that
 * were over before an instant, or, where it is null, all. Answers how many.
 */
export const forgetDeliveries = async (
  tx: Transaction,
  endpointId: string,
  before: number | null,
  limit: number,
): Promise<number> => {
  const { deliveries: d, deliveryAttempts: a, outboxEvents: e } = tx.tables;
  let forgotten = 0;
  for (const state of deliveryStates) {
    if (state === 'pending' && before !== null) continue;
    const rows = await tx.db
      .select({ position: d.position, eventId: d.eventId })
      .from(d)
      .where(
        and(
          eq(d.endpointId, endpointId),
          eq(d.state, state),
          before === null ? undefined : lt(d.closedAt, before),
        ),
      )
      .orderBy(d.position)
      .limit(limit - forgotten);
    if (rows.length === 0) continue;
    const positions = rows.map(({ position }) => position);
    await tx.db.delete(a).where(inArray(a.position, positions));
    await tx.db.delete(d).where(inArray(d.position, positions));
    await tx.db.delete(e).where(
      and(
        inArray(
          e.id,
          rows.map(({ eventId }) => eventId),
        ),
        notExists(
          tx.db
            .select({ one: sql`1` })
            .from(d)
            .where(eq(d.eventId, e.id)),
        ),
      ),
    );
    forgotten += rows.length;
    if (forgotten === limit) break;
  }
  return forgotten;
};

/** Forgets an endpoint that was removed and of which no delivery is left. */
export const forgetEndpoint = async (tx: Transaction, id: string): Promise<void> => {
  const { callbackEndpoints: e, deliveries: d } = tx.tables;
  const left = tx.db
    .select({ one: sql`1` })
    .from(d)
    .where(eq(d.endpointId, e.id));
  await tx.db.delete(e).where(and(eq(e.id, id), isNotNull(e.removedAt), notExists(left)));
};
