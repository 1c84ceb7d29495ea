import { expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import {
  addMeasures,
  foldMeasures,
  measuresBetween,
  measuresByStep,
  oldestMeasures,
} from '../../db/queries/measures.ts';
import type { MeasureChange } from '../../server/domain/measures/metrics.ts';
import { onBothEngines } from '../support/engines.ts';

const minute = 60_000;
/** The start of an hour. */
const start = 500_000 * 60 * minute;
const one: MeasureChange = { metric: 'latency', modelVersionId: 'm', part: '', bin: '125', n: 1, sum: 2.5 };

const rowsOf = async (db: Database, projectId = 'p') => {
  const rows = await db.read((q) => q.db.select().from(q.tables.measures));
  return rows
    .filter((row) => row.projectId === projectId)
    .map(
      (row) =>
        `${row.modelVersionId} ${(row.start - start) / minute}+${row.span} ${row.bin} ${row.n} ${row.sum}`,
    )
    .toSorted();
};

const latencies = { metrics: ['latency'] as const, from: start, to: start + 60 * minute };

onBothEngines('measures', (open) => {
  it('are added up by the minute, and told over any time and step by step', async () => {
    const db = await open();
    await db.write((tx) => addMeasures(tx, 'p', [one, one, { ...one, bin: '126' }], start + 1));
    await db.write((tx) => addMeasures(tx, 'p', [one, { ...one, modelVersionId: 'n' }], start + minute - 1));
    await db.write((tx) => addMeasures(tx, 'p', [{ ...one, metric: 'intake', sum: 0 }], start + minute));
    await db.write((tx) => addMeasures(tx, 'p', [one], start + minute));
    await db.write((tx) => addMeasures(tx, 'other', [one], start));
    const between = await db.read((q) => measuresBetween(q, 'p', latencies));
    expect(between.map(({ modelVersionId, bin, n, sum }) => `${modelVersionId} ${bin} ${n} ${sum}`)).toEqual(
      expect.arrayContaining(['m 125 4 10', 'm 126 1 2.5', 'n 125 1 2.5']),
    );
    expect(between).toHaveLength(3);
    const ofOne = await db.read((q) => measuresByStep(q, 'p', { ...latencies, modelVersionId: 'm' }, 1));
    expect(ofOne.map(({ at, bin, n }) => `${(at - start) / minute} ${bin} ${n}`).toSorted()).toEqual([
      '0 125 3',
      '0 126 1',
      '1 125 1',
    ]);
    const coarse = await db.read((q) => measuresByStep(q, 'p', latencies, 15));
    expect(coarse.map(({ at, bin, n }) => `${(at - start) / minute} ${bin} ${n}`).toSorted()).toEqual([
      '0 125 5',
      '0 126 1',
    ]);
  });

  it('are folded into longer stretches without any of them being lost or counted twice', async () => {
    const db = await open();
    for (const at of [0, 1, 14, 15]) await db.write((tx) => addMeasures(tx, 'p', [one], start + at * minute));
    await db.write((tx) => addMeasures(tx, 'other', [one], start));
    const before = await db.read((q) => measuresBetween(q, 'p', latencies));
    const fold = () => db.write((tx) => foldMeasures(tx, 'p', { span: 1, next: 15, start }));
    expect(await db.read((q) => oldestMeasures(q, 1, start))).toBeNull();
    expect((await db.read((q) => oldestMeasures(q, 1, start + 1)))?.start).toBe(start);
    await Promise.all([fold(), fold(), fold()]);
    expect(await rowsOf(db)).toEqual(['m 0+15 125 3 7.5', 'm 15+1 125 1 2.5']);
    expect(await rowsOf(db, 'other')).toEqual(['m 0+1 125 1 2.5']);

    // What comes late, as from a clock that was set back, is added to what was folded.
    await db.write((tx) => addMeasures(tx, 'p', [one], start + minute));
    await fold();
    expect(await rowsOf(db)).toEqual(['m 0+15 125 4 10', 'm 15+1 125 1 2.5']);
    await db.write((tx) => foldMeasures(tx, 'p', { span: 1, next: 15, start: start + 15 * minute }));
    await db.write((tx) => foldMeasures(tx, 'p', { span: 15, next: 60, start }));
    expect(await rowsOf(db)).toEqual(['m 0+60 125 5 12.5']);
    const after = await db.read((q) => measuresBetween(q, 'p', latencies));
    expect(after.map(({ n }) => n)).toEqual(before.map(({ n }) => n + 1));
  });
});
