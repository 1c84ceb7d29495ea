import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { openDatabase } from '../../db/open.ts';
import { api } from '../../server/api.ts';
import type { Receipt } from '../../server/contract/submissions.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { expectNothingHalfWritten } from '../support/intact.ts';
import { startPrepared, type PreparedProcess } from '../support/prepared-process.ts';
import { aPrediction, type Caller } from '../support/server.ts';

type Made = { project: string; service: Caller; desks: Desk[] };

describe('a server that is told to stop under load', () => {
  let server: PreparedProcess<Made>;
  beforeAll(async () => {
    const prepare = async (first: Parameters<Parameters<typeof startPrepared>[0]>[0]): Promise<Made> => {
      const project = await first.project({ degree: 'partial', threshold: 0.8, auditShare: 0.3 });
      const service = await first.service(project);
      const desks = await Promise.all(Array.from({ length: 4 }, () => deskOf(first, project)));
      return { project, service, desks };
    };
    server = await startPrepared(prepare, { STOP_DELAY_SECONDS: '1' });
  });
  afterAll(() => server.close());

  it('says first that it is not ready, finishes what was begun, and ends well with all it acknowledged', async () => {
    const { project, service, desks } = server.made;
    const submitted = new Set<string>();
    const decided = new Set<string>();
    const refusals = new Set<number>();
    let stopping = false;
    let enough: () => void = () => undefined;
    const underLoad = new Promise<void>((resolve) => (enough = resolve));

    const submits = async (): Promise<void> => {
      for (;;) {
        const response = await service.fetch(addressOf(api.intake.submit, { project }), {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(aPrediction({ key: randomUUID() })),
        });
        if (response.ok) submitted.add(((await response.json()) as Receipt).key);
        else refusals.add(response.status);
        if (submitted.size > 100 && decided.size > 10) enough();
      }
    };
    const decides = async (desk: Desk): Promise<void> => {
      for (;;) {
        const [review] = await desk.claims();
        if (!review) continue;
        const decisionId = randomUUID();
        const answer = await desk.triesToDecide(review, 'intact', { decisionId });
        if (answer.status === 200) decided.add(decisionId);
        else refusals.add(answer.status);
      }
    };
    // Each goes on until it cannot connect any more.
    const load = [submits(), submits(), submits(), ...desks.map(decides)].map((work) =>
      work.catch((error: unknown) => expect(stopping, String(error)).toBe(true)),
    );

    const stream = request(server.url + addressOf(api.intake.submit, { project }), {
      method: 'POST',
      headers: { ...service.headers, 'content-type': 'application/x-ndjson' },
    });
    const keys = ['begun', 'after the signal', 'after it was not ready'];
    const sendLine = (key: string | undefined) => stream.write(`${JSON.stringify(aPrediction({ key }))}\n`);
    sendLine(keys[0]);
    const [response] = (await once(stream, 'response')) as [IncomingMessage]; // what the event carries
    const results = createInterface(response)[Symbol.asyncIterator]();
    const answered = [(await results.next()).value];
    await underLoad;

    stopping = true;
    const ended = server.process.stop();
    sendLine(keys[1]);
    let ready = await fetch(`${server.url}/readyz`);
    while (ready.ok) ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'not_ready', reason: 'stopping' }]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await Promise.all(load);
    sendLine(keys[2]);
    stream.end();
    for (let next = await results.next(); !next.done; next = await results.next()) answered.push(next.value);
    expect(answered.map((line) => JSON.parse(String(line)).key)).toEqual(keys);
    expect(await ended).toBe(0);
    expect([...refusals].filter((status) => status !== 503)).toEqual([]);
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed');

    const db = await openDatabase(path.join(server.folder, 'countersign.db'));
    try {
      const left = await db.read(async (q) => ({
        keys: new Set((await q.db.select().from(q.tables.items)).map(({ key }) => key)),
        decisions: new Set((await q.db.select().from(q.tables.decisions)).map(({ id }) => id)),
      }));
      const lost = [...submitted, ...keys].filter((key) => !left.keys.has(key));
      expect(lost, 'submissions that were acknowledged and are gone').toEqual([]);
      expect(
        [...decided].filter((id) => !left.decisions.has(id)),
        'decisions that are gone',
      ).toEqual([]);
      await expectNothingHalfWritten(db, project);
    } finally {
      await db.close();
    }
  });
});
