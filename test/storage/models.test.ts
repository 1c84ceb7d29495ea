import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { describeModel, modelVersionsOf } from '../../db/queries/models.ts';
import { addRollups } from '../../db/queries/rollups.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenProject, noon } from '../support/rows.ts';

onBothEngines('model versions', (open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
  });

  const describe = (projectId: string, model: string, description: string, now = noon) =>
    db.write((tx) => describeModel(tx, projectId, model, description, now));
  const list = (projectId: string, model?: string) => db.read((q) => modelVersionsOf(q, projectId, model));

  it('are registered once and described again, however many do so at once', async () => {
    const { id } = await db.write((tx) => givenProject(tx));
    expect(await describe(id, 'eye@2', 'first', noon + 1)).toEqual({ before: null });
    expect(await describe(id, 'eye@2', 'second', noon + 2)).toEqual({ before: 'first' });
    const befores = await Promise.all(
      Array.from({ length: 8 }, () => describe(id, 'eye@3', 'same', noon + 3)),
    );
    expect(befores.filter(({ before }) => before === null)).toHaveLength(1);
    expect(await list(id)).toMatchObject([
      { model: 'eye@3', description: 'same', registeredAt: noon + 3 },
      { model: 'eye@2', description: 'second', registeredAt: noon + 1, firstPredictionAt: null },
      { model: 'eye@1' },
    ]);
    expect(await list(id, 'eye@2')).toMatchObject([{ model: 'eye@2' }]);
    expect(await list(id, 'eye@9')).toEqual([]);
  });

  it('have the counts of all time, of their own project', async () => {
    const [one, other] = await db.write(async (tx) => [
      await givenProject(tx, 'one'),
      await givenProject(tx, 'other'),
    ]);
    const count = (project: typeof one, metric: 'auto' | 'review' | 'agreed_blind', at: number, n: number) =>
      db.write((tx) =>
        addRollups(tx, project?.id ?? '', [{ metric, modelVersionId: project?.modelVersionId ?? '', at, n }]),
      );
    await count(one, 'auto', noon, 5);
    await count(one, 'auto', noon + 3_600_000, 2);
    await count(one, 'review', noon, 3);
    await count(one, 'agreed_blind', noon, 1);
    await count(other, 'auto', noon, 100);
    const none = {
      compared_assisted: 0,
      agreed_assisted: 0,
      compared_blind: 0,
      compared_audit: 0,
      agreed_audit: 0,
    };
    expect(await list(one?.id ?? '')).toMatchObject([
      { model: 'eye@1', counts: { ...none, auto: 7, review: 3, agreed_blind: 1 } },
    ]);
  });
});
