import { beforeAll, expect, it } from 'vitest';
import { v7 } from 'uuid';
import type { Database } from '../../db/database.ts';
import { itemFurtherBack, routedItems, type HistoryFilter } from '../../db/queries/routed-items.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenItems, givenProject, noon } from '../support/rows.ts';

onBothEngines('routed items', (open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
  });

  it('come newest first, each with its latest routing and all that a policy looks at', async () => {
    const project = await db.write((tx) => givenProject(tx));
    await db.write(async (tx) => {
      const other = await givenProject(tx, 'cars');
      await givenItems(tx, other, [{ key: 'of another project' }]);
      await givenItems(tx, project, [
        { key: 'accepted' },
        {
          key: 'audited',
          payload: { inputs: { length: 3, line: 'a' }, priority: 7, occurredAt: noon - 5 },
          routing: { arm: 'blind', createdAt: noon + 1 },
        },
        { key: 'reviewed', modelValue: null, confidence: null, label: null, routing: { arm: 'blind' } },
      ]);
    });
    const items = await db.read((q) => routedItems(q, project.id, {}, null, 10));
    expect(items).toMatchObject([
      { subject: { key: 'reviewed' }, routing: { destination: 'review', reviewed: true }, label: null },
      {
        subject: { key: 'audited' },
        routing: { destination: 'auto', reviewed: true },
        label: { source: 'auto', agreed: true },
        routedAt: noon + 1,
      },
      { subject: { key: 'accepted' }, routing: { destination: 'auto', reviewed: false }, routedAt: noon },
    ]);
    expect(items[0]?.subject).toMatchObject({ value: null, confidence: null });
    expect(items[1]?.subject).toEqual({
      key: 'audited',
      value: 'ok',
      confidence: 0.99,
      model: 'eye@1',
      inputs: { length: 3, line: 'a' },
      priority: 7,
      occurredAt: noon - 5,
      receivedAt: noon,
      fault: null,
      disagreementShare: 0,
    });

    const second = await db.read((q) => routedItems(q, project.id, {}, items[0]?.itemId ?? null, 1));
    expect(second).toMatchObject([{ subject: { key: 'audited' } }]);
    const rest = await db.read((q) => routedItems(q, project.id, {}, second[0]?.itemId ?? null, 10));
    expect(rest).toMatchObject([{ subject: { key: 'accepted' } }]);
  });

  it('come once where they were routed twice', async () => {
    const project = await db.write((tx) => givenProject(tx, 'twice'));
    await db.write(async (tx) => {
      const { routings } = tx.tables;
      await givenItems(tx, project, [{ key: 'again' }]);
      const rows = await tx.db.select().from(routings);
      const first = rows.find(({ projectId }) => projectId === project.id);
      if (first) await tx.db.insert(routings).values({ ...first, id: v7(), destination: 'review' });
    });
    expect(await db.read((q) => routedItems(q, project.id, {}, null, 10))).toMatchObject([
      { subject: { key: 'again' }, routing: { destination: 'review' } },
    ]);
  });

  it('are those of a model version and of a stretch of time, where that is asked', async () => {
    const project = await db.write((tx) => givenProject(tx, 'some'));
    const other = v7();
    await db.write(async (tx) => {
      const row = { projectId: project.id, description: '', registeredAt: noon };
      await tx.db.insert(tx.tables.modelVersions).values({ ...row, id: other, model: 'eye@2' });
      await givenItems(tx, project, [
        { key: 'early', item: { receivedAt: noon - 10 } },
        { key: 'noon' },
        { key: 'other', item: { modelVersionId: other } },
      ]);
    });
    const found = async (filter: HistoryFilter) =>
      (await db.read((q) => routedItems(q, project.id, filter, null, 10))).map(({ subject }) => subject.key);
    expect(await found({})).toEqual(['other', 'noon', 'early']);
    expect(await found({ modelVersionId: other })).toEqual(['other']);
    expect(await found({ to: noon })).toEqual(['early']);
    const second = await db.read((q) => itemFurtherBack(q, project.id, null, 2));
    expect(second?.receivedAt).toBe(noon);
    expect(await found({ backTo: second?.itemId })).toEqual(['other', 'noon']);
    const last = await db.read((q) => itemFurtherBack(q, project.id, second?.itemId ?? null, 1));
    expect(last?.receivedAt).toBe(noon - 10);
    expect(await db.read((q) => itemFurtherBack(q, project.id, null, 4))).toBeNull();
    expect(await found({ from: noon, modelVersionId: project.modelVersionId })).toEqual(['noon']);
  });
});
