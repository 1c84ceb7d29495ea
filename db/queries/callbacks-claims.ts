import { and, asc, eq, gt, isNull, lt, lte, notExists, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { DisabledReason } from '../../server/domain/callback-events.ts';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import type { Tables } from '../schema.ts';
import type { EndpointRow } from './callbacks.ts';

type DeliveryRow = Tables['deliveries']['$inferSelect'];

/** Successes that follow one another within this time, in milliseconds, are noted once: the row is shared by all senders. */
const successEvery = 10_000;

/** A delivery in the hands of one sender, with what is to be sent. Its outcome counts while the lease is this one. */
export type ClaimedDelivery = Pick<
  DeliveryRow,
  'position' | 'eventId' | 'itemId' | 'attempts' | 'failures'
> & { leaseUntil: number; body: string };

/** What a claim brings: deliveries of one endpoint, and the endpoint as it was at that moment. */
export type Claimed = { endpoint: EndpointRow; deliveries: ClaimedDelivery[] };

/** The endpoints that may be called, with when each has something due: at once, later, or not at all (null). */
export const dueEndpoints = async (q: Queryable): Promise<{ id: string; dueAt: number | null }[]> => {
  const { callbackEndpoints: e, deliveries: d } = q.tables;
  const first = q.db
    .select({ at: d.nextAttemptAt })
    .from(d)
    .where(and(eq(d.endpointId, e.id), sql`${d.state} = 'pending'`))
    .orderBy(asc(d.nextAttemptAt))
    .limit(1);
  const rows = await q.db
    .select({ id: e.id, pausedUntil: e.pausedUntil, first: sql<number | null>`(${first})` })
    .from(e)
    .where(and(isNull(e.disabledAt), isNull(e.removedAt)));
  return rows.map(({ id, pausedUntil, first: at }) => ({
    id,
    dueAt: at === null ? null : Math.max(Number(at), pausedUntil ?? 0),
  }));
};

type Claim = { endpointId: string; now: number; leaseUntil: number };

/** Claims the delivery that has waited longest, unless an earlier one of its item waits before it. */
const claimOne = defineStatement<Claim, DeliveryRow[]>('callbacks.claim_one', (q) => {
  const { deliveries: d } = q.tables;
  const earlier = alias(d, 'earlier');
  const next = q.db
    .select({ position: d.position })
    .from(d)
    .where(
      and(
        eq(d.endpointId, sql.placeholder('endpointId')),
        sql`${d.state} = 'pending'`,
        lte(d.nextAttemptAt, sql.placeholder('now')),
        notExists(
          q.db
            .select({ one: sql`1` })
            .from(earlier)
            .where(
              and(
                eq(earlier.itemId, d.itemId),
                eq(earlier.endpointId, d.endpointId),
                sql`${earlier.state} = 'pending'`,
                lt(earlier.position, d.position),
              ),
            ),
        ),
      ),
    )
    .orderBy(asc(d.nextAttemptAt), asc(d.position))
    .limit(1);
  return q.db
    .update(d)
    .set({
      attempts: sql`${d.attempts} + 1`,
      nextAttemptAt: sql`${sql.placeholder('leaseUntil')}`,
      leaseUntil: sql`${sql.placeholder('leaseUntil')}`,
    })
    .where(eq(d.position, sql`(${next} ${q.dialect.skipLocked})`))
    .returning();
});

/** Lets what waits behind a delivery, of its item and endpoint, wait until an instant. */
const holdFollowers = async (
  tx: Transaction,
  endpointId: string,
  { itemId, position }: Pick<DeliveryRow, 'itemId' | 'position'>,
  until: number,
): Promise<void> => {
  if (itemId === null) return;
  const { deliveries: d } = tx.tables;
  await tx.db
    .update(d)
    .set({ nextAttemptAt: until })
    .where(
      and(
        eq(d.itemId, itemId),
        eq(d.endpointId, endpointId),
        sql`${d.state} = 'pending'`,
        gt(d.position, position),
      ),
    );
};

/** The endpoint where it may be called at this moment, locked where it is on trial after a pause. */
const callable = async (tx: Transaction, id: string, now: number): Promise<EndpointRow | null> => {
  const { callbackEndpoints: e } = tx.tables;
  const mayBeCalled = and(
    eq(e.id, id),
    isNull(e.disabledAt),
    isNull(e.removedAt),
    or(isNull(e.pausedUntil), lte(e.pausedUntil, now)),
  );
  const [row] = await tx.db.select().from(e).where(mayBeCalled);
  if (!row || row.pauses === 0) return row ?? null;
  await tx.lockRow(e, id);
  const [again] = await tx.db.select().from(e).where(mayBeCalled);
  return again ?? null;
};

/**
 * Claims up to `count` due deliveries of an endpoint for `leaseMs`; null where it may not be called. After a pause one
 * delivery alone tries whether it answers again, and nobody sends it another meanwhile.
 */
export const claimDeliveries = async (
  tx: Transaction,
  endpointId: string,
  { count, now, leaseMs }: { count: number; now: number; leaseMs: number },
): Promise<Claimed | null> => {
  const endpoint = await callable(tx, endpointId, now);
  if (!endpoint) return null;
  const { outboxEvents, callbackEndpoints: e } = tx.tables;
  const onTrial = endpoint.pauses > 0;
  const leaseUntil = now + leaseMs;
  const claimed: ClaimedDelivery[] = [];
  while (claimed.length < (onTrial ? Math.min(count, 1) : count)) {
    const [row] = await tx.run(claimOne, { endpointId, now, leaseUntil });
    if (!row) break;
    await holdFollowers(tx, endpointId, row, leaseUntil);
    const [event] = await tx.db
      .select({ body: outboxEvents.body })
      .from(outboxEvents)
      .where(eq(outboxEvents.id, row.eventId));
    if (!event) throw new Error(`event ${row.eventId} is gone`);
    claimed.push({ ...row, leaseUntil, body: event.body });
  }
  if (onTrial && claimed.length > 0)
    await tx.db.update(e).set({ pausedUntil: leaseUntil }).where(eq(e.id, endpointId));
  return { endpoint, deliveries: claimed };
};

/** How an attempt went: when it began and how long it took (milliseconds), and what was answered or went wrong. */
export type AttemptOutcome = {
  at: number;
  durationMs: number;
  status: number | null;
  error: string | null;
  reply: string | null;
};

/**
 * Notes an attempt and where it leaves its delivery: over, or waiting until an instant. Answers false where the lease had
 * run out and another sender has taken it up, whose outcome counts.
 */
export const closeAttempt = async (
  tx: Transaction,
  endpointId: string,
  claimed: ClaimedDelivery,
  outcome: AttemptOutcome,
  next:
    | { state: 'delivered' | 'failed'; closedAt: number }
    | { state: 'pending'; nextAttemptAt: number; failures: number },
): Promise<boolean> => {
  const { deliveries: d, deliveryAttempts } = tx.tables;
  const rows = await tx.db
    .update(d)
    .set({
      leaseUntil: null,
      ...(next.state === 'pending' ? next : { ...next, nextAttemptAt: null }),
    })
    .where(
      and(
        eq(d.position, claimed.position),
        sql`${d.state} = 'pending'`,
        eq(d.leaseUntil, claimed.leaseUntil),
      ),
    )
    .returning({ position: d.position });
  // Where everything was forgotten meanwhile, as of an endpoint that was removed, so is this.
  const [kept] = await tx.db.select({ n: d.attempts }).from(d).where(eq(d.position, claimed.position));
  if (!kept) return false;
  await tx.db
    .insert(deliveryAttempts)
    .values({ position: claimed.position, n: claimed.attempts, ...outcome });
  if (rows.length === 0) return false;
  const until = next.state === 'pending' ? next.nextAttemptAt : next.closedAt;
  await holdFollowers(tx, endpointId, claimed, until);
  return true;
};

/** Notes that an endpoint accepted something. */
export const noteSuccess = async (tx: Transaction, id: string, now: number): Promise<void> => {
  const { callbackEndpoints: e } = tx.tables;
  await tx.db
    .update(e)
    .set({ failingSince: null, pausedUntil: null, pauses: 0, lastSuccessAt: now })
    .where(
      and(
        eq(e.id, id),
        sql`(${e.failingSince} is not null or ${e.pauses} > 0 or ${e.lastSuccessAt} is null
          or ${e.lastSuccessAt} <= ${now - successEvery})`,
      ),
    );
};

/** Notes that an endpoint refused something or could not be reached. */
export const noteFailure = async (tx: Transaction, id: string, now: number): Promise<void> => {
  const { callbackEndpoints: e } = tx.tables;
  await tx.db
    .update(e)
    .set({ failingSince: now })
    .where(and(eq(e.id, id), isNull(e.failingSince)));
};

/** Leaves an endpoint alone until an instant, once however many attempts on it failed together. */
export const pauseEndpoint = async (
  tx: Transaction,
  { id, pauses }: Pick<EndpointRow, 'id' | 'pauses'>,
  until: number,
): Promise<void> => {
  const { callbackEndpoints: e } = tx.tables;
  await tx.db
    .update(e)
    .set({ pausedUntil: until, pauses: pauses + 1 })
    .where(and(eq(e.id, id), eq(e.pauses, pauses)));
};

/** Ends the trial of an endpoint that answers again, be it with an error. */
export const endPause = async (
  tx: Transaction,
  { id, pauses }: Pick<EndpointRow, 'id' | 'pauses'>,
): Promise<void> => {
  if (pauses === 0) return;
  const { callbackEndpoints: e } = tx.tables;
  await tx.db
    .update(e)
    .set({ pausedUntil: null, pauses: 0 })
    .where(and(eq(e.id, id), eq(e.pauses, pauses)));
};

/** Calls an endpoint no more; answers whether this did it. */
export const disableEndpoint = async (
  tx: Transaction,
  id: string,
  disabledReason: DisabledReason,
  now: number,
): Promise<boolean> => {
  const { callbackEndpoints: e } = tx.tables;
  const rows = await tx.db
    .update(e)
    .set({ disabledAt: now, disabledReason })
    .where(and(eq(e.id, id), isNull(e.disabledAt)))
    .returning({ id: e.id });
  return rows.length > 0;
};
