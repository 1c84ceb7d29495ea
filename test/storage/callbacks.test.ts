import { beforeAll, beforeEach, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { system } from '../../db/actor.ts';
import type { Database } from '../../db/database.ts';
import {
  endpointCounts,
  endpointsOf,
  insertEndpoint,
  setEndpoint,
  subscriptionsOf,
} from '../../db/queries/callbacks.ts';
import {
  claimDeliveries,
  closeAttempt,
  dueEndpoints,
  pauseEndpoint,
  type ClaimedDelivery,
} from '../../db/queries/callbacks-claims.ts';
import { listDeliveries, replayDelivery, replaySome } from '../../db/queries/callbacks-deliveries.ts';
import { forgetDeliveries, forgetEndpoint } from '../../db/queries/callbacks-forget.ts';
import { insertEvents } from '../../db/queries/callbacks-outbox.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenItems, givenProject, noon } from '../support/rows.ts';

const leaseMs = 60_000;
const outcome = { at: noon, durationMs: 1, status: 500, error: 'answered 500', reply: '' };

onBothEngines('callbacks', (open) => {
  let db: Database;
  let projectId: string;
  let items: string[];
  let endpointId: string;
  beforeAll(async () => {
    db = await open();
    await db.write(async (tx) => {
      const project = await givenProject(tx);
      projectId = project.id;
      const rows = await givenItems(
        tx,
        project,
        ['a', 'b', 'c'].map((key) => ({ key })),
      );
      items = rows.map(({ itemId }) => itemId);
    });
  });
  const givenEndpoint = async (): Promise<string> => {
    const id = v7();
    await db.write((tx) =>
      insertEndpoint(tx, {
        id,
        projectId,
        url: 'https://hook.example',
        description: '',
        events: ['label.created'],
        secrets: [],
        createdBy: system,
        createdAt: noon,
        disabledAt: null,
        disabledReason: null,
        removedAt: null,
        failingSince: null,
        lastSuccessAt: null,
        pausedUntil: null,
        pauses: 0,
      }),
    );
    return id;
  };
  beforeEach(async () => {
    endpointId = await givenEndpoint();
  });

  /** Writes one event of an item (by its place among them; null: of none) for the endpoint; gives its id. */
  const happens = async (item: number | null, createdAt = noon): Promise<string> => {
    const id = v7();
    const itemId = item === null ? null : (items[item] ?? null);
    const event = {
      id,
      itemId,
      type: 'label.created' as const,
      body: id,
      createdAt,
      endpointIds: [endpointId],
    };
    await db.write((tx) => insertEvents(tx, projectId, [event], false));
    return id;
  };
  const claim = async (count: number, now = noon) =>
    (await db.write((tx) => claimDeliveries(tx, endpointId, { count, now, leaseMs })))?.deliveries ?? [];
  const idsOf = (deliveries: ClaimedDelivery[]) => deliveries.map(({ eventId }) => eventId);
  const close = (delivery: ClaimedDelivery, state: 'delivered' | 'failed' = 'delivered', closedAt = noon) =>
    db.write((tx) => closeAttempt(tx, endpointId, delivery, outcome, { state, closedAt }));
  const fails = (delivery: ClaimedDelivery, nextAttemptAt: number) =>
    db.write((tx) =>
      closeAttempt(tx, endpointId, delivery, outcome, { state: 'pending', nextAttemptAt, failures: 1 }),
    );
  const dueAt = async () => (await db.read(dueEndpoints)).find(({ id }) => id === endpointId)?.dueAt;
  const list = () => db.read((q) => listDeliveries(q, null, [endpointId], {}, null, 100));

  it('are claimed one an item, in the order of its events, and of other items meanwhile', async () => {
    const [a1, a2, b1] = [await happens(0), await happens(0), await happens(1)];
    const first = await claim(10);
    expect(idsOf(first)).toEqual([a1, b1]);
    expect(first.map(({ body }) => body)).toEqual([a1, b1]);
    expect(await claim(10)).toEqual([]);
    for (const delivery of first) expect(await close(delivery)).toBe(true);
    expect(idsOf(await claim(10))).toEqual([a2]);
  });

  it('that are of no item wait for none', async () => {
    const [one, two] = [await happens(null), await happens(null)];
    expect(idsOf(await claim(10))).toEqual([one, two]);
  });

  it('follow the one before them that waits, whether they came before or after it failed', async () => {
    const [a1, a2] = [await happens(0), await happens(0)];
    const [first] = await claim(1);
    if (!first) throw new Error('nothing was claimed');
    const a3 = await happens(0); // while the first is being sent
    await fails(first, noon + 5_000);
    const a4 = await happens(0, noon + 1_000);
    expect((await list()).map(({ nextAttemptAt }) => nextAttemptAt)).toEqual(Array(4).fill(noon + 5_000));
    expect(await dueAt()).toBe(noon + 5_000);
    expect(await claim(10, noon + 4_999)).toEqual([]);
    for (const id of [a1, a2, a3, a4]) {
      const [next, ...others] = await claim(10, noon + 5_000);
      expect(next?.eventId).toBe(id);
      expect(others).toEqual([]);
      if (next) await close(next, id === a2 ? 'failed' : 'delivered', noon + 5_000);
    }
    expect(await dueAt()).toBeNull();
  });

  it('follow at once the one before them that is over in the very moment in which they are written', async () => {
    for (let i = 0; i < 20; i += 1) {
      await happens(2);
      const [first] = await claim(1);
      if (!first) throw new Error('nothing was claimed');
      const [next] = await Promise.all([happens(2), close(first)]);
      const [second] = await claim(1);
      expect(second?.eventId, 'its lease is not waited for').toBe(next);
      if (second) await close(second);
    }
  });

  it('are taken up by another sender once the lease is over, and the first one’s outcome counts no more', async () => {
    const id = await happens(0);
    const [first] = await claim(1);
    expect(await claim(1, noon + leaseMs - 1)).toEqual([]);
    const [second] = await claim(1, noon + leaseMs);
    expect(second).toMatchObject({ eventId: id, attempts: 2 });
    if (!first || !second) throw new Error('nothing was claimed');
    expect(await close(first)).toBe(false);
    expect(await list()).toMatchObject([{ state: 'pending', attempts: 2 }]);
    expect(await close(second)).toBe(true);
    expect(await list()).toMatchObject([{ state: 'delivered', nextAttemptAt: null }]);
  });

  it('are claimed once however many claim at the same moment', async () => {
    const ids = new Set<string>();
    for (let i = 0; i < 30; i += 1) ids.add(await happens(i % 2 === 0 ? null : i % 3));
    const claimed = (await Promise.all(Array.from({ length: 8 }, () => claim(10)))).flat();
    expect(new Set(idsOf(claimed)).size).toBe(claimed.length);
    expect(claimed).toHaveLength(15 + 3); // those of no item, and the first of each item
    for (const delivery of claimed) expect(ids).toContain(delivery.eventId);
  });

  it('are tried one at a time after a pause, by one sender', async () => {
    for (let i = 0; i < 5; i += 1) await happens(null);
    await db.write((tx) => pauseEndpoint(tx, { id: endpointId, pauses: 0 }, noon + 1_000));
    await db.write((tx) => pauseEndpoint(tx, { id: endpointId, pauses: 0 }, noon + 9_000)); // failed with the first
    expect(await claim(8, noon + 999)).toEqual([]);
    expect(await dueAt()).toBe(noon + 1_000);
    const claims = await Promise.all(Array.from({ length: 4 }, () => claim(8, noon + 1_000)));
    expect(claims.flat()).toHaveLength(1);
  });

  it('of an endpoint that is disabled or removed are not claimed, nor its events asked for', async () => {
    await happens(0);
    expect((await db.read((q) => subscriptionsOf(q, projectId))).map(({ id }) => id)).toContain(endpointId);
    for (const set of [{ disabledAt: noon, disabledReason: 'person' as const }, { removedAt: noon }]) {
      await db.write((tx) => setEndpoint(tx, endpointId, set));
      expect(await claim(1)).toEqual([]);
      expect(await dueAt()).toBeUndefined();
      expect((await db.read((q) => subscriptionsOf(q, projectId))).map(({ id }) => id)).not.toContain(
        endpointId,
      );
    }
    expect((await db.read((q) => endpointsOf(q, projectId))).map(({ id }) => id)).not.toContain(endpointId);
  });

  it('are counted: what waits, and what was given up since an instant', async () => {
    for (let i = 0; i < 4; i += 1) await happens(null);
    const [one, two, three] = await claim(3);
    if (!one || !two || !three) throw new Error('too little was claimed');
    await close(one, 'failed', noon);
    await close(two, 'failed', noon + 1);
    await close(three);
    const counts = await db.read((q) => endpointCounts(q, [endpointId], noon));
    expect(counts.get(endpointId)).toEqual({ pending: 1, failed: 1 });
  });

  it('are replayed: one with what waits before it, none that is being sent; or those of a stretch of time', async () => {
    const [a1, a2, b1] = [await happens(0), await happens(0), await happens(1)];
    const [first, other] = await claim(2);
    if (!first || !other) throw new Error('too little was claimed');
    await fails(first, noon + 9_000);
    const rowOf = async (id: string) => {
      const row = (await list()).find(({ eventId }) => eventId === id);
      if (!row) throw new Error(`${id} is gone`);
      return row;
    };
    const replay = async (id: string, now: number) => {
      const row = await rowOf(id);
      await db.write((tx) => replayDelivery(tx, row, now));
    };
    await replay(b1, noon + 1);
    expect((await rowOf(b1)).nextAttemptAt, 'it is being sent').toBe(noon + leaseMs);
    await replay(a2, noon + 1);
    expect(idsOf(await claim(10, noon + 1))).toEqual([a1]);
    await close(other, 'failed', noon + 2);

    const some = (state: 'failed' | 'delivered', from: number, to: number) =>
      db.write((tx) => replaySome(tx, endpointId, state, { from, to, after: 0 }, 10, noon + 3));
    expect(await some('failed', noon + 1, noon + 2)).toBeNull();
    expect(await some('delivered', noon, noon + 1)).toBeNull();
    expect(await some('failed', noon, noon + 1)).toMatchObject({ replayed: 1 });
    expect(await rowOf(b1)).toMatchObject({ state: 'pending', nextAttemptAt: noon + 3, closedAt: null });
  });

  it('are forgotten once they are over for long, with what belongs to them alone', async () => {
    const other = await givenEndpoint();
    const shared = v7();
    const event = {
      id: shared,
      itemId: null,
      type: 'label.created' as const,
      body: 'shared',
      createdAt: noon,
    };
    await db.write((tx) =>
      insertEvents(tx, projectId, [{ ...event, endpointIds: [endpointId, other] }], true),
    );
    const own = await happens(0);
    const waiting = await happens(0);
    for (const delivery of await claim(2)) await close(delivery);
    const forget = (before: number | null, limit = 10) =>
      db.write((tx) => forgetDeliveries(tx, endpointId, before, limit));
    const eventsLeft = () =>
      db.read(async (q) => {
        const rows = await q.db.select().from(q.tables.outboxEvents);
        return [shared, own, waiting].filter((id) => rows.some((row) => row.id === id));
      });
    expect(await forget(noon)).toBe(0);
    expect(await forget(noon + 1, 1)).toBe(1);
    expect(await forget(noon + 1)).toBe(1);
    expect(await eventsLeft()).toEqual([shared, waiting]);
    expect((await list()).map(({ eventId }) => eventId)).toEqual([waiting]);

    await db.write((tx) => setEndpoint(tx, endpointId, { removedAt: noon }));
    await db.write((tx) => forgetEndpoint(tx, endpointId)); // while something is left of it, nothing
    expect(await forget(null)).toBe(1);
    await db.write((tx) => forgetEndpoint(tx, endpointId));
    expect(await eventsLeft()).toEqual([shared]);
    const left = await db.read((q) => q.db.select().from(q.tables.callbackEndpoints));
    expect(left.map(({ id }) => id)).not.toContain(endpointId);
    expect(left.map(({ id }) => id)).toContain(other);
  });
});
