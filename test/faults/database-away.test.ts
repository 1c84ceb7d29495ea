import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { Receipt } from '../../server/contract/submissions.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { expectNothingHalfWritten, expectStored } from '../support/intact.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { expectProblem, expectProblemIn } from '../support/problems.ts';
import { aPrediction, startServer, submit, type Caller, type TestServer } from '../support/server.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

let server: TestServer;
let project: string;
let service: Caller;
let desk: Desk;
const acknowledged: { record: Record<string, unknown>; receipt: Receipt }[] = [];

const prepare = async (databaseUrl?: string): Promise<void> => {
  server = await startServer({
    env: databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl, DATABASE_TIMEOUT_SECONDS: '2' },
  });
  project = await server.project({ degree: 'partial', threshold: 0.8, auditShare: 0.3 });
  service = await server.service(project);
  desk = await deskOf(server, project);
  acknowledged.length = 0;
};

const submitOne = async (record: Record<string, unknown>): Promise<Response> => {
  const response = await service.fetch(addressOf(api.intake.submit, { project }), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(record),
  });
  if (response.ok) acknowledged.push({ record, receipt: (await response.clone().json()) as Receipt });
  return response;
};

/** Holds that submissions, alone and together, and a decision are refused for the moment; gives what was refused. */
const expectRefusals = async (review: { id: string; token: number }): Promise<Record<string, unknown>[]> => {
  const record = aPrediction();
  const batch = [aPrediction(), aPrediction()];
  const [single, results, decision] = await Promise.all([
    submitOne(record),
    submit(service, project, batch).catch((error: unknown) => String(error)),
    desk.triesToDecide(review, 'intact'),
  ]);
  expect(single.headers.get('retry-after')).toMatch(/^\d+$/);
  await expectProblemIn(single, 'unavailable');
  expect(expectProblem(decision, 'unavailable')).toBeTruthy();
  // Refused as a whole where not even the key could be looked up.
  if (typeof results === 'string') expect(results).toContain('503');
  else for (const result of results) expect(result).toMatchObject({ problem: { code: 'unavailable' } });
  return [record, ...batch];
};

const expectRecovered = async (
  refused: Record<string, unknown>[],
  review: { id: string; token: number },
): Promise<void> => {
  for (const record of refused) {
    const response = await submitOne(record);
    expect(await response.json()).toMatchObject({ repeated: false });
  }
  await desk.decides(review, 'intact');
  await expectStored(
    service,
    project,
    acknowledged.map(({ receipt }) => receipt.key),
  );
  await expectNothingHalfWritten(server.app.services.db, project);
};

describe('an embedded database that another process has locked', () => {
  beforeAll(() => prepare());
  afterAll(() => server.close());

  it('is answered 503 to writes, in bounded time, while reads go on; then all goes on by itself', async () => {
    await submitOne(aPrediction());
    const review = await desk.claimsOne();
    const program = `
      const Driver = require('better-sqlite3');
      const driver = new Driver(process.argv[1]);
      driver.exec('BEGIN IMMEDIATE');
      process.stdout.write('locked');
      // Held on to: a driver that nobody knows any more is collected, and its lock with it.
      process.stdin.resume().on('end', () => driver.close());`;
    const file = server.app.services.config.databaseUrl;
    const locker = spawn(process.execPath, ['-e', program, file], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(locker.stdout, 'data');

    let refusedYet = false;
    const refusals = expectRefusals(review).finally(() => (refusedYet = true));
    const key = String(acknowledged[0]?.record.key);
    expect((await service.call(api.items.get, { params: { project, key } })).key).toBe(key);
    expect((await server.anyone.fetch('/readyz')).status).toBe(200);
    expect(refusedYet, 'a read waited for the lock').toBe(false);
    const refused = await refusals;

    const ended = once(locker, 'exit');
    locker.stdin.end();
    await ended;
    await expectRecovered(refused, review);
  });

  it('is waited for where it is locked for a moment only', async () => {
    const review = await (async () => {
      await submitOne(aPrediction());
      return desk.claimsOne();
    })();
    const program = `
      const Driver = require('better-sqlite3');
      const driver = new Driver(process.argv[1]);
      driver.exec('BEGIN IMMEDIATE');
      process.stdout.write('locked');
      process.stdin.resume().on('end', () => driver.exec('ROLLBACK'));`;
    const file = server.app.services.config.databaseUrl;
    const locker = spawn(process.execPath, ['-e', program, file], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(locker.stdout, 'data');
    const arrived = once(server.app.server, 'request');
    const decided = desk.decides(review, 'intact');
    await arrived;
    locker.stdin.end();
    expect(await decided).toMatchObject({ repeated: false });
  });
});

describe('a PostgreSQL server', () => {
  let way: TcpProxy;
  beforeAll(async () => {
    const admin = process.env.TEST_DATABASE_URL;
    if (!admin) throw new Error('TEST_DATABASE_URL names no PostgreSQL server');
    way = await startTcpProxy(await createTestDatabase(admin));
    await prepare(way.url);
  });
  afterAll(async () => {
    await server.close();
    await way.close();
  });

  it('that has stopped is answered 503, and all goes on by itself when it is back', async () => {
    await submitOne(aPrediction());
    const review = await desk.claimsOne();
    await way.cut();
    const refused = await expectRefusals(review);
    expect((await server.anyone.fetch('/readyz')).status).toBe(503);
    expect((await server.anyone.fetch('/healthz')).status).toBe(200);
    await way.mend();
    expect((await server.anyone.fetch('/readyz')).status).toBe(200);
    await expectRecovered(refused, review);
  });

  it('that cannot be heard any more is answered 503 in bounded time, and all goes on by itself', async () => {
    await submitOne(aPrediction());
    const review = await desk.claimsOne();
    way.stall();
    const refused = await expectRefusals(review);
    expect((await server.anyone.fetch('/readyz')).status).toBe(503);
    await way.mend();
    await expectRecovered(refused, review);
  });
});
