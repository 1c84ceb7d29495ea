import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import { runSlot } from '../../server/jobs/runner.ts';
import type { Database } from '../../db/database.ts';
import { createMetrics } from '../../server/metrics/metrics.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblemIn } from '../support/problems.ts';
import { askForMetrics, faultsIn, scrape } from '../support/prometheus.ts';
import { givenEndpoint } from '../support/rows.ts';
import { aPrediction, startServer, submit, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const token = 'a-token-of-prometheus==';
const env = { METRICS_TOKEN: token };
const minute = 60_000;
const paths = new Set<string>(
  Object.values(api).flatMap((contract) => Object.values(contract).map(({ path }) => path)),
);

describe('the metrics of a server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ env });
  });
  afterAll(() => server.close());

  it('are nowhere where no token is set', async () => {
    const without = await startServer();
    try {
      for (const sent of [undefined, 'Bearer ', 'Bearer null'])
        await expectProblemIn(await askForMetrics(without, sent), 'not_found');
    } finally {
      await without.close();
    }
  });

  it('are for those alone who send the token', async () => {
    const admin = await server.person('admin');
    await expectProblemIn(await admin.fetch('/metrics'), 'unauthenticated');
    const service = await server.service(await server.project());
    await expectProblemIn(await service.fetch('/metrics'), 'unauthenticated');
    for (const sent of [undefined, 'Bearer', 'Bearer x', `Basic ${token}`, token, `Bearer ${token}x`]) {
      const refused = await askForMetrics(server, sent);
      await expectProblemIn(refused, 'unauthenticated');
      expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    }
    expect((await askForMetrics(server, `bearer ${token}`)).status).toBe(200);
  });

  it('come in the format and under the names that Prometheus expects, all with our prefix', async () => {
    const answer = await askForMetrics(server, `Bearer ${token}`);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const { families } = await scrape(server);
    expect(faultsIn(families)).toEqual([]);
    const names = families.map(({ name }) => name);
    expect(names.filter((name) => !name.startsWith('countersign_'))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('countersign_nodejs_eventloop_lag_p99_seconds');
  });

  it('name a request by the path of its contract, never by what was asked for', async () => {
    const slug = await server.project();
    const admin = await server.person('admin');
    for (const path of [`projects/${slug}/overview`, `projects/${slug}/nothing`, 'else/where'])
      await (await admin.fetch(`/api/v1/${path}`)).text();
    await (await admin.fetch(`/pages/${slug}`)).text();
    const name = 'countersign_http_request_duration_seconds_count';
    const overview = { method: 'GET', route: '/projects/:project/overview', status: '2xx' };
    await expect.poll(async () => (await scrape(server)).figure(name, overview)).toBe(1);
    const { series } = await scrape(server);
    const routes = series.filter((one) => one.name === name).map(({ labels }) => labels['route'] ?? '');
    expect(routes.filter((route) => route !== 'other' && !paths.has(route))).toEqual([]);
    expect(routes).toContain('other');
  });

  it('count the runs of jobs, and those that fail', async () => {
    const job = (name: string, run: () => Promise<void>) => ({ name, everySeconds: 60, run });
    const well = job('well', () => Promise.resolve());
    const ill = job('ill', () => Promise.reject(new Error('on purpose')));
    const clock = stoppedClock();
    const other = await startServer({ env, jobs: [well, ill], now: clock.now });
    try {
      const { services } = other.app;
      const signal = new AbortController().signal;
      for (const one of [well, ill, well]) await runSlot(services, one, signal);
      const { figure } = await scrape(other);
      const of = (name: string) =>
        ['well', 'ill'].map((job_name) => figure(`countersign_job_${name}`, { job_name }));
      expect(of('runs_total')).toEqual([1, 1]);
      expect(of('failures_total')).toEqual([0, 1]);
      expect(of('last_success_timestamp_seconds')).toEqual([clock.now() / 1000, null]);
    } finally {
      await other.close();
    }
  });

  it('count the sockets that are open', async () => {
    const slug = await server.project();
    const socket = await server.socket(await server.person('inspector', slug), slug);
    expect((await scrape(server)).figure('countersign_socket_connections')).toBe(1);
    socket.disconnect();
    await expect.poll(async () => (await scrape(server)).figure('countersign_socket_connections')).toBe(0);
  });

  it('are told without the database where it does not answer', async () => {
    const other = await startServer({ env });
    try {
      await other.project();
      const before = await scrape(other);
      expect(before.figure('countersign_database_up')).toBe(1);
      expect(before.figure('countersign_database_size_bytes')).toBeGreaterThan(10_000);
      await other.app.services.db.close();
      const { figure } = await scrape(other);
      expect(figure('countersign_database_up')).toBe(0);
      expect(figure('countersign_database_size_bytes')).toBeNull();
      expect(figure('countersign_submissions_total', { outcome: 'accepted' })).toBe(0);
    } finally {
      await other.close();
    }
  });

  it('are read from the database once for all who ask at the same moment', async () => {
    // Beside those of a running server, which reads for its jobs and callbacks too.
    const { db, log, now } = server.app.services;
    let reads = 0;
    const counting: Database = { ...db, read: (work) => db.read((q) => ((reads += 1), work(q))) };
    const { scrape: ask } = createMetrics({ db: counting, log, now, jobs: [], read: false });
    const told = await Promise.all([ask(), ask(), ask()]);
    expect(reads).toBe(1);
    for (const text of told) expect(text).toMatch(/^countersign_database_up 1$/m);
    await ask();
    expect(reads).toBe(2);
  });

  it('are all on the dashboard, which asks for no others', async () => {
    const file = new URL('../../server/metrics/grafana-dashboard.json', import.meta.url);
    const dashboard = JSON.parse(readFileSync(file, 'utf8')) as {
      panels: { targets?: { expr: string }[] }[];
    };
    const queries = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
    const asked = queries.flatMap((query) => query.match(/\bcountersign_\w+/g) ?? []);
    const told = (await scrape(server)).families.map(({ name }) => name);
    const base = (name: string) => name.replace(/_(bucket|sum|count)$/, '');
    expect(asked.map(base).filter((name) => !told.includes(name))).toEqual([]);
    const own = told.filter((name) => !/^countersign_(process|nodejs)_/.test(name));
    expect(own.filter((name) => !asked.map(base).includes(name))).toEqual([]);
    const routes = queries.flatMap((query) => /route="(.*?)"/.exec(query)?.[1] ?? []);
    expect(routes.length).toBeGreaterThan(0);
    expect(routes.filter((route) => !paths.has(route))).toEqual([]);
  });
});

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ now: clock.now, env });
  });

  it('submissions are counted by what became of them, and the latency of models', async () => {
    const project = await server.project({ degree: 'partial', threshold: 0.9, auditShare: 0, blindShare: 0 });
    const service = await server.service(project);
    const sure = aPrediction({ confidence: 0.95, latencyMs: 20 });
    const unsure = aPrediction();
    await submit(service, project, [sure, unsure, { ...unsure, key: 'once more' }]);
    await submit(service, project, [sure, { ...unsure, confidence: 0.5 }, { key: 'bad' }]);
    const send = (body: string, type = 'application/json') =>
      service
        .fetch(addressOf(api.intake.submit, { project }), {
          method: 'POST',
          headers: { 'content-type': type },
          body,
        })
        .then((response) => response.text());
    await send(JSON.stringify({ key: 'bad alone' }));
    await send('{"no json\n', 'application/x-ndjson');
    const { figure } = await scrape(server);
    const of = (labels: Record<string, string>) => figure('countersign_submissions_total', labels);
    expect(of({ outcome: 'accepted' })).toBe(1);
    expect(of({ outcome: 'review' })).toBe(2);
    expect(of({ outcome: 'repeated' })).toBe(1);
    expect(of({ outcome: 'rejected', code: 'key_conflict' })).toBe(1);
    expect(of({ outcome: 'rejected', code: 'invalid_input' })).toBe(2);
    expect(of({ outcome: 'rejected', code: 'malformed_json' })).toBe(1);
    expect(figure('countersign_model_latency_seconds_count')).toBe(1);
  });

  it('decisions are counted by kind, once, and holds that were lost', async () => {
    const project = await server.project({ degree: 'human_only' });
    const service = await server.service(project);
    await submit(
      service,
      project,
      [1, 2, 3, 4].map(() => aPrediction()),
    );
    const before = await scrape(server);
    const [ann, bea] = [await deskOf(server, project), await deskOf(server, project)];
    const [one, two, three, four] = await ann.claims(4);
    if (!one || !two || !three || !four) throw new Error('there are four reviews');
    const decisionId = '00000000-0000-4000-8000-000000000001';
    await ann.decides(one, 'intact', { decisionId });
    await ann.decides(one, 'intact', { decisionId });
    await ann.changes(decisionId, 'scratched');
    await ann.skips(two);
    await ann.escalates(three);
    clock.pass(60 * minute);
    await bea.claims(4);
    await ann.decides(four, 'intact');
    await ann.triesToSkip(two);
    expect(await ann.renews(two, four)).toEqual([null, null]);
    const after = await scrape(server);
    const grown = (name: string, labels: Record<string, string>) =>
      (after.figure(name, labels) ?? 0) - (before.figure(name, labels) ?? 0);
    const made = (kind: string) => grown('countersign_decisions_total', { kind });
    expect(['answer', 'skip', 'escalation', 'change'].map(made)).toEqual([2, 1, 1, 1]);
    expect(grown('countersign_lease_losses_total', { at: 'decision' })).toBe(2);
    expect(grown('countersign_lease_losses_total', { at: 'renewal' })).toBe(2);
  });

  it('the queue and the callbacks of each project are told as they are in the database', async () => {
    const project = await server.project({ degree: 'human_only' });
    const service = await server.service(project);
    const idle = await server.project();
    const { db, projects } = server.app.services;
    const { id } = (await projects.get(project)) ?? {};
    const later = { events: ['review.requested' as const], pausedUntil: clock.now() + 600 * minute };
    await db.write(async (tx) => {
      for (let n = 0; n < 2; n += 1) await givenEndpoint(tx, id ?? '', later);
    });
    await submit(service, project, [aPrediction(), aPrediction()]);
    clock.pass(2 * minute);
    await submit(service, project, [aPrediction()]);
    const desk = await deskOf(server, project);
    await desk.escalates(await desk.claimsOne());
    clock.pass(minute);
    const { figure } = await scrape(server);
    const waiting = (audience: string) => figure('countersign_queue_reviews', { project, audience });
    expect([waiting('inspector'), waiting('lead')]).toEqual([2, 1]);
    expect(figure('countersign_queue_oldest_wait_seconds', { project })).toBe(180);
    expect(figure('countersign_outbox_pending', { project })).toBe(6);
    expect(figure('countersign_outbox_oldest_seconds', { project })).toBe(180);
    expect(figure('countersign_outbox_pending', { project: idle })).toBe(0);
    expect(figure('countersign_outbox_oldest_seconds', { project: idle })).toBe(0);
    expect(figure('countersign_queue_reviews', { project: idle, audience: 'lead' })).toBe(0);
    expect(figure('countersign_queue_oldest_wait_seconds', { project: idle })).toBe(0);
  });
});
