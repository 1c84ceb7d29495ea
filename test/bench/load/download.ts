// Load: downloads something whole, and counts its bytes and lines. `seconds`: again and again for so long.
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { answer } from '../processes/answer.ts';

export type Input = { port: number; path: string; headers: Record<string, string>; seconds?: number };
/** Of the last download that was begun; `times`: how many were whole. */
export type Output = { seconds: number; bytes: number; lines: number; times: number };

const newline = 0x0a;

const linesIn = (chunk: Buffer): number => {
  let n = 0;
  for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) n += 1;
  return n;
};

answer<Input, Output>(async ({ port, path, headers, seconds = 0 }) => {
  const until = performance.now() + seconds * 1000;
  let times = 0;
  for (;;) {
    const started = performance.now();
    const asked = get({ host: '127.0.0.1', port, path, headers });
    const [response] = (await once(asked, 'response')) as [IncomingMessage]; // what this event brings
    if (response.statusCode !== 200) throw new Error(`answered ${response.statusCode}`);
    let bytes = 0;
    let lines = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      lines += linesIn(chunk);
      if (seconds > 0 && performance.now() > until) break;
    }
    if (response.complete) times += 1;
    else if (performance.now() < until || seconds === 0) throw new Error('the download was broken off');
    if (performance.now() >= until)
      return { seconds: (performance.now() - started) / 1000, bytes, lines, times };
  }
});
