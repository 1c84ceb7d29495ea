import { and, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Audience, Json } from '../../server/domain/words.ts';
import type { Queryable, Transaction } from '../database.ts';
import { isBehind, type TimePlace } from '../keyset.ts';
import type { Tables } from '../schema.ts';
import { unmarkGold } from './gold.ts';
import { isUnfinished } from './unfinished.ts';
import { voidExports } from './withdrawn.ts';

/** That an item was erased. Instants are epoch milliseconds. */
export type ErasureRow = Tables['erasures']['$inferSelect'];

/** That the item of a key was erased; null: it was not. */
export const erasureOf = async (q: Queryable, projectId: string, key: string): Promise<ErasureRow | null> => {
  const { erasures: e, items: i } = q.tables;
  const [row] = await q.db
    .select({ erasure: e })
    .from(i)
    .innerJoin(e, eq(e.itemId, i.id))
    .where(and(eq(i.projectId, projectId), eq(i.key, key)));
  return row?.erasure ?? null;
};

/** A project's erasures, latest first, from after a place in that order. */
export const erasuresOf = async (
  q: Queryable,
  projectId: string,
  { after, limit }: { after: TimePlace | null; limit: number },
): Promise<ErasureRow[]> => {
  const { erasures: e } = q.tables;
  return q.db
    .select()
    .from(e)
    .where(and(eq(e.projectId, projectId), isBehind(e.erasedAt, e.itemId, after)))
    .orderBy(desc(e.erasedAt), desc(e.itemId))
    .limit(limit);
};

/** Whether an item was erased. */
export const isErased = async (q: Queryable, itemId: string): Promise<boolean> => {
  const { erasures: e } = q.tables;
  const [row] = await q.db.select({ at: e.erasedAt }).from(e).where(eq(e.itemId, itemId));
  return row !== undefined;
};

/** What callbacks were, or are to be, told of an item is forgotten. */
const forgetCallbacks = async (tx: Transaction, itemId: string): Promise<void> => {
  const { deliveries: d, deliveryAttempts: a, outboxEvents: o } = tx.tables;
  const ofItem = await tx.db
    .select({ position: d.position, eventId: d.eventId })
    .from(d)
    .where(eq(d.itemId, itemId));
  if (ofItem.length === 0) return;
  const positions = ofItem.map(({ position }) => position);
  await tx.db.delete(a).where(inArray(a.position, positions));
  await tx.db.delete(d).where(eq(d.itemId, itemId));
  await tx.db.delete(o).where(
    inArray(
      o.id,
      ofItem.map(({ eventId }) => eventId),
    ),
  );
};

/** Calls off what is yet to be judged of an item; answers whose queues the reviews waited in or were taken from. */
const callOff = async (tx: Transaction, itemId: string, now: number): Promise<Audience[]> => {
  const { reviews: r } = tx.tables;
  const unfinished = await tx.db
    .select({ audience: r.audience, state: r.state, purpose: r.purpose })
    .from(r)
    .where(and(eq(r.itemId, itemId), isUnfinished(r)));
  await tx.db
    .update(r)
    .set({ state: 'cancelled', closedAt: now, holderId: null, leaseExpiresAt: null })
    .where(and(eq(r.itemId, itemId), isUnfinished(r)));
  await tx.db
    .update(r)
    .set({ escalation: sql`null` })
    .where(eq(r.itemId, itemId));
  await tx.db
    .update(r)
    .set({ requeued: '' })
    .where(and(eq(r.itemId, itemId), isNotNull(r.requeued)));
  return unfinished
    .filter(
      ({ state, purpose, audience }) => state !== 'asked' && (purpose !== 'gold' || audience === 'lead'),
    )
    .map(({ audience }) => audience);
};

/**
 * Takes what an item was out of all tables: its payload and inputs, what was written about it, and where `emptied` is given also
 * the answers to it, as that. What was counted of it stays counted. Answers whose queues it was taken from.
 */
export const eraseItem = async (
  tx: Transaction,
  itemId: string,
  { emptied, now }: { emptied: Json | undefined; now: number },
): Promise<Audience[]> => {
  const { items, payloads, predictions, labels, decisions, comments } = tx.tables;
  const erased = { erased: true };
  await tx.db
    .update(payloads)
    .set({ payload: erased, inputs: {}, unit: null, steps: null })
    .where(eq(payloads.itemId, itemId));
  await tx.db
    .update(items)
    .set({
      status: 'erased',
      labelValue: null,
      labelSource: null,
      ...(emptied === undefined ? {} : { modelValue: null }),
    })
    .where(eq(items.id, itemId));
  await tx.db
    .update(predictions)
    .set({ scores: null, ...(emptied === undefined ? {} : { value: null }) })
    .where(eq(predictions.itemId, itemId));
  await tx.db
    .update(labels)
    .set({ supersededAt: now })
    .where(and(eq(labels.itemId, itemId), isNull(labels.supersededAt)));
  await tx.db.update(labels).set({ told: null }).where(eq(labels.itemId, itemId));
  if (emptied !== undefined)
    await tx.db.update(labels).set({ value: emptied }).where(eq(labels.itemId, itemId));
  await tx.db
    .update(decisions)
    .set({ note: null, ...(emptied === undefined ? {} : { value: emptied }) })
    .where(eq(decisions.itemId, itemId));
  await tx.db.update(comments).set({ text: '' }).where(eq(comments.itemId, itemId));
  await forgetCallbacks(tx, itemId);
  await unmarkGold(tx, itemId, now);
  return callOff(tx, itemId, now);
};

/** A moment at `now` or later that comes after all of a project's erasures, so that their list grows at its head alone. */
export const momentAfterAll = async (tx: Transaction, projectId: string, now: number): Promise<number> => {
  const [latest] = await erasuresOf(tx, projectId, { after: null, limit: 1 });
  return Math.max(now, (latest?.erasedAt ?? 0) + 1);
};

/**
 * Notes that an item was erased, on it and on the snapshots that hold it, whose exports are void from then on. Answers it with
 * the files of these exports among its own.
 */
export const addErasure = async (tx: Transaction, row: ErasureRow): Promise<ErasureRow> => {
  const { erasures, snapshots, media } = tx.tables;
  if (row.snapshots.length > 0)
    await tx.db
      .update(snapshots)
      .set({ withdrawn: sql`${snapshots.withdrawn} + 1` })
      .where(inArray(snapshots.id, row.snapshots));
  const written = await voidExports(tx, row);
  const erasure = { ...row, media: [...row.media, ...written] };
  await tx.db.insert(erasures).values(erasure);
  if (erasure.media.length > 0)
    await tx.db
      .delete(media)
      .where(and(eq(media.projectId, row.projectId), inArray(media.hash, erasure.media)));
  return erasure;
};

/** A project's snapshots that are whole or being written, with what tells which keys they hold. */
export const snapshotsToSearch = async (
  q: Queryable,
  projectId: string,
): Promise<Pick<Tables['snapshots']['$inferSelect'], 'id' | 'state' | 'parts'>[]> => {
  const { snapshots: s } = q.tables;
  return q.db
    .select({ id: s.id, state: s.state, parts: s.parts })
    .from(s)
    .where(and(eq(s.projectId, projectId), sql`${s.state} in ('writing', 'ready')`));
};
