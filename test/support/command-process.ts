import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Outcome } from './command.ts';
import { bareEnv } from './process.ts';

/** `countersign` as a process of its own. */
export type CommandProcess = {
  /** How it ended; the code is null where it was killed. */
  ended: Promise<Omit<Outcome, 'code'> & { code: number | null }>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to end. */
  stop(): void;
};

/** Starts `countersign` as it was built, with these settings. */
export const startCommand = (env: Record<string, string>, args: string[]): CommandProcess => {
  const main = path.join(import.meta.dirname, '../../dist/server/command.js');
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...bareEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const ended = new Promise<{ out: string; err: string; code: number | null }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...said, code }));
  });
  return {
    ended,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: () => void child.kill('SIGTERM'),
  };
};
