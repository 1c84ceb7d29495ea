import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import {
  countLabels,
  labelsInForce,
  labelWatermark,
  markExported,
  type LabelFilter,
} from '../../db/queries/labels.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenItems, givenPerson, givenProject, noon, type GivenItem } from '../support/rows.ts';

const all = { after: 0, through: 1_000_000 };

const withLabels = async (db: Database, given: GivenItem[]) => {
  const { project, judge } = await db.write(async (tx) => {
    const made = await givenProject(tx);
    await givenItems(tx, made, given);
    await givenItems(tx, await givenProject(tx, 'other'), [{ key: 'foreign' }]);
    return { project: made, judge: await givenPerson(tx, 'Judge') };
  });
  const reader = { projectId: project.id, judgeId: null };
  const asked = (filter: LabelFilter, range = all, judgeId: string | null = null) =>
    db.read(async (q) =>
      (await labelsInForce(q, { ...reader, judgeId }, filter, range)).map((row) => row.key),
    );
  return { project, judge, reader, asked };
};

onBothEngines('labels in force', (open) => {
  it('come in the order they came into force, without those that were superseded', async () => {
    const db = await open();
    const { asked } = await withLabels(db, [
      { key: 'first' },
      { key: 'old', label: { value: 'ok', source: 'human', supersededAt: noon } },
      { key: 'none', label: null },
      { key: 'second' },
      { key: 'third' },
    ]);
    expect(await asked({})).toEqual(['first', 'second', 'third']);
    expect(await asked({}, { after: 1, through: 3 })).toEqual(['second']);
  });

  it('carry what a statistician needs, the JSON as it was kept', async () => {
    const db = await open();
    const { reader } = await withLabels(db, [
      {
        key: 'audited',
        modelValue: 'ok',
        confidence: 0.1 + 0.2,
        payload: { payload: { row: { b: 1, a: null, 'ü "q"': true } }, inputs: { z: 1e21, a: 'x' } },
        routing: {
          destination: 'auto',
          reasons: ['at_or_above_threshold', 'audit'],
          arm: 'blind',
          reviewProbability: 0.05,
        },
        label: {
          value: 'scratched',
          source: 'human',
          inspectors: 1,
          decidedAt: noon + 1,
          policyRevision: 3,
          schemaRevision: 2,
        },
      },
      {
        key: 'abstained',
        modelValue: null,
        confidence: null,
        label: { value: 'ok', source: 'human', agreed: null },
      },
    ]);
    const [audited, abstained] = await db.read((q) => labelsInForce(q, reader, {}, all));
    expect(audited).toMatchObject({ seq: 1, key: 'audited', withheld: false });
    expect(audited?.payload).toBe('{"row":{"b":1,"a":null,"ü \\"q\\"":true}}');
    expect(audited?.inputs).toBe('{"z":1e+21,"a":"x"}');
    expect(audited?.content).toEqual({
      value: '"scratched"',
      source: 'human',
      confidence: 0.1 + 0.2,
      calibrated: null,
      calibrator: 0,
      model: 'eye@1',
      modelValue: '"ok"',
      agreed: false,
      arm: 'blind',
      reviewProbability: 0.05,
      audit: true,
      policyRevision: 3,
      schemaRevision: 2,
      decidedAt: noon + 1,
      inspectors: 1,
      estimateId: null,
      posterior: null,
    });
    expect(abstained?.content).toMatchObject({
      confidence: null,
      modelValue: null,
      agreed: null,
      arm: null,
      audit: false,
    });
  });

  it('are filtered by source, class, model and time, and counted alike', async () => {
    const db = await open();
    const { reader, asked } = await withLabels(db, [
      { key: 'a', label: { value: 'ok', source: 'auto', decidedAt: 1_000 } },
      { key: 'b', label: { value: 'ok', source: 'human', decidedAt: 2_000 } },
      { key: 'c', label: { value: 'scratched', source: 'human', decidedAt: 3_000 } },
    ]);
    const cases: [LabelFilter, string[]][] = [
      [{}, ['a', 'b', 'c']],
      [{ source: 'human' }, ['b', 'c']],
      [{ class: 'ok' }, ['a', 'b']],
      [{ source: 'human', class: 'ok' }, ['b']],
      [{ from: 2_000 }, ['b', 'c']],
      [{ to: 2_000 }, ['a']],
      [{ from: 2_000, to: 3_000 }, ['b']],
      [{ model: 'eye@1' }, ['a', 'b', 'c']],
      [{ model: 'eye@2' }, []],
    ];
    for (const [filter, keys] of cases) {
      expect(await asked(filter)).toEqual(keys);
      expect((await db.read((q) => countLabels(q, reader, filter, all))).total).toBe(keys.length);
    }
    expect(await db.read((q) => countLabels(q, reader, {}, all))).toEqual({
      total: 3,
      bySource: { auto: 1, human: 2, consensus: 0, adjudicated: 0, posterior: 0, imported: 0 },
    });
  });

  it('that are withheld are counted in all alone, and found by no filter', async () => {
    const db = await open();
    const { judge, reader, asked } = await withLabels(db, [
      { key: 'open' },
      { key: 'audited', reviews: [{}] },
    ]);
    const mine = { ...reader, judgeId: judge };
    expect(await asked({}, all, judge)).toEqual(['open', 'audited']);
    for (const filter of [
      { source: 'auto' },
      { class: 'ok' },
      { model: 'eye@1' },
      { from: 0 },
      { to: 2 * noon },
    ] as const)
      expect(await asked(filter, all, judge)).toEqual(['open']);
    expect(await db.read((q) => countLabels(q, mine, {}, all))).toEqual({
      total: 2,
      bySource: { auto: 1, human: 0, consensus: 0, adjudicated: 0, posterior: 0, imported: 0 },
    });
    expect((await db.read((q) => countLabels(q, mine, { class: 'ok' }, all))).total).toBe(1);
  });

  it('have left the house once an export was begun, and those that come later have not', async () => {
    const db = await open();
    const { project, reader } = await withLabels(db, [{ key: 'a' }, { key: 'b' }]);
    const exported = () =>
      db.read(async (q) => {
        const { projectSequences: s } = q.tables;
        return (await q.db.select().from(s).where(eq(s.projectId, project.id)))[0]?.exportedThrough;
      });
    expect(await exported()).toBe(0);
    expect(await db.write((tx) => markExported(tx, project.id))).toBe(2);
    expect(await exported()).toBe(2);
    await db.write((tx) => givenItems(tx, project, [{ key: 'c' }]));
    expect(await db.read((q) => labelWatermark(q, reader.projectId))).toBe(3);
    expect(await exported()).toBe(2);
  });
});
