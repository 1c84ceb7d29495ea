import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import { problem } from '../../server/contract/problems.ts';
import { expectStored } from '../support/intact.ts';
import { peakMemory, startPrepared, type PreparedProcess } from '../support/prepared-process.ts';
import { aPrediction, submit, type Caller } from '../support/server.ts';
import { submitStream, type StreamResult } from '../support/stream.ts';

const megabyte = 1024 * 1024;

let server: PreparedProcess<{ project: string; service: Caller }>;
let project: string;
let service: Caller;
const acknowledged: string[] = [];

beforeAll(async () => {
  server = await startPrepared(async (first) => {
    const slug = await first.project();
    return { project: slug, service: await first.service(slug) };
  });
  ({ project, service } = server.made);
});
afterAll(() => server.close());

/** A record with this much text in it, in pieces. */
const largeRecord = function* (key: string, megabytes: number) {
  const [start = '', end = ''] = JSON.stringify(aPrediction({ key, payload: { text: '|' } })).split('|');
  yield start;
  for (let i = 0; i < megabytes; i += 1) yield 'x'.repeat(megabyte);
  yield end;
};

/** Sends a body in pieces, no faster than the server reads, and gives the answer whenever it comes. */
const send = async (pieces: Iterable<string>, headers: Record<string, string> = {}) => {
  const sending = request(server.url + addressOf(api.intake.submit, { project }), {
    method: 'POST',
    headers: { ...service.headers, 'content-type': 'application/json', ...headers },
  });
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>; // what the event brings
  let over = false;
  const answer = answered.then(async ([response]) => {
    over = true;
    return { status: response.statusCode, body: JSON.parse(await text(response)) as unknown };
  });
  for (const piece of pieces) {
    if (over) break;
    if (!sending.write(piece)) await Promise.race([once(sending, 'drain'), answer]);
  }
  if (over) sending.destroy();
  else sending.end();
  return answer;
};

const submitsOne = async (): Promise<void> => {
  const [receipt] = await submit(service, project, [aPrediction()]);
  acknowledged.push(receipt?.key ?? '');
};

/** Does something large while others go on, in bounded memory; nothing of theirs is lost. */
const besideOthers = async <T>(work: () => Promise<T>): Promise<T> => {
  await submitsOne();
  const before = peakMemory(server.process.pid);
  let done = false;
  const working = work().finally(() => (done = true));
  while (!done) await submitsOne();
  const result = await working;
  await submitsOne();
  const after = peakMemory(server.process.pid);
  if (before !== null && after !== null) expect((after - before) / megabyte).toBeLessThan(80);
  await expectStored(service, project, acknowledged);
  return result;
};

describe('a record of 100 MB', () => {
  it('as an object is refused by its length', async () => {
    // To the byte: what is missing of it would be taken from the next request on the connection.
    const pieces = [...largeRecord('large', 100)];
    const length = { 'content-length': String(pieces.reduce((sum, { length: n }) => sum + n, 0)) };
    const { status, body } = await besideOthers(() => send(pieces, length));
    expect(status).toBe(413);
    expect(problem.parse(body).code).toBe('body_too_large');
  });

  it('as an object that does not say its length is refused as soon as it is too long', async () => {
    const { status, body } = await besideOthers(() => send(largeRecord('large', 100)));
    expect(status).toBe(413);
    expect(problem.parse(body).detail).toContain(String(16 * megabyte));
  });

  it('in an array is refused with the array, as soon as that is too long', async () => {
    const array = function* () {
      yield '[';
      yield* largeRecord('large', 100);
      yield ']';
    };
    const { status, body } = await send(array());
    expect(status).toBe(413);
    expect(problem.parse(body).detail).toContain(String(64 * megabyte));
    await submitsOne();
  });

  it('as a line of a stream is passed over, and the lines about it are stored', async () => {
    const lines = function* () {
      yield `${JSON.stringify(aPrediction({ key: 'before' }))}\n`;
      yield* largeRecord('large', 100);
      yield '\n';
      yield `${JSON.stringify(aPrediction({ key: 'after' }))}\n`;
    };
    const results = await besideOthers(async () => {
      const all: StreamResult[] = [];
      for await (const result of submitStream(server, service.headers, project, lines())) all.push(result);
      return all;
    });
    expect(results).toMatchObject([
      { key: 'before', repeated: false },
      { key: null, line: 2, problem: { code: 'body_too_large' } },
      { key: 'after', repeated: false },
    ]);
    await expectStored(service, project, ['before', 'after']);
  });
});

it('a record of an array that is larger than a record may be harms only itself', async () => {
  const array = function* () {
    yield `[${JSON.stringify(aPrediction({ key: 'first' }))},`;
    yield* largeRecord('large', 20);
    yield `,${JSON.stringify(aPrediction({ key: 'third' }))}]`;
  };
  const { status, body } = await send(array());
  expect(status).toBe(200);
  expect(body).toMatchObject([
    { key: 'first', repeated: false },
    { key: 'large', line: 2, problem: { code: 'body_too_large', status: 413 } },
    { key: 'third', repeated: false },
  ]);
  await expectStored(service, project, ['first', 'third', ...acknowledged]);
});
