import { beforeAll, expect, it } from 'vitest';
import { api } from '../../../server/api.ts';
import { gridCells } from '../../../server/domain/grid.ts';
import { mostGold } from '../../../server/domain/gold.ts';
import type { HeldReview } from '../../../server/features/reviews/contract.ts';
import { deskOf } from '../../support/desk.ts';
import { expectProblem } from '../../support/problems.ts';
import { expectEvidence } from '../../support/recount.ts';
import { aPrediction, submit, type TestServer } from '../../support/server.ts';
import { onBothServers } from '../../support/servers.ts';

const keysOf = (reviews: HeldReview[]) => reviews.map(({ key }) => key);
const suggestedIn = (reviews: HeldReview[]) => [...new Set(reviews.map((r) => r.suggestion?.value ?? null))];
const armsIn = (reviews: HeldReview[]) => [...new Set(reviews.map(({ arm }) => arm))];

onBothServers((start) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  });

  /** A project with grids, two inspectors, and these items, the model's answers being s(cratched) or i(ntact). */
  const given = async (
    values: string,
    policy: Record<string, unknown> = {},
    more: (i: number) => Record<string, unknown> = () => ({}),
  ) => {
    const project = await server.project({ degree: 'assistance', blindShare: 0, ...policy });
    const lead = await deskOf(server, project, 'lead');
    await lead.call(api.projects.update, { params: { project }, body: { grid: true } });
    const service = await server.service(project);
    const records = Array.from(values, (c, i) =>
      aPrediction({ key: `${c}${i}`, value: c === 's' ? 'scratched' : 'intact', ...more(i) }),
    );
    // One after the other, so that their order in the queue is known.
    for (const record of records) await submit(service, project, [record]);
    const [ada, bob] = [await deskOf(server, project), await deskOf(server, project)];
    return { project, lead, ada, bob };
  };

  it('an assisted grid has the suggestion of the head of the queue, in the order of the queue', async () => {
    const { ada, bob } = await given('sissi');
    expect(keysOf(await ada.claimsGrid())).toEqual(['s0', 's2', 's3']);
    expect(keysOf(await bob.claimsGrid())).toEqual(['i1', 'i4']);
    const { reviews, availability } = await bob.asksForReviews(gridCells, { grid: true });
    expect(reviews).toEqual([]);
    expect(availability).toMatchObject({ claimable: 0, heldByOthers: 3 });
  });

  it('what is judged blind is never grouped by what the model said, and a grid is of one arm', async () => {
    const { ada } = await given('sisisisisisi', { blindShare: 0.5 });
    const grids = [];
    for (let grid = await ada.claimsGrid(); grid.length > 0; grid = await ada.claimsGrid()) grids.push(grid);
    for (const grid of grids) {
      expect(armsIn(grid)).toHaveLength(1);
      expect(suggestedIn(grid)).toHaveLength(1);
    }
    const blind = grids.filter(([head]) => head?.arm === 'blind');
    expect(blind).toHaveLength(1);
    // The keys tell what the model said: both are in it.
    expect(new Set(keysOf(blind.flat()).map((key) => key.charAt(0)))).toEqual(new Set(['s', 'i']));
    expect(grids.flat()).toHaveLength(12);
  });

  it('the head is the one that any claim would give, and what is kept for one comes first', async () => {
    const { project, lead, ada } = await given('ssis', {}, (i) => ({ priority: i === 2 ? 5 : 0 }));
    await lead.call(api.queue.assign, {
      params: { project },
      body: {
        which: { keys: ['s3'] },
        to: { kind: 'person', id: ada.id },
        takeBack: false,
        reason: 'hers',
      },
    });
    expect(keysOf(await ada.claimsGrid())).toEqual(['s3']);
    expect(keysOf(await ada.claimsGrid())).toEqual(['i2']);
    expect(keysOf(await ada.claimsGrid(1))).toEqual(['s0']);
    expect(keysOf(await ada.claimsGrid())).toEqual(['s1']);
  });

  it('two inspectors who ask at once are never given the same item', async () => {
    const { project } = await given('s'.repeat(30));
    const desks = await Promise.all(Array.from({ length: 5 }, () => deskOf(server, project)));
    const grids = await Promise.all(desks.map((desk) => desk.claimsGrid(8)));
    const keys = keysOf(grids.flat());
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(30);
  });

  it('a gold item in a grid has the suggestion that all others have', async () => {
    const sure = { degree: 'partial', threshold: 0.8, auditShare: 0 };
    const { project, lead, ada } = await given('s'.repeat(gridCells), sure);
    const known = ['intact', 'scratched'].map((value) => ({ key: `known-${value}`, value }));
    const accepted = known.map((item) => aPrediction({ ...item, confidence: 0.99 }));
    await submit(await server.service(project), project, accepted);
    // Of the one that is suggested to be scratched it is known that it is not.
    const items = known.map(({ key }) => ({ key, value: 'intact' }));
    await lead.call(api.gold.mark, { params: { project }, body: { items } });
    await lead.call(api.projects.update, { params: { project }, body: { goldShare: mostGold } });
    const grid = await ada.claimsGrid();
    expect(suggestedIn(grid)).toEqual(['scratched']);
    expect(armsIn(grid)).toEqual(['assisted']);
    expect(keysOf(grid).filter((key) => key.startsWith('known'))).toEqual(['known-scratched']);
  });

  it('each cell is a decision with its own arm and share of the time, which counts for no time of looking', async () => {
    const { project, lead, ada } = await given('sss');
    const [first, second] = await ada.claimsGrid(2);
    if (!first || !second) throw new Error('there is no grid');
    await ada.decides(first, 'scratched', { timeSpentMs: 401, cells: 2, suggestionShown: true });
    const { reviews } = await ada.decides(second, 'scratched', {
      timeSpentMs: 400,
      cells: 2,
      suggestionShown: true,
      claim: gridCells,
      grid: true,
    });
    expect(keysOf(reviews)).toEqual(['s2']);
    const { decisions } = await lead.call(api.items.get, { params: { project, key: 's0' } });
    expect(decisions).toMatchObject([
      { value: 'scratched', timeSpentMs: 401, cells: 2, arm: 'assisted', suggestionShown: true },
    ]);
    await expectEvidence(server.app.services.db);
  });

  it('only projects that turned it on have grids, and only where one class is asked', async () => {
    const { project, lead, ada } = await given('sis');
    await lead.call(api.projects.update, { params: { project }, body: { grid: false } });
    expect(keysOf(await ada.claimsGrid())).toEqual(['s0', 'i1', 's2']);
    const other = await server.project({}, { schema: { kind: 'text', maxLength: 100 } });
    const refused = await (
      await deskOf(server, other, 'lead')
    ).ask(api.projects.update, {
      params: { project: other },
      body: { grid: true },
    });
    expectProblem(refused, 'invalid_input', ['grid']);
  });
});
