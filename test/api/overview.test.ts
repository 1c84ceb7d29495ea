import { beforeAll, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { wilson } from '../../server/domain/statistics/intervals.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const hour = 3_600_000;

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  it('an overview of a project without items says so in numbers', async () => {
    const project = await server.project();
    const inspector = await server.person('inspector', project);
    const seen = await inspector.call(api.overview.get, { params: { project } });
    const nothing = { k: 0, n: 0, low: null, high: null };
    expect(seen).toMatchObject({
      degree: 'human_only',
      queue: { open: 0, forLeads: 0, held: 0, oldestWaitingSince: null },
      automated: { all: nothing, lastDay: nothing },
      agreement: { assisted: nothing, blind: nothing, audit: nothing },
      people: [],
    });
    expect(seen.hours).toHaveLength(24);
    expect(new Set(seen.hours.map((h) => h.auto + h.review + h.decisions))).toEqual(new Set([0]));
  });

  it('an overview tells the queue, the automated share, agreement by arm and the last day by the hour', async () => {
    const project = await server.project({ degree: 'partial', threshold: 0.9, auditShare: 0, blindShare: 0 });
    const service = await server.service(project);
    const old = clock.now();
    await submit(service, project, [aPrediction({ confidence: 0.95 }), aPrediction()]);
    clock.pass(30 * hour);
    await submit(
      service,
      project,
      [1, 2, 3].map(() => aPrediction({ confidence: 0.95 })).concat(aPrediction()),
    );
    const desk = await deskOf(server, project);
    await desk.decides(await desk.claimsOne(), 'scratched');
    await desk.claimsOne();
    const seen = await desk.call(api.overview.get, { params: { project } });
    expect(seen).toMatchObject({
      degree: 'partial',
      policyRevision: 2,
      threshold: 0.9,
      queue: { open: 0, forLeads: 0, held: 1, oldestWaitingSince: null },
      automated: { all: { k: 4, n: 6, ...wilson(4, 6) }, lastDay: { k: 3, n: 4, ...wilson(3, 4) } },
      agreement: { assisted: { k: 1, n: 1, ...wilson(1, 1) }, blind: { n: 0, low: null } },
    });
    expect(seen.hours.at(-1)).toEqual({
      hour: new Date(clock.now() - (clock.now() % hour)).toISOString(),
      auto: 3,
      review: 1,
      decisions: 1,
    });
    expect(seen.hours.slice(0, -1).some((h) => h.auto + h.review > 0)).toBe(false);
    clock.pass(hour);
    const { queue } = await desk.call(api.overview.get, { params: { project } });
    expect(queue, 'the hold has run out').toMatchObject({ open: 1, held: 0 });
    expect(Date.parse(queue.oldestWaitingSince ?? '')).toBe(old + 30 * hour);
  });

  it('an overview tells who has the project open, once each, and whether they are reviewing', async () => {
    const project = await server.project();
    const [ada, bob, eve] = [
      await server.person('lead', project, 'Ada'),
      await server.person('inspector', project, 'Bob'),
      await server.person('inspector', await server.project(), 'Eve'),
    ];
    const people = async () => (await ada.call(api.overview.get, { params: { project } })).people;
    const reviewing = await server.socket(bob, project);
    await reviewing.emitWithAck('watch', { project, reviewing: true });
    await server.socket(ada, project);
    const looking = await server.socket(bob, project);
    await expect(server.socket(eve, project)).rejects.toThrow('may not watch');
    expect(await people()).toEqual([
      { userId: ada.id, name: 'Ada', reviewing: false },
      { userId: bob.id, name: 'Bob', reviewing: true },
    ]);
    const told = new Promise((resolve) => looking.once('presence', resolve));
    reviewing.disconnect();
    await told;
    expect((await people()).find(({ userId }) => userId === bob.id)?.reviewing).toBe(false);
    looking.disconnect();
    await expect.poll(people).toEqual([{ userId: ada.id, name: 'Ada', reviewing: false }]);
  });

  it('an overview is for those who may see the project', async () => {
    const project = await server.project();
    const stranger = await server.person('lead', await server.project());
    expectProblem(await stranger.ask(api.overview.get, { params: { project } }), 'not_found');
    expectProblem(await server.anyone.ask(api.overview.get, { params: { project } }), 'unauthenticated');
    const submitter = await server.service(project, ['predictions.write']);
    expectProblem(await submitter.ask(api.overview.get, { params: { project } }), 'forbidden');
  });
});
