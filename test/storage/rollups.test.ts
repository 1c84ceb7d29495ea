import { expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { addRollups, comparedByDay, dayMs, hourMs } from '../../db/queries/rollups.ts';
import { onBothEngines } from '../support/engines.ts';

const rowsOf = async (db: Database, projectId: string) => {
  const rows = await db.read((q) => q.db.select().from(q.tables.rollups));
  return rows
    .filter((row) => row.projectId === projectId)
    .map(({ metric, modelVersionId, hour, n }) => `${metric} ${modelVersionId || '-'} ${hour} ${n}`)
    .toSorted();
};

onBothEngines('counters', (open) => {
  it('count by the hour and over all time, however often a key is named', async () => {
    const db = await open();
    const at = 500_000 * hourMs;
    const auto = { metric: 'auto', modelVersionId: 'm', n: 1 } as const;
    await db.write((tx) =>
      addRollups(tx, 'p', [
        { ...auto, at },
        { ...auto, at: at + hourMs - 1 },
        { ...auto, at: at + hourMs, n: 3 },
      ]),
    );
    await db.write((tx) => addRollups(tx, 'p', [{ ...auto, at, n: 10 }]));
    expect(await rowsOf(db, 'p')).toEqual(
      [`auto m 0 15`, `auto m ${at} 12`, `auto m ${at + hourMs} 3`].toSorted(),
    );
  });

  it('tell by the day how far people agreed with one model version', async () => {
    const db = await open();
    const day = 20_000 * dayMs;
    const agreed = { metric: 'agreed_blind', modelVersionId: 'm', n: 1 } as const;
    await db.write((tx) =>
      addRollups(tx, 'p', [
        { ...agreed, at: day - 1 },
        { ...agreed, at: day },
        { ...agreed, at: day + dayMs - 1 },
        { ...agreed, metric: 'compared_blind', at: day, n: 5 },
        { ...agreed, metric: 'decisions', at: day },
        { ...agreed, modelVersionId: 'other', at: day },
      ]),
    );
    const told = await db.read((q) => comparedByDay(q, 'p', 'm', day));
    expect(told.toSorted((a, b) => a.n - b.n)).toEqual([
      { metric: 'agreed_blind', day, n: 2 },
      { metric: 'compared_blind', day, n: 5 },
    ]);
    expect(await db.read((q) => comparedByDay(q, 'p', 'm', day + dayMs))).toEqual([]);
  });

  it('keep what has no time for all time only, and write nothing where changes cancel out', async () => {
    const db = await open();
    const waiting = { metric: 'waiting_inspector', modelVersionId: '', at: null } as const;
    await db.write((tx) => addRollups(tx, 'p', [{ ...waiting, n: 2 }]));
    await db.write((tx) => addRollups(tx, 'p', [{ ...waiting, n: -1 }]));
    await db.write((tx) =>
      addRollups(tx, 'q', [
        { ...waiting, n: 1 },
        { ...waiting, n: -1 },
      ]),
    );
    expect(await rowsOf(db, 'p')).toEqual(['waiting_inspector - 0 1']);
    expect(await rowsOf(db, 'q')).toEqual([]);
  });

  it('lose nothing to transactions that count the same keys at once, in whatever order they name them', async () => {
    const db = await open();
    const keys = ['auto', 'review', 'decisions'] as const;
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        db.write((tx) => {
          const order = i % 2 ? keys : keys.toReversed();
          return addRollups(
            tx,
            'p',
            order.map((metric) => ({ metric, modelVersionId: 'm', at: null, n: 1 })),
          );
        }),
      ),
    );
    expect(await rowsOf(db, 'p')).toEqual(['auto m 0 40', 'decisions m 0 40', 'review m 0 40']);
  });

  it('are forgotten where the transaction is rolled back', async () => {
    const db = await open();
    const failing = db.write(async (tx) => {
      await addRollups(tx, 'p', [{ metric: 'auto', modelVersionId: 'm', at: null, n: 1 }]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await rowsOf(db, 'p')).toEqual([]);
  });
});
