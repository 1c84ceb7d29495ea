import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { goesBehindGold } from '../../server/domain/gold.ts';
import { deskOf } from '../support/desk.ts';
import { aPrediction, submit } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const seed = 'The same draws in every run';
const share = 0.2;

onBothServers((start) => {
  it('tells one’s own decisions of the day, their time, and how often consensus said the same, and nobody else’s', async () => {
    const clock = stoppedClock();
    const server = await start({ now: clock.now, jobs: [] });
    const project = await server.project({
      degree: 'human_only',
      rules: [
        {
          name: 'all',
          when: [{ on: 'input', name: 'doubtful', op: 'eq', value: true }],
          then: { inspectors: 2 },
        },
      ],
    });
    const keys = ['phone 1', 'phone 2', 'phone 3'];
    await submit(
      await server.service(project),
      project,
      keys.map((key) => aPrediction({ key, inputs: { doubtful: true } })),
    );
    const [ida, ivo] = [await deskOf(server, project), await deskOf(server, project)];
    const lea = await deskOf(server, project, 'lead');
    const since = new Date(clock.now()).toISOString();
    const mine = (person: typeof ida) =>
      person.call(api.personal.get, { params: { project }, query: { since } });
    const decides = async (person: typeof ida, values: string[]) => {
      const held = (await person.claims(3)).toSorted((a, b) => a.key.localeCompare(b.key));
      for (const [i, review] of held.entries()) {
        const value = values[i];
        if (value === undefined) await person.skips(review);
        else await person.decides(review, value, { timeSpentMs: 2_000 });
      }
    };
    expect(await mine(ida)).toMatchObject({
      decided: { answers: 0, firstAt: null },
      consensus: { k: 0, n: 0 },
    });
    await decides(ida, ['scratched', 'intact']);
    const before = await mine(ida);
    expect(before).toMatchObject({
      decided: { answers: 2, skips: 1, escalations: 0, timed: 2, spentMs: 4_000, firstAt: since },
      consensus: { k: 0, n: 0 },
    });

    // They agree on one; on the other a lead sides with the colleague.
    clock.pass(60_000);
    await decides(ivo, ['scratched', 'scratched']);
    expect((await mine(ida)).consensus).toMatchObject({ k: 1, n: 1 });
    // Of others nothing is told until a lead lets it.
    expect((await mine(ida)).team).toBeNull();
    await lea.call(api.projects.update, { params: { project }, body: { countsByName: true } });
    expect((await mine(ida)).team).toEqual(
      [ida, ivo]
        .map(({ name, id }) => ({ name, isOneself: id === ida.id, answers: 2 }))
        .toSorted((x, y) => x.name.localeCompare(y.name)),
    );
    await lea.decides(await lea.claimsOne(), 'scratched');
    expect((await mine(ida)).consensus).toMatchObject({ k: 1, n: 2 });
    expect((await mine(ivo)).consensus).toMatchObject({ k: 2, n: 2 });
    expect((await mine(lea)).consensus).toMatchObject({ k: 0, n: 0 });
    expect((await mine(ida)).decided).toEqual(before.decided);
  });

  it('tells how often one was right where the answer was known, of days that are over and from ten answers on', async () => {
    const clock = stoppedClock();
    const server = await start({ now: clock.now, jobs: [] });
    const project = await server.project({ degree: 'partial', threshold: 0.8, auditShare: 0, blindShare: 0 });
    const service = await server.service(project);
    const lea = await deskOf(server, project, 'lead');
    const ida = await deskOf(server, project);
    const known = Array.from({ length: 11 }, (_, i) => `known-${i}`);
    await submit(
      service,
      project,
      known.map((key) => aPrediction({ key, confidence: 0.99 })),
    );
    const items = known.map((key) => ({ key, value: 'intact' }));
    await service.call(api.gold.mark, { params: { project }, body: { items } });
    await lea.call(api.projects.update, { params: { project }, body: { goldShare: share } });
    // Keys of items before which a gold one is given.
    const numbered = Array.from({ length: 100 }, (_, i) => `item-${i}`);
    const behind = numbered.filter((key) => goesBehindGold(seed, key, share));
    const gold = async () => {
      const since = new Date(clock.now()).toISOString();
      return (await ida.call(api.personal.get, { params: { project }, query: { since } })).gold;
    };
    /** Answers gold items, the first of them wrong, until so many are answered; gives the last decision. */
    const answersGold = async (wanted: number, wrong: number) => {
      let last = '';
      for (let answered = 0; answered < wanted;) {
        await submit(service, project, [aPrediction({ key: behind.pop() ?? '' })]);
        for (const review of await ida.claims(2)) {
          const isGold = known.includes(review.key);
          const decisionId = randomUUID();
          await ida.decides(review, isGold && answered < wrong ? 'scratched' : 'intact', { decisionId });
          if (isGold) [answered, last] = [answered + 1, decisionId];
        }
      }
      return last;
    };

    const last = await answersGold(10, 2);
    expect(await gold()).toBeNull();
    clock.pass(24 * 3_600_000);
    expect(await gold()).toMatchObject({ k: 8, n: 10 });
    // Neither an answer of today nor a changed one moves it.
    await answersGold(1, 0);
    await ida.changes(last, 'scratched');
    expect(await gold()).toMatchObject({ k: 8, n: 10 });
  });
});
