import { expect, it } from 'vitest';
import { v7 } from 'uuid';
import type { Transaction } from '../../db/database.ts';
import { setEndpoint } from '../../db/queries/callbacks.ts';
import { insertEvents } from '../../db/queries/callbacks-outbox.ts';
import { finishJobRun, lastSuccess, startJobRun } from '../../db/queries/jobs.ts';
import { databaseBytes, endpointQueues, projectQueues } from '../../db/queries/monitoring.ts';
import { addRollups } from '../../db/queries/rollups.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenEndpoint, givenItems, givenPerson, givenProject, noon } from '../support/rows.ts';

/** Writes an event that these endpoints are to be told of. */
const happens = (tx: Transaction, projectId: string, createdAt: number, endpointIds: string[]) =>
  insertEvents(
    tx,
    projectId,
    [{ id: v7(), itemId: null, type: 'label.created', body: '{}', createdAt, endpointIds }],
    true,
  );

onBothEngines('what is told of the database from outside', (open) => {
  it('is the queue of each of the latest projects, with the oldest of what nobody holds', async () => {
    const db = await open();
    await db.write(async (tx) => {
      await givenProject(tx, 'first');
      const busy = await givenProject(tx, 'busy');
      await givenProject(tx, 'idle');
      const ann = await givenPerson(tx, 'Ann');
      const held = (expiresIn: number) =>
        ({ state: 'held', holderId: ann, leaseExpiresAt: noon + expiresIn }) as const;
      await givenItems(tx, busy, [
        { key: 'open', label: null, reviews: [{ createdAt: noon - 1_000 }] },
        { key: 'held', label: null, reviews: [{ ...held(1), createdAt: noon - 9_000 }] },
        { key: 'expired', label: null, reviews: [{ ...held(0), createdAt: noon - 5_000 }] },
        { key: 'done', label: null, reviews: [{ state: 'done', createdAt: noon - 99_000 }] },
      ]);
      await addRollups(tx, busy.id, [
        { metric: 'waiting_inspector', modelVersionId: '', at: null, n: 3 },
        { metric: 'waiting_lead', modelVersionId: '', at: null, n: 2 },
        { metric: 'review', modelVersionId: 'a', at: noon, n: 7 },
      ]);
    });
    const seen = await db.read((q) => projectQueues(q, noon, 2));
    expect(seen.map(({ id: _, ...queue }) => queue)).toEqual([
      { slug: 'idle', inspector: 0, lead: 0, oldestWaitingSince: null, overdue: 0 },
      { slug: 'busy', inspector: 3, lead: 2, oldestWaitingSince: noon - 5_000, overdue: 0 },
    ]);
  });

  it('is what waits for each endpoint that may be called', async () => {
    const db = await open();
    const { id } = await db.write((tx) => givenProject(tx));
    await db.write(async (tx) => {
      const made: string[] = [];
      for (let i = 0; i < 4; i += 1) made.push(await givenEndpoint(tx, id));
      await happens(tx, id, noon - 2, made.slice(0, 1));
      await happens(tx, id, noon - 1, made);
      const [, , disabled = '', removed = ''] = made;
      await setEndpoint(tx, disabled, { disabledAt: noon, disabledReason: 'gone' });
      await setEndpoint(tx, removed, { removedAt: noon });
    });
    const seen = await db.read((q) => endpointQueues(q, [id]));
    expect(seen.toSorted((a, b) => a.pending - b.pending)).toEqual([
      { projectId: id, pending: 1, oldestSince: noon - 1 },
      { projectId: id, pending: 2, oldestSince: noon - 2 },
    ]);
    expect(await db.read((q) => endpointQueues(q, []))).toEqual([]);
  });

  it('is when a job last went well, whatever it did since', async () => {
    const db = await open();
    await db.write(async (tx) => {
      const runs = [
        ['a', 10, null],
        ['b', 20, null],
        ['c', 30, 'failed'],
      ] as const;
      for (const [slot, at, error] of runs) {
        await startJobRun(tx, `tidy:${slot}`, 'tidy', noon + at);
        await finishJobRun(tx, `tidy:${slot}`, noon + at + 1, error);
      }
      await startJobRun(tx, 'tidy:d', 'tidy', noon + 40);
    });
    expect(await db.read((q) => lastSuccess(q, 'tidy'))).toBe(noon + 21);
    expect(await db.read((q) => lastSuccess(q, 'other'))).toBeNull();
  });

  it('is how large it is', async () => {
    const db = await open();
    expect(await db.read(databaseBytes)).toBeGreaterThan(100_000);
  });
});
