import { expect, it } from 'vitest';
import type { Transaction } from '../../db/database.ts';
import { counters, countersByHour, queueCounts } from '../../db/queries/overview.ts';
import { addRollups, hourMs } from '../../db/queries/rollups.ts';
import type { RollupMetric } from '../../server/domain/rollup-metrics.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenItems, givenPerson, givenProject, noon } from '../support/rows.ts';

const hour = noon - (noon % hourMs);

const waiting = (tx: Transaction, projectId: string, inspector: number, lead: number) =>
  addRollups(tx, projectId, [
    { metric: 'waiting_inspector', modelVersionId: '', at: null, n: inspector },
    { metric: 'waiting_lead', modelVersionId: '', at: null, n: lead },
  ]);

onBothEngines('the queue in numbers', (open) => {
  it('is empty where nothing was ever taken in', async () => {
    const db = await open();
    const project = await db.write((tx) => givenProject(tx));
    const counts = await db.read((q) => queueCounts(q, project.id, noon));
    expect(counts).toEqual({ open: 0, forLeads: 0, held: 0, oldestWaitingSince: null });
  });

  it('tells what is open, for leads and held apart, and since when the oldest waits', async () => {
    const db = await open();
    const project = await db.write(async (tx) => {
      const made = await givenProject(tx);
      const other = await givenProject(tx, 'other');
      const ann = await givenPerson(tx, 'Ann');
      const held = (expiresIn: number) =>
        ({ state: 'held', holderId: ann, leaseExpiresAt: noon + expiresIn }) as const;
      await givenItems(tx, made, [
        { key: 'open', label: null, reviews: [{ createdAt: noon - 1_000 }] },
        { key: 'held', label: null, reviews: [{ ...held(1), createdAt: noon - 9_000 }] },
        { key: 'expired', label: null, reviews: [{ ...held(0), createdAt: noon - 5_000 }] },
        { key: 'lead', label: null, reviews: [{ ...held(1), audience: 'lead' }, { audience: 'lead' }] },
        { key: 'done', label: null, reviews: [{ state: 'done', createdAt: noon - 99_000 }] },
      ]);
      await givenItems(tx, other, [{ key: 'a', label: null, reviews: [{ createdAt: noon - 99_000 }] }]);
      await waiting(tx, made.id, 3, 2);
      await waiting(tx, other.id, 1, 0);
      return made;
    });
    const counts = await db.read((q) => queueCounts(q, project.id, noon));
    expect(counts).toEqual({ open: 2, forLeads: 1, held: 2, oldestWaitingSince: noon - 5_000 });
  });
});

onBothEngines('the counters of a project', (open) => {
  it('are summed over its models, for all time, since an hour, and by the hour', async () => {
    const db = await open();
    const count = (metric: RollupMetric, modelVersionId: string, at: number, n: number) => ({
      metric,
      modelVersionId,
      at,
      n,
    });
    await db.write((tx) =>
      addRollups(tx, 'p', [
        count('auto', 'a', hour, 1),
        count('auto', 'b', hour, 2),
        count('auto', 'a', hour - 30 * hourMs, 4),
        count('review', 'a', hour + hourMs, 8),
        count('decisions', 'a', hour, 16),
      ]),
    );
    await db.write((tx) => addRollups(tx, 'q', [count('auto', 'a', hour, 100)]));
    await db.read(async (q) => {
      expect(await counters(q, 'p', ['auto', 'review', 'audit'], null)).toEqual({ auto: 7, review: 8 });
      expect(await counters(q, 'p', ['auto', 'review'], hour)).toEqual({ auto: 3, review: 8 });
      const byHour = await countersByHour(q, 'p', ['auto', 'review'], hour);
      expect(byHour.toSorted((a, b) => a.hour - b.hour)).toEqual([
        { metric: 'auto', hour, n: 3 },
        { metric: 'review', hour: hour + hourMs, n: 8 },
      ]);
    });
  });
});
