// Load: has a snapshot frozen, and then written in a format. `seconds`: again and again for so long.
import { setTimeout as sleep } from 'node:timers/promises';
import { answer } from '../processes/answer.ts';

export type Input = {
  port: number;
  /** The address of the project's snapshots. */
  path: string;
  headers: Record<string, string>;
  /** The format that it is written in then; missing: none. */
  format?: string;
  seconds?: number;
};
/** Of the last: how many rows, and the seconds until each was whole. */
export type Output = { rows: number; frozen: number; written: number };

/** How often is asked whether it is whole, in milliseconds. */
const pause = 20;

type Written = { id: string; state: string; failure: string | null; manifest?: { rows: number } };

answer<Input, Output>(async ({ port, path, headers, format, seconds = 0 }) => {
  const until = performance.now() + seconds * 1000;
  const ask = async (at: string, body?: object): Promise<Written> => {
    const response = await fetch(`http://127.0.0.1:${port}${at}`, {
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${at}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Written; // the API's reply
  };
  /** Waits until it is whole; how long that took since it was asked for. */
  const whole = async (at: string, body: object): Promise<Written & { seconds: number }> => {
    const started = performance.now();
    const { id } = await ask(at, body);
    for (;;) {
      const found = await ask(`${at}/${id}`);
      if (found.state === 'ready') return { ...found, seconds: (performance.now() - started) / 1000 };
      if (found.state !== 'writing') throw new Error(`${at}: ${found.state}: ${found.failure}`);
      await sleep(pause);
    }
  };
  for (;;) {
    const snapshot = await whole(path, { name: 'bench' });
    const written =
      format === undefined ? 0 : (await whole(`${path}/${snapshot.id}/exports`, { format })).seconds;
    if (performance.now() >= until)
      return { rows: snapshot.manifest?.rows ?? 0, frozen: snapshot.seconds, written };
  }
});
