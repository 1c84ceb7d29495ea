import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { ProblemCode } from '../../server/contract/problems.ts';
import { expectNothingHalfWritten, expectStored } from '../support/intact.ts';
import { aPrediction, startServer, submit, type Caller, type TestServer } from '../support/server.ts';

let server: TestServer;
let project: string;
let service: Caller;
const acknowledged: string[] = [];
const sockets: Socket[] = [];

beforeAll(async () => {
  server = await startServer({ patience: { headers: 400, idle: 2_000, body: 400 } });
  project = await server.project();
  service = await server.service(project);
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close();
});

/** All that comes until the connection ends, however it does. */
const everythingFrom = async (socket: Socket): Promise<string> => {
  let answer = '';
  socket.setEncoding('utf8').on('data', (more: string) => (answer += more));
  socket.on('error', () => undefined); // it may be cut off in the middle of a write
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
};

/** A connection that says this, and by and by some more without ever coming to an end. */
const saysSlowly = (start: string, more: string): Promise<string> => {
  const socket = connect(Number(new URL(server.url).port), 'localhost');
  sockets.push(socket);
  socket.write(start);
  const drip = setInterval(() => socket.write(more), 50);
  socket.once('close', () => clearInterval(drip));
  return everythingFrom(socket);
};

const post = (
  type: string,
  length: string,
  path: string = addressOf(api.intake.submit, { project }),
): string =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\nauthorization: ${service.headers['authorization']}\r\n` +
  `content-type: ${type}\r\n${length}\r\n\r\n`;

/** Holds that everybody else goes on as if there was nothing. */
const expectOthersServed = async (): Promise<void> => {
  const results = await submit(
    service,
    project,
    Array.from({ length: 20 }, () => aPrediction()),
  );
  for (const result of results) acknowledged.push(result.key);
  await expectStored(service, project, acknowledged);
};

describe('a caller that never comes to an end', () => {
  it('is cut off where it is the headers that do not end', async () => {
    const slow = saysSlowly('GET /healthz HTTP/1.1\r\nhost: x\r\n', 'x: y\r\n');
    await expectOthersServed();
    expect(await slow).toMatch(/^HTTP\/1.1 408 /);
  });

  it('is cut off where it says nothing at all', async () => {
    const socket = connect(Number(new URL(server.url).port), 'localhost');
    sockets.push(socket);
    await everythingFrom(socket);
    await expectOthersServed();
  });

  it('is cut off where it is a body that does not end, whether or not its length is known', async () => {
    const body = `[${JSON.stringify(aPrediction())},`;
    const known = saysSlowly(post('application/json', 'content-length: 100000') + body, ' ');
    const piece = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
    const chunked = saysSlowly(
      post('application/json', 'transfer-encoding: chunked') + piece(body),
      piece(' '),
    );
    const login = saysSlowly(post('application/json', 'content-length: 1000', '/api/v1/session') + '{', ' ');
    await expectOthersServed();
    for (const answer of await Promise.all([known, chunked, login]))
      expect(answer).toMatch(/^HTTP\/1.1 408 /);
  });

  it('is cut off where it is a file that does not end, after those that were kept', async () => {
    const path = addressOf(api.media.upload, { project });
    const part = '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n';
    const start = post('multipart/form-data; boundary=b', 'content-length: 100000', path) + part;
    const slow = saysSlowly(start, 'a');
    await expectOthersServed();
    expect(await slow).toMatch(/^HTTP\/1.1 408 /);
  });

  it('keeps what its stream had brought when nothing more comes', async () => {
    const record = aPrediction();
    const line = `${JSON.stringify(record)}\n`;
    const start = post('application/x-ndjson', 'content-length: 100000');
    const socket = connect(Number(new URL(server.url).port), 'localhost');
    sockets.push(socket);
    socket.write(start + line + '{"key": "cut');
    expect(await everythingFrom(socket)).toContain(`"key":"${record.key}"`);
    acknowledged.push(record.key);
    await expectOthersServed();
    await expectNothingHalfWritten(server.app.services.db, project);
  });

  it('is told why, where it was refused before its body had ended, and does not stay for ever', async () => {
    const code: ProblemCode = 'body_too_large';
    const slow = saysSlowly(post('application/json', 'content-length: 900000000') + '[', ' ');
    await expectOthersServed();
    expect(await slow).toContain(`"${code}"`);
  });
});
