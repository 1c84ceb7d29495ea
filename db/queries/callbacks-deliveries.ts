import {
  and,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  not,
  notInArray,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import {
  deliveryStates,
  type CallbackType,
  type DeliveryState,
} from '../../server/domain/callback-events.ts';
import type { Queryable, Transaction } from '../database.ts';
import type { Tables } from '../schema.ts';
import { withheldFrom } from './blind.ts';

/** Events that tell how an item was judged: while it is withheld from a reader, not even their existence is told. */
const tellTale: CallbackType[] = ['item.accepted', 'label.created', 'label.changed'];

/** A delivery as it is shown. Instants are epoch milliseconds. */
export type ShownDelivery = Omit<
  Tables['deliveries']['$inferSelect'],
  'leaseUntil' | 'failures' | 'itemId'
> & {
  item: { id: string; key: string } | null;
  /** Whether the reader may yet judge the item blind, so that what was sent must not reach them. */
  withheld: boolean;
};

/** The deliveries that are listed. */
export type DeliveryFilter = {
  state?: DeliveryState | undefined;
  type?: CallbackType | undefined;
  itemId?: string | undefined;
};

const show = async (
  q: Queryable,
  judgeId: string | null,
  where: SQL | undefined,
  limit: number,
): Promise<ShownDelivery[]> => {
  const { deliveries: d, items } = q.tables;
  const withheld = withheldFrom(q, judgeId, d.itemId);
  const rows = await q.db
    .select({
      position: d.position,
      eventId: d.eventId,
      endpointId: d.endpointId,
      type: d.type,
      state: d.state,
      attempts: d.attempts,
      nextAttemptAt: d.nextAttemptAt,
      createdAt: d.createdAt,
      closedAt: d.closedAt,
      itemId: d.itemId,
      key: items.key,
      withheld,
    })
    .from(d)
    .leftJoin(items, eq(items.id, d.itemId))
    .where(and(where, judgeId === null ? undefined : or(notInArray(d.type, tellTale), not(withheld))))
    .orderBy(desc(d.position))
    .limit(limit);
  return rows.map(({ itemId, key, ...row }) => ({
    ...row,
    item: itemId === null || key === null ? null : { id: itemId, key },
  }));
};

/**
 * Deliveries of these endpoints that match, newest first, those before a position (null: from the newest on). Each state
 * of each endpoint is one range of an index.
 */
export const listDeliveries = async (
  q: Queryable,
  judgeId: string | null,
  endpointIds: string[],
  { state, type, itemId }: DeliveryFilter,
  before: number | null,
  limit: number,
): Promise<ShownDelivery[]> => {
  const { deliveries: d } = q.tables;
  const found: ShownDelivery[] = [];
  for (const endpointId of endpointIds)
    for (const one of state === undefined ? deliveryStates : [state]) {
      const where = and(
        eq(d.endpointId, endpointId),
        eq(d.state, one),
        type && eq(d.type, type),
        itemId === undefined ? undefined : eq(d.itemId, itemId),
        before === null ? undefined : lt(d.position, before),
      );
      found.push(...(await show(q, judgeId, where, limit)));
    }
  return found.toSorted((a, b) => b.position - a.position).slice(0, limit);
};

/** The delivery of an event to an endpoint; null where there is none, or none that the reader may know of. */
export const deliveryOf = async (
  q: Queryable,
  judgeId: string | null,
  endpointId: string,
  eventId: string,
): Promise<ShownDelivery | null> => {
  const { deliveries: d } = q.tables;
  const where = and(eq(d.eventId, eventId), eq(d.endpointId, endpointId));
  const [row] = await show(q, judgeId, where, 1);
  return row ?? null;
};

/** The body of an event; null where it was forgotten. */
export const bodyOf = async (q: Queryable, eventId: string): Promise<string | null> => {
  const { outboxEvents: e } = q.tables;
  const [row] = await q.db.select({ body: e.body }).from(e).where(eq(e.id, eventId));
  return row?.body ?? null;
};

/** The attempts of a delivery, latest first. */
export const attemptsOf = async (
  q: Queryable,
  position: number,
): Promise<Tables['deliveryAttempts']['$inferSelect'][]> => {
  const { deliveryAttempts: a } = q.tables;
  return q.db.select().from(a).where(eq(a.position, position)).orderBy(desc(a.n));
};

/** Makes a delivery due at once, again where it was over, with what waits before it of its item; none that is being sent. */
export const replayDelivery = async (
  tx: Transaction,
  { position, endpointId, item }: Pick<ShownDelivery, 'position' | 'endpointId' | 'item'>,
  now: number,
): Promise<void> => {
  const { deliveries: d } = tx.tables;
  const notBeingSent = or(isNull(d.leaseUntil), lte(d.leaseUntil, now));
  await tx.db
    .update(d)
    .set({ state: 'pending', failures: 0, nextAttemptAt: now, closedAt: null })
    .where(and(eq(d.position, position), notBeingSent));
  if (item === null) return;
  await tx.db
    .update(d)
    .set({ nextAttemptAt: now })
    .where(
      and(
        eq(d.itemId, item.id),
        eq(d.endpointId, endpointId),
        sql`${d.state} = 'pending'`,
        lt(d.position, position),
        notBeingSent,
      ),
    );
};

/**
 * Makes up to `limit` deliveries of a state pending again, of events that happened from one instant (inclusive) to
 * another (exclusive), behind a position, each due when what waits before it of its item is. Answers how many, and the
 * position to go on from; null: there are no more.
 */
export const replaySome = async (
  tx: Transaction,
  endpointId: string,
  state: 'failed' | 'delivered',
  range: { from: number; to: number; after: number },
  limit: number,
  now: number,
): Promise<{ replayed: number; last: number } | null> => {
  const { deliveries: d } = tx.tables;
  const earlier = alias(d, 'earlier');
  const chosen = tx.db
    .select({ position: d.position })
    .from(d)
    .where(
      and(
        eq(d.endpointId, endpointId),
        eq(d.state, state),
        gte(d.createdAt, range.from),
        lt(d.createdAt, range.to),
        gt(d.position, range.after),
      ),
    )
    .orderBy(d.position)
    .limit(limit);
  const positions = (await chosen).map(({ position }) => position);
  const last = positions.at(-1);
  if (last === undefined) return null;
  const waits = tx.db
    .select({ at: sql`max(${earlier.nextAttemptAt})` })
    .from(earlier)
    .where(
      and(
        eq(earlier.itemId, d.itemId),
        eq(earlier.endpointId, d.endpointId),
        sql`${earlier.state} = 'pending'`,
        lt(earlier.position, d.position),
        sql`${earlier.nextAttemptAt} > ${now}`,
      ),
    );
  const rows = await tx.db
    .update(d)
    .set({
      state: 'pending',
      failures: 0,
      nextAttemptAt: sql`coalesce((${waits}), ${now})`,
      closedAt: null,
    })
    .where(and(inArray(d.position, positions), eq(d.state, state)))
    .returning({ position: d.position });
  return { replayed: rows.length, last };
};
