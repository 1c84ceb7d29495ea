import { beforeAll, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import type { ReplyOf } from '../../server/contract/route.ts';
import { foldOldMeasures } from '../../server/features/monitoring/fold-measures.job.ts';
import { addMeasures } from '../../db/queries/measures.ts';
import type { AlarmCondition } from '../../server/domain/alarms/condition.ts';
import { noProject } from '../../server/domain/system/metrics.ts';
import { evaluateAllAlarms } from '../../server/features/alarms/evaluate-alarms.job.ts';
import { measured } from '../../server/metrics/recorded.ts';
import { aCondition } from '../support/alarms.ts';
import { deskOf } from '../support/desk.ts';
import { scrape } from '../support/prometheus.ts';
import { aPrediction, submit, type PersonCaller, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const minute = 60_000;
const day = 1_440 * minute;

type Series = ReplyOf<typeof api.system.series>;

/** Each curve's figure over the whole time, with its n. */
const all = ({ charts }: Series): Record<string, [number | null, number]> =>
  Object.fromEntries(
    charts.flatMap(({ lines }) =>
      lines.map(({ figure, category, all: { value, n } }) => [
        [figure, category].filter((word) => word !== null).join(' '),
        [value === null ? null : Number(value.toFixed(3)), n],
      ]),
    ),
  );

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  let admin: PersonCaller;
  beforeAll(async () => {
    server = await start({ now: clock.now, env: { METRICS_TOKEN: 'a-token-of-prometheus==' } });
    admin = await server.person('admin');
  });

  const lately = (length: number, instance?: string): Promise<Series> =>
    admin.call(api.system.series, {
      query: {
        from: new Date(clock.now() - length).toISOString(),
        to: new Date(clock.now()).toISOString(),
        instance,
      },
    });
  const aMinutePasses = async () => {
    clock.pass(minute);
    await server.app.recorder.write();
  };

  it('an instance tells what it did and how it was, minute by minute, however old it grows', async () => {
    const project = await server.project({ degree: 'human_only' });
    const service = await server.service(project);
    clock.pass(minute);
    await submit(service, project, [aPrediction({ latencyMs: 20 }), aPrediction(), { key: 'bad' }]);
    await service.ask(api.system.series, {
      query: { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' },
    });
    const desk = await deskOf(server, project);
    await desk.decides(await desk.claimsOne(), 'intact');
    // What could not be written counts the next time.
    const { db } = server.app.services;
    const write = db.write.bind(db);
    db.write = () => Promise.reject(new Error('on purpose'));
    await server.app.recorder.write();
    db.write = write;
    clock.pass(minute);
    await server.app.recorder.write();

    const told = await lately(2 * minute);
    const [instance = ''] = told.instances;
    expect(told.instances).toEqual([expect.stringMatching(/:\d+$/)]);
    const counted = {
      'submissions review': [1, 2],
      'submissions rejected': [0.5, 1],
      'refusals invalid_input': [0.5, 1],
      'problems forbidden': [0.5, 1],
      intake_p50: [expect.any(Number), 1],
      claim_p99: [expect.any(Number), 1],
      decision_p95: [expect.any(Number), 1],
      model_latency_p50: [expect.any(Number), 1],
      queue_depth: [1, 1],
      oldest_wait: [minute, 1],
      outbox_lag: [0, 1],
      memory_resident: [expect.any(Number), 1],
      cpu: [expect.any(Number), 1],
      sockets: [0, 1],
      database_size: [expect.any(Number), 1],
    };
    expect(all(told)).toMatchObject(counted);
    expect(all(await lately(2 * minute, instance))).toMatchObject(counted);
    expect(
      (await lately(2 * minute, 'another')).charts.every(({ lines }) =>
        lines.every(({ all: { n } }) => n === 0),
      ),
    ).toBe(true);

    clock.pass(20 * day);
    await foldOldMeasures.run(server.app.services, new AbortController().signal, 'fold');
    expect(all(await lately(30 * day))).toMatchObject({
      'submissions review': [expect.any(Number), 2],
      decision_p95: [expect.any(Number), 1],
      queue_depth: [1, 1],
    });
  });

  it('what nobody reported is not told as nothing', async () => {
    await aMinutePasses();
    clock.pass(3 * minute);
    const { charts } = await lately(4 * minute);
    const points = charts.find(({ chart }) => chart === 'sockets')?.lines[0]?.points ?? [];
    expect(points.map(({ value }) => value)).toEqual([0, null, null, null]);
  });

  it('the instance that is latest and a large database raise alarms, which Prometheus counts', async () => {
    const { services } = server.app;
    const project = await server.project();
    const [lead, params] = [await server.person('lead', project), { project }];
    const watch = (name: string, condition: Partial<AlarmCondition>) =>
      lead.call(api.alarms.create, {
        params,
        body: { name, condition: { ...aCondition, forMinutes: 0, clearThreshold: 1, ...condition } },
      });
    await watch('Late', { metric: 'event_loop_delay', threshold: 300, windowMinutes: 15 });
    await watch('Large', { metric: 'database_size', threshold: 1_000 });
    const late = (modelVersionId: string, ms: number) => ({
      ...measured('server_loop_delay', ms, 'p99'),
      modelVersionId,
    });
    const changes = [late('left', 400), late('left', 600), late('right', 10)];
    await services.db.write((tx) => addMeasures(tx, noProject, changes, clock.now()));
    clock.pass(minute);
    await evaluateAllAlarms.run(services, new AbortController().signal, 'look');
    const { alarms } = await lead.call(api.alarms.list, { params });
    const firing = alarms.filter(({ state }) => state.phase === 'firing');
    expect(firing.map(({ name, state }) => [name, state.value])).toEqual([
      ['Large', expect.any(Number)],
      ['Late', 500],
    ]);
    expect((await scrape(server)).figure('countersign_alarms_firing', { project })).toBe(2);
  });
});
