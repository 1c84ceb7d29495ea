import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../row.ts';
import { startProgram, type Listening } from './children.ts';

const root = path.join(import.meta.dirname, '../../..');
const main = path.join(root, 'dist/server/main.js');

/** Where profiles are written, with `--profile`. */
const profiles = path.join(root, 'data/bench/profiles');

/** Starts the built program on a data folder with the settings it has by default, its log going to a file. */
export const startProduct = async (
  { profile }: Pick<Bench, 'profile'>,
  folder: string,
  settings: Record<string, string> = {},
): Promise<Listening> => {
  if (!existsSync(main)) throw new Error('there is no dist/server/main.js: start with "npm run bench"');
  const log = path.join(folder, 'log');
  const output = openSync(log, 'w');
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', PORT: '0', DATA_DIR: folder, ...settings };
  const child = startProgram(
    profile ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`, main] : [main],
    env,
    output,
  );
  closeSync(output);
  for (;;) {
    const text = readFileSync(log, 'utf8');
    const port = /is ready at http:\/\/[^:]+:(\d+)/.exec(text)?.[1];
    if (port !== undefined) return { port: Number(port), pid: child.pid ?? 0, stop: child.ended };
    if (child.exitCode !== null) throw new Error(`the server did not start:\n${text}`);
    await sleep(10);
  }
};
