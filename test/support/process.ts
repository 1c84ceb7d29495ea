import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

// Some tools colour their output wherever CI is set, whatever NO_COLOR says.
const colours = process.stdout.isTTY;

/** What a program that is to know no setting of this process's is started with all the same. */
export const bareEnv = {
  PATH: process.env.PATH,
  NODE_OPTIONS: process.env.NODE_OPTIONS,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
};

type Outcome = { code: number | null; output: string };

/** Runs a program to its end with everything it writes collected; `signal` ends it and all it has started. */
export function capture(
  program: string,
  args: readonly string[],
  { env = process.env, signal }: { env?: NodeJS.ProcessEnv; signal?: AbortSignal } = {},
): Promise<Outcome> {
  // A group of its own, so that servers and browsers it starts end with it.
  const child = spawn(program, args, {
    env: colours ? { ...env, FORCE_COLOR: '1' } : env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }

  const end = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  if (signal?.aborted) end();
  signal?.addEventListener('abort', end);

  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', end);
    child.on('close', (code) => {
      signal?.removeEventListener('abort', end);
      resolve({ code, output: colours ? output : stripVTControlCharacters(output) });
    });
  });
}
