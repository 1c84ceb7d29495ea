import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStored } from '../support/intact.ts';
import { peakMemory, startPrepared, type PreparedProcess } from '../support/prepared-process.ts';
import { aPrediction, submit, type Caller } from '../support/server.ts';

const limit = 1_000;
const megabyte = 1024 * 1024;

let server: PreparedProcess<{ project: string; service: Caller }>;
const acknowledged: string[] = [];
beforeAll(async () => {
  server = await startPrepared(
    async (first) => {
      const project = await first.project();
      return { project, service: await first.service(project) };
    },
    { MAX_CONNECTIONS_PER_ADDRESS: String(limit) },
  );
});
afterAll(() => server.close());

/** Opens 10,000 of something from another process, at another address than everybody else; it says how many are open once all were tried, and waits. */
const flood = async (program: string) => {
  const child = spawn(
    'sh',
    [
      '-c',
      'ulimit -n 12000 2>/dev/null; exec "$@"',
      'sh',
      process.execPath,
      '-e',
      program,
      server.url,
      String(limit),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]; // what this event brings
  return {
    open: Number(line),
    end: async (): Promise<void> => {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
};

// Those over the limit are connected before they are ended: it says so once there are no more of them.
const sockets = `
  const { port } = new URL(process.argv[1]);
  const limit = Number(process.argv[2]);
  let open = 0, tried = 0, settled = 0, said = false;
  const total = 10_000;
  const next = () => {
    if (tried === total) return;
    tried += 1;
    const socket = require('node:net').connect({ host: '127.0.0.1', port, localAddress: '127.0.0.2' });
    let connected = false;
    const tell = () => {
      if (!said && settled === total && open <= limit) { said = true; console.log(open); }
    };
    const settle = () => { settled += 1; next(); tell(); };
    socket.once('connect', () => { connected = true; open += 1; settle(); });
    socket.on('error', () => {}).once('close', () => { if (connected) { open -= 1; tell(); } else settle(); });
  };
  for (let i = 0; i < 100; i += 1) next();
  process.stdin.resume().on('end', () => process.exit());`;

const handshakes = `
  const agent = new (require('node:http').Agent)({ keepAlive: true, maxSockets: 50 });
  const address = { host: '127.0.0.1', port: new URL(process.argv[1]).port, localAddress: '127.0.0.2' };
  let open = 0, tried = 0, ended = 0;
  const total = 10_000;
  const next = () => {
    if (tried === total) return;
    tried += 1;
    const done = () => { ended += 1; if (ended === total) console.log(open); else next(); };
    require('node:http').get({ ...address, path: '/socket.io/?EIO=4&transport=polling', agent }, (response) => {
      if (response.statusCode === 200) open += 1;
      response.resume().on('end', done);
    }).on('error', done);
  };
  for (let i = 0; i < 50; i += 1) next();
  process.stdin.resume().on('end', () => process.exit());`;

const submits = async (): Promise<void> => {
  const { project, service } = server.made;
  const [receipt] = await submit(service, project, [aPrediction()]);
  acknowledged.push(receipt?.key ?? '');
};

describe('10,000 from one address', () => {
  it.each([
    ['connections that say nothing', sockets],
    ['handshakes of sockets without a session', handshakes],
  ])('%s: as many as are allowed are kept, in bounded memory, and all goes on', async (_, program) => {
    await submits();
    const before = peakMemory(server.process.pid);
    const flooding = await flood(program);
    expect(flooding.open).toBeGreaterThan(0);
    expect(flooding.open).toBeLessThanOrEqual(limit);
    await submits();
    await flooding.end();
    const after = peakMemory(server.process.pid);
    if (before !== null && after !== null) expect((after - before) / megabyte).toBeLessThan(150);
    await submits();
    await expectStored(server.made.service, server.made.project, acknowledged);
  });
});
