import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { openDatabase } from '../../db/open.ts';
import { api } from '../../server/api.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, startServer, submit, type Caller, type TestServer } from '../support/server.ts';

let server: TestServer;
let slug: string;
let service: Caller;
beforeEach(async () => {
  server = await startServer();
  slug = await server.project();
  service = await server.service(slug);
});
afterEach(() => server.close());

/** The keys of all items that a stopped server left in its database. */
const keysLeft = async () => {
  const db = await openDatabase(server.app.services.config.databaseUrl);
  try {
    return (await db.read((q) => q.db.select({ key: q.tables.items.key }).from(q.tables.items)))
      .map(({ key }) => key)
      .toSorted();
  } finally {
    await db.close();
  }
};

describe('a server that is told to stop', () => {
  it('reads a stream that was begun to its end, and answers all of it', async () => {
    const stream = request(server.url + addressOf(api.intake.submit, { project: slug }), {
      method: 'POST',
      headers: { ...service.headers, 'content-type': 'application/x-ndjson' },
    });
    const keys = ['a', 'b', 'c', 'd'];
    const send = (key?: string) => stream.write(`${JSON.stringify(aPrediction({ key }))}\n`);
    send(keys[0]);
    const [response] = (await once(stream, 'response')) as [IncomingMessage]; // what the event carries
    const results = createInterface(response)[Symbol.asyncIterator]();
    const receipts = [(await results.next()).value];

    const stopped = server.stop();
    for (const key of keys.slice(1)) send(key);
    stream.end();
    for (let next = await results.next(); !next.done; next = await results.next()) receipts.push(next.value);
    expect(receipts.map((line) => JSON.parse(String(line)).key)).toEqual(keys);
    await stopped;
    expect(await keysLeft()).toEqual(keys);
  });

  it('answers those who wait for a label that it is stopping', async () => {
    await submit(service, slug, [aPrediction({ key: 'unsure' })]);
    const arrived = once(server.app.server, 'request');
    const waiting = service.ask(api.items.label, {
      params: { project: slug, key: 'unsure' },
      query: { wait: 60 },
    });
    await arrived;
    const stopped = server.stop();
    const answer = await waiting;
    expectProblem(answer, 'shutting_down');
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    await stopped;
  });

  it('answers every request that reached it, and keeps everything it acknowledged', async () => {
    let reached = 0;
    server.app.server.on('request', () => (reached += 1));
    const some = new Promise<void>((resolve) =>
      server.app.server.on('request', () => reached >= 20 && resolve()),
    );
    const keys = Array.from({ length: 200 }, (_, i) => `item-${i}`);
    const answers = keys.map((key) =>
      submit(service, slug, [aPrediction({ key })]).then(
        ([receipt]) => receipt?.key ?? null,
        () => null, // the connection was refused: nothing was acknowledged
      ),
    );
    await some;
    await server.stop();
    const acknowledged = (await Promise.all(answers)).filter((key) => key !== null);
    expect(acknowledged.length).toBe(reached);
    expect(acknowledged.length).toBeGreaterThanOrEqual(20);
    expect(await keysLeft()).toEqual(expect.arrayContaining(acknowledged));
  });

  it('sends a reply to its end, however slowly its caller reads', async () => {
    const text = 'x'.repeat(200_000);
    const records = Array.from({ length: 100 }, () => aPrediction({ payload: { text } }));
    await submit(service, slug, records);
    const asked = request(server.url + addressOf(api.items.list, { project: slug }, { limit: 100 }), {
      headers: service.headers,
    }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage]; // what the event carries
    const stopped = server.stop();
    await new Promise((resolve) => setImmediate(resolve));
    let read = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) read += chunk.length;
    expect(read).toBe(Number(response.headers['content-length']));
    expect(read).toBeGreaterThan(records.length * text.length);
    await stopped;
  });

  it('ends the sockets of those who have it open, and takes no new requests', async () => {
    const inspector = await server.person('inspector', slug);
    const socket = await server.socket(inspector, slug);
    const ended = new Promise((resolve) => socket.once('disconnect', resolve));
    await server.stop();
    expect(await ended).toBe('transport close');
    await expect(server.anyone.fetch('/healthz')).rejects.toThrow('fetch failed');
  });
});

describe('a server whose database does not answer', () => {
  it('is alive and not ready', async () => {
    await server.app.services.db.close();
    const ready = await server.anyone.fetch('/readyz');
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'not_ready', reason: 'database' }]);
    expect((await server.anyone.fetch('/healthz')).status).toBe(200);
  });
});
