import { beforeAll, describe, expect, it } from 'vitest';
import { driftStates } from '../../db/queries/drift.ts';
import { api } from '../../server/api.ts';
import { watchDrift } from '../../server/features/drift/watch-drift.job.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const hour = 3_600_000;

onBothServers((start) => {
  const clock = stoppedClock(Date.UTC(2026, 4, 1, 9));
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  const watch = () => watchDrift.run(server.app.services, new AbortController().signal, 'watch');
  const instant = (at: number) => new Date(at).toISOString();
  /** Items of which so many in a hundred are scratched. */
  const comesIn = (service: Caller, project: string, n: number, scratched: number) =>
    submit(
      service,
      project,
      Array.from({ length: n }, (_, i) =>
        aPrediction({ value: i % 100 < scratched ? 'scratched' : 'intact', inputs: { line: 'north' } }),
      ),
    );
  const given = async () => {
    const project = await server.project();
    const [service, lead] = [await server.service(project), await server.person('lead', project)];
    const drift = () => lead.call(api.drift.get, { params: { project }, query: {} });
    const classes = async () => (await drift()).states.find(({ subject }) => subject === 'classes');
    return { project, service, lead, drift, classes };
  };

  describe('drift', () => {
    it('is told minute by minute where a lead wants that', async () => {
      const { project, service, lead, drift, classes } = await given();
      const minute = hour / 60;
      await comesIn(service, project, 300, 20);
      clock.pass(minute);
      await lead.call(api.drift.takeReference, {
        params: { project },
        body: {
          name: 'First minute',
          model: 'scratches@1',
          from: instant(clock.now() - minute),
          to: instant(clock.now()),
          windowMinutes: 1,
        },
      });
      expect((await drift()).reference).toMatchObject({ windowMinutes: 1 });
      const standings: unknown[] = [];
      for (const scratched of [20, 60, 60]) {
        await comesIn(service, project, 300, scratched);
        clock.pass(minute);
        await watch();
        standings.push((await classes())?.standing);
      }
      expect(standings).toEqual(['stable', 'moved', 'drifting']);
    });

    it('is told against a reference that a lead takes, once it lasts, and is over once it is', async () => {
      const { project, service, lead, drift, classes } = await given();
      const take = (more = {}) =>
        lead.ask(api.drift.takeReference, {
          params: { project },
          body: {
            name: 'Spring',
            model: 'scratches@1',
            from: instant(clock.now() - hour),
            to: instant(clock.now()),
            ...more,
          },
        });
      expect(await drift()).toMatchObject({ model: null, reference: null, states: [] });
      await comesIn(service, project, 199, 20);
      clock.pass(hour);
      expectProblem(await take(), 'conflict');
      await comesIn(service, project, 300, 20);
      clock.pass(hour / 2);
      expect((await take()).status).toBe(201);
      expect((await drift()).reference).toMatchObject({ name: 'Spring', revision: 1, items: 300 });
      expect(await classes()).toMatchObject({ standing: 'not_enough', latest: null });

      const standings: unknown[] = [];
      for (const [n, scratched] of [
        [150, 20],
        [150, 20],
        [300, 60],
        [300, 60],
        [300, 20],
      ] as const) {
        await comesIn(service, project, n, scratched);
        clock.pass(hour);
        await watch();
        await watch(); // the same window, of which nothing more is kept
        standings.push((await classes())?.standing);
      }
      // The first window was too small, and went on until it held enough.
      expect(standings).toEqual(['not_enough', 'stable', 'moved', 'drifting', 'stable']);
      const { latest } = (await classes()) ?? {};
      expect(latest?.result).toMatchObject({ n: 300, referenceN: 300, test: 'chi_square' });
      const { db, projects } = server.app.services;
      const id = (await projects.get(project))?.id ?? '';
      const states = await db.read((q) => driftStates(q, id));
      expect(states.map(({ model, subject, standing }) => `${model} ${subject} ${standing}`)).toEqual(
        expect.arrayContaining(['scratches@1 classes stable', 'scratches@1 confidence stable']),
      );
    });

    it('has a reference taken by itself once a day of enough items came in', async () => {
      const { project, service, drift } = await given();
      await comesIn(service, project, 600, 20);
      clock.pass(13 * hour);
      await comesIn(service, project, 600, 20);
      await watch();
      expect((await drift()).reference).toBeNull();
      clock.pass(11 * hour - 1);
      await watch();
      expect((await drift()).reference).toMatchObject({
        name: 'First day',
        items: 1_200,
        actor: { kind: 'system' },
      });
    });
  });
});
