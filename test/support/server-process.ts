import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** The server as a process of its own. */
export type ServerProcess = {
  pid: number;
  /** Ends it as a power cut would: at once, with nothing tidied up. */
  kill(): Promise<void>;
};

/**
 * Starts the server from its sources and waits until it listens. Its output and the reason of a failed start are thrown;
 * it ends with the process of the tests, being of their group.
 */
export const startServerProcess = async (env: Record<string, string>): Promise<ServerProcess> => {
  const main = path.join(import.meta.dirname, '../../server/main.ts');
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'warn', ...env },
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
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
};
