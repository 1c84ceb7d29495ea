// Load: socket clients that listen, while something happens a few times a second. Tells what CPU the server used for it.
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { answer } from '../processes/answer.ts';
import { cpuSeconds } from '../processes/usage.ts';
import { startDeciding, type Deciding } from './deciding.ts';

export type Input = {
  port: number;
  pid: number;
  clients: number;
  /** Windows of time to measure, and the length of each. */
  windows: number;
  seconds: number;
  /** What the product's clients need beside: who they are, what they watch, and what makes the events. */
  product: { project: string; people: Record<string, string>[]; deciding: Deciding } | null;
};
/**
 * Of each window, per client: events a second, and the mean length of one. `cpu` is the share of one core that the sockets
 * took.
 */
export type Output = { eventsPerSecond: number; eventLength: number; cpu: number }[];

/** A client of the bare server. */
const openBare = (port: number): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });

/** A client of the product's: what socket.io's would send, without the time that a thousand of those take. */
const openWatching = (port: number, project: string, headers: Record<string, string>): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const url = `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`;
    const socket = new WebSocket(url, { headers });
    socket.once('error', reject);
    socket.on('message', (data) => {
      const text = String(data as Buffer);
      if (text.startsWith('0')) socket.send('40');
      else if (text.startsWith('40'))
        socket.send(`420${JSON.stringify(['watch', { project, reviewing: false }])}`);
      else if (text === '2') socket.send('3');
      else if (text === '430[true]') resolve(socket);
      else if (text.startsWith('43') || text.startsWith('44'))
        reject(new Error(`the socket was refused: ${text}`));
    });
  });

/** CPU of the server over so many seconds, as a share of one core. */
const cpuOver = async (pid: number, seconds: number): Promise<number> => {
  const before = cpuSeconds(pid);
  const started = performance.now();
  await sleep(seconds * 1000);
  return (cpuSeconds(pid) - before) / ((performance.now() - started) / 1000);
};

/** Waits until a server has dealt with the coming or going of many: its CPU no longer falls. Half a minute at most. */
const untilSteady = async (pid: number): Promise<void> => {
  let before = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 60; tries += 1) {
    const share = await cpuOver(pid, 0.5);
    if (share > before - 0.03 && share < 0.8) return;
    before = share;
  }
};

answer<Input, Output>(async ({ port, pid, clients, windows, seconds, product }) => {
  const deciding = product && (await startDeciding(port, product.deciding));
  const sockets: WebSocket[] = [];
  for (let n = 0; n < clients; n += 1)
    sockets.push(
      await (product
        ? openWatching(port, product.project, product.people[n % product.people.length] ?? {})
        : openBare(port)),
    );
  await untilSteady(pid);
  let events = 0;
  let length = 0;
  for (const socket of sockets)
    socket.on('message', (data) => {
      const bytes = (data as Buffer).length;
      if (bytes === 1) return; // a heartbeat
      events += 1;
      length += bytes;
    });
  const measured: Output = [];
  for (let window = 0; window < windows; window += 1) {
    events = 0;
    length = 0;
    const cpu = await cpuOver(pid, seconds);
    measured.push({ eventsPerSecond: events / clients / seconds, eventLength: length / events, cpu });
  }
  for (const socket of sockets) socket.terminate();
  // What the decisions themselves cost is not the sockets'. It is measured last, when their code has run for long.
  await untilSteady(pid);
  const alone = await cpuOver(pid, 2 * seconds);
  await deciding?.stop();
  return measured.map((window) => ({ ...window, cpu: window.cpu - alone }));
});
