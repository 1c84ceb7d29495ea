import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import { type Caller, callerAt } from '../../server/demo/caller.ts';

const root = path.join(import.meta.dirname, '../..');
const inDigits = { params: { project: 'digits' } };

/** The demo under way, with what it and its line have written. */
type Demo = {
  child: ChildProcess;
  output: () => string;
  /** Waits until the demo has written this. */
  said: (what: RegExp) => Promise<RegExpExecArray>;
  /** Stops it by SIGTERM and waits until all have ended that write to its output, the line among them. */
  stop: () => Promise<number | null>;
};

const running: ChildProcess[] = [];

const startDemo = (folder: string, ...args: string[]): Demo => {
  const child = spawn(process.execPath, ['dist/server/demo.js', '--port', '0', ...args], {
    cwd: root,
    env: { ...process.env, DATA_DIR: folder, DATABASE_URL: '', CHECK_REPLIES: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      child.emit('said');
    });
  }
  const closed = once(child, 'close');
  return {
    child,
    output: () => text,
    said: async (what) => {
      for (;;) {
        const found = what.exec(text);
        if (found) return found;
        const ended = await Promise.race([once(child, 'said').then(() => false), closed.then(() => true)]);
        if (ended && !what.test(text)) throw new Error(`the demo ended and never said ${what}:\n${text}`);
      }
    },
    stop: async () => {
      child.kill('SIGTERM');
      await closed;
      return child.exitCode;
    },
  };
};

/** Signs in by the link that the demo printed; the person, and their cookie. */
const signIn = async (demo: Demo, link = /(http:\S+)\/link\/(\S+)/) => {
  const [, address = '', token = ''] = await demo.said(link);
  const response = await fetch(address + addressOf(api.sessions.acceptLink, { token }), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect(response.status).toBe(200);
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const person: Caller = callerAt(address, { cookie });
  return { address, token, cookie, person };
};

const folder = mkdtempSync(path.join(tmpdir(), 'countersign-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

describe('the demo', { timeout: 120_000 }, () => {
  test('begins afresh with --reset, prints a link that signs in once, submits digits and stops cleanly with its line', async () => {
    const earlier = path.join(folder, 'demo', 'line.key');
    mkdirSync(path.dirname(earlier), { recursive: true });
    writeFileSync(earlier, 'of another run');
    const demo = startDemo(folder, '--rate', '40', '--reset');
    const { address, token, cookie, person } = await signIn(demo);
    expect(demo.output()).toContain(`data in ${path.join(folder, 'demo')} is deleted`);
    const { keys } = await person(api.keys.list, inDigits);
    expect(keys).toHaveLength(3);
    expect(readFileSync(earlier, 'utf8')).toMatch(/^cs_/);
    expect(demo.output()).toMatch(/test accuracy: 9[1-5]\.\d % on 10,000 digits/);
    const me = await person(api.sessions.me, {});
    expect(me).toMatchObject({ email: 'demo@countersign.local', isAdmin: true, hasPassword: false });
    const analyst = await signIn(demo, /In another browser:\s+(http:\S+)\/link\/(\S+)/);
    expect(await analyst.person(api.sessions.me, {})).toMatchObject({
      email: 'analyst@countersign.local',
      isAdmin: false,
    });
    const again = await fetch(address + addressOf(api.sessions.acceptLink, { token }), { method: 'POST' });
    expect(again.status).toBe(410);

    // A first batch, so that there is work at once: most accepted automatically, the doubtful for people.
    const [, auto, review] = await demo.said(/300 digits .*: (\d+) accepted .* (\d+) to people/);
    expect(Number(auto) + Number(review)).toBe(300);
    expect(Number(review)).toBeGreaterThan(20);
    const rows = async (destination: 'auto' | 'review') =>
      (await person(api.items.list, { ...inDigits, query: { destination, limit: 200 } })).rows;
    for (const row of await rows('auto')) {
      expect(row).toMatchObject({ model: 'digits@1', key: expect.stringMatching(/^mnist-\d+$/) });
      if (!row.withheld) expect(row.confidence).toBeGreaterThanOrEqual(0.95);
    }
    expect((await rows('auto')).some((row) => row.label?.source === 'auto')).toBe(true);
    expect((await rows('review')).length).toBeGreaterThanOrEqual(Number(review));

    // And more of them, one after the other.
    const socket = io(address, { extraHeaders: { cookie }, transports: ['websocket'], forceNew: true });
    const grown = new Promise<void>((resolve) =>
      socket.on('queue', ({ counts }) => {
        if (counts.open > Number(review) + 20) resolve();
      }),
    );
    expect(await socket.timeout(10_000).emitWithAck('watch', { project: 'digits', reviewing: false })).toBe(
      true,
    );
    await grown;
    socket.disconnect();

    // Somebody can work: the picture is there, and the suggestion where it is not withheld.
    const { reviews } = await person(api.reviews.claim, { ...inDigits, body: { count: 1 } });
    const [first] = reviews;
    if (!first) throw new Error('nothing to claim');
    expect(first.payload).toMatchObject({ image: { type: 'image/png' } });
    await person(api.reviews.decide, {
      params: { ...inDigits.params, id: first.id },
      body: {
        decisionId: crypto.randomUUID(),
        token: first.token,
        value: '7',
        suggestionShown: first.suggestion !== null,
      },
    });

    // The command that was printed exports it.
    const [, secret = '', url = ''] = await demo.said(/curl -H "Authorization: Bearer (cs_\S+)" "(\S+)"/);
    expect(url).toBe(`${address}/api/v1/projects/digits/labels?format=csv&source=human`);
    const csv = await fetch(url, { headers: { authorization: `Bearer ${secret}` } });
    expect(await csv.text()).toContain(first.key);

    expect(await demo.stop()).toBe(0);
    expect(demo.output()).not.toMatch(/has stopped \(|rror/);
    await expect(fetch(address)).rejects.toThrow('fetch failed');
  });

  test('goes on where it stopped, with the same keys, a fresh link and the degree that was asked for', async () => {
    const keyFile = path.join(folder, 'demo', 'line.key');
    const key = readFileSync(keyFile, 'utf8');
    if (process.platform !== 'win32') expect(statSync(keyFile).mode & 0o777).toBe(0o600);

    const demo = startDemo(folder, '--rate', '40', '--degree', 'shadow');
    const { address, cookie, person } = await signIn(demo);
    expect(demo.output()).toContain('automation "shadow"');
    expect(readFileSync(keyFile, 'utf8')).toBe(key);
    const { revisions } = await person(api.policy.revisions, inDigits);
    expect(revisions.map(({ policy }) => policy.degree)).toEqual(['shadow', 'partial', 'human_only']);

    // Each digit is for people now: the queue grows by new ones, and the line has nothing to complain about.
    const before = (await person(api.overview.get, inDigits)).queue.open;
    const socket = io(address, { extraHeaders: { cookie }, transports: ['websocket'], forceNew: true });
    const grown = new Promise<void>((resolve) =>
      socket.on('queue', ({ counts }) => {
        if (counts.open > before + 20) resolve();
      }),
    );
    await socket.timeout(10_000).emitWithAck('watch', { project: 'digits', reviewing: false });
    await grown;
    socket.disconnect();
    expect(await demo.stop()).toBe(0);
    expect(demo.output()).not.toContain('line:');
  });

  test('says so when its line and its trainer die, and goes on', async () => {
    const demo = startDemo(folder, '--rate', '1', '--degree', 'shadow');
    const { address, person } = await signIn(demo);
    const { revisions } = await person(api.policy.revisions, inDigits);
    expect(revisions).toHaveLength(3);
    const { keys } = await person(api.keys.list, inDigits);
    for (const { id } of keys) await person(api.keys.revoke, { params: { ...inDigits.params, id } });
    await demo.said(/line: the server refuses this service: 401 .*unknown, expired or revoked/);
    await demo.said(/The line has stopped \(exit code 1\)/);
    await demo.said(/The trainer has stopped \(exit code 1\)/);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect(await demo.stop()).toBe(0);
  });

  test('refuses what it does not understand before it touches anything', async () => {
    const untouched = path.join(folder, 'untouched');
    const bad = startDemo(untouched, '--degree', 'most');
    await bad.said(/--degree must be one of/);
    const [code] = bad.child.exitCode === null ? await once(bad.child, 'exit') : [bad.child.exitCode];
    expect(code).toBe(1);

    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number }; // a TCP server's address
    const late = startDemo(untouched, '--port', String(port), '--reset');
    await late.said(new RegExp(`Port ${port} is taken`));
    taken.close();
    expect(existsSync(untouched)).toBe(false);
  });
});
