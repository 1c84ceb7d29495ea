import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { bareEnv } from './process.ts';

/** The server as a process of its own. */
export type ServerProcess = {
  pid: number;
  /** What it has written so far, on both its outputs. */
  output(): string;
  /** Asks it to stop, and answers the code it ends with. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut would: at once, with nothing tidied up. */
  kill(): Promise<void>;
};

/**
 * Starts the server as it was built, in under half the time that its sources take, and waits until it listens. Its output and the reason of a failed start are thrown;
 * it ends with the process of the tests, being of their group.
 */
export const startServerProcess = async (
  env: Record<string, string>,
  entry = path.join(import.meta.dirname, '../../dist/server/main.js'),
): Promise<ServerProcess> => {
  const child = spawn(process.execPath, [entry], {
    env: { ...bareEnv, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (output.includes('is ready at')) resolve();
      });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${output}`)));
  });
  await ready;
  return {
    pid: child.pid ?? 0,
    output: () => output,
    stop: async () => {
      const ended = once(child, 'exit') as Promise<[number | null]>; // what this event brings
      child.kill('SIGTERM');
      const [code] = await ended;
      return code;
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
};
