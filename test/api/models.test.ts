import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { wilson } from '../../server/domain/statistics/intervals.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit, type Caller, type PersonCaller, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  let project: string;
  let lead: PersonCaller;
  let service: Caller;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });
  beforeEach(async () => {
    project = await server.project({ degree: 'partial', threshold: 0.9, auditShare: 0, blindShare: 0 });
    lead = await server.person('lead', project);
    service = await server.service(project);
  });
  const list = async () => (await lead.call(api.models.list, { params: { project } })).models;
  const register = (model: string, description?: string) =>
    lead.ask(api.models.register, { params: { project, model }, body: { description } });
  const now = () => new Date(clock.now()).toISOString();
  const nothing = { agreed: 0, n: 0, low: null, high: null };

  describe('a model version', () => {
    it('can be registered before its first prediction, and described again', async () => {
      const registered = {
        model: 'eye@2026-01-01',
        name: 'eye',
        version: '2026-01-01',
        description: '',
        registeredAt: now(),
        firstPredictionAt: null,
        lastPredictionAt: null,
        state: 'registered',
        rolloutId: null,
        predictions: 0,
        compared: 0,
        differing: 0,
        automated: 0,
        agreement: { assisted: nothing, blind: nothing, audit: nothing },
        latency: null,
        certificates: [],
        training: null,
      };
      expect((await register('eye@2026-01-01')).body).toEqual(registered);
      const described = { ...registered, description: 'Trained on\n**everything**' };
      clock.pass(1_000);
      expect((await register('eye@2026-01-01', described.description)).body).toEqual(described);
      expect(await list()).toEqual([described]);
    });

    it('is registered by its first prediction, and knows its first and its last', async () => {
      const first = now();
      await submit(service, project, [aPrediction({ model: 'eye@1', confidence: 0.95 })]);
      clock.pass(60_000);
      await submit(service, project, [aPrediction({ model: 'eye@1' }), aPrediction({ model: 'eye@2' })]);
      const byModel = new Map((await list()).map((version) => [version.model, version]));
      expect(byModel.get('eye@1')).toMatchObject({
        registeredAt: first,
        firstPredictionAt: first,
        lastPredictionAt: now(),
        predictions: 2,
        automated: 1,
      });
      expect(byModel.get('eye@2')).toMatchObject({ firstPredictionAt: now(), predictions: 1, automated: 0 });
      expect((await list()).map(({ model }) => model)).toEqual(['eye@2', 'eye@1']);
    });

    it('is agreed with as often as people answered the same, never pooled over how they were asked', async () => {
      const desk = await deskOf(server, project);
      const once = { agreed: 1, n: 1, ...wilson(1, 1) };
      await submit(service, project, [aPrediction({ model: 'eye@1' })]);
      await desk.decides(await desk.claimsOne(), 'scratched');
      expect(await list()).toMatchObject([{ agreement: { assisted: once, blind: nothing, audit: nothing } }]);

      await lead.call(api.policy.save, {
        params: { project },
        body: {
          basedOn: 2,
          policy: {
            degree: 'partial',
            threshold: 0.9,
            classThresholds: {},
            blindShare: 1,
            auditShare: 1,
            rules: [],
          },
        },
      });
      await submit(service, project, [aPrediction({ model: 'eye@1' })]);
      await desk.decides(await desk.claimsOne(), 'intact');
      await submit(service, project, [aPrediction({ model: 'eye@1', confidence: 0.95 })]);
      await desk.decides(await desk.claimsOne(), 'scratched');
      expect(await list()).toMatchObject([
        { agreement: { assisted: once, blind: { agreed: 0, n: 1, ...wilson(0, 1) }, audit: once } },
      ]);
    });

    it('is told with the latencies that its service reported in the last week', async () => {
      const latencies = [10, 10, 10, 10, 200];
      await submit(
        service,
        project,
        latencies.map((latencyMs) => aPrediction({ model: 'eye@1', latencyMs })),
      );
      const [version] = await list();
      expect(version?.latency?.n).toBe(5);
      // Counted in cells of 9 %.
      expect(version?.latency?.p50).toBeGreaterThan(9);
      expect(version?.latency?.p50).toBeLessThan(11);
      expect(version?.latency?.p95).toBeGreaterThan(180);
      clock.pass(8 * 24 * 60 * 60_000);
      expect(await list()).toMatchObject([{ latency: null }]);
    });

    it('belongs to its project', async () => {
      const other = await server.project();
      await submit(await server.service(other), other, [aPrediction({ model: 'eye@1' })]);
      expect(await list()).toEqual([]);
    });

    it('is called name@version, and nothing else', async () => {
      for (const model of ['eye', 'eye@', '@1', 'eye@1@2', 'eye @1'])
        expectProblem(await register(model), 'invalid_input', ['path', 'model']);
      expectProblem(await register('eye@1', 'x'.repeat(2_001)), 'invalid_input', ['description']);
      expect((await register('org/eye@1+build.5')).body).toMatchObject({
        name: 'org/eye',
        version: '1+build.5',
      });
    });

    it('is described by leads, and read by analysts', async () => {
      const analyst = await server.person('analyst', project);
      const inspector = await server.person('inspector', project);
      await register('eye@1');
      expect((await analyst.call(api.models.list, { params: { project } })).models).toHaveLength(1);
      const params = { project, model: 'eye@1' };
      expectProblem(await analyst.ask(api.models.register, { params, body: {} }), 'forbidden');
      expectProblem(await inspector.ask(api.models.list, { params: { project } }), 'forbidden');
    });
  });
});
