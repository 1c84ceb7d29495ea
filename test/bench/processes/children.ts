import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const running = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Kills a process with this one, in whatever way this one ends. */
const keep = <C extends ChildProcess>(child: C): C => {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
};

const quickImports = import.meta.resolve('../../support/quick-imports.ts');

const forked = (file: string, args: string[] = []): ChildProcess =>
  keep(
    fork(path.join(import.meta.dirname, '..', file), args, {
      execArgv: ['--disable-warning=ExperimentalWarning', `--import=${quickImports}`],
      serialization: 'advanced',
    }),
  );

/** The first message of a child; throws where it ends without one. */
const firstMessage = async (file: string, child: ChildProcess): Promise<unknown> => {
  const ended = new AbortController();
  child.once('exit', (code, signal) => ended.abort(new Error(`${file} ended with ${code ?? signal}`)));
  const [message] = (await once(child, 'message', { signal: ended.signal }).catch((error: unknown) => {
    throw ended.signal.aborted ? ended.signal.reason : error;
  })) as unknown[]; // what this event brings
  return message;
};

/** Has a process of its own (a file of test/bench that calls `answer`) do a piece of work. */
export const ask = async <I, O>(file: string, input: I): Promise<O> => {
  const child = forked(file);
  child.send(input as object); // every input is one
  // What the file's `answer` sends; the caller names the file and its types together.
  const message = (await firstMessage(file, child)) as { output: O } | { error: string };
  if ('error' in message) throw new Error(`${file}: ${message.error}`);
  return message.output;
};

/** A server that listens on 127.0.0.1. */
export type Listening = { port: number; pid: number; stop(): Promise<void> };

const stopping = (child: ChildProcess) => async (): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
};

/** Starts a server of the bench's own (a file of test/bench that sends its port) in a process of its own. */
export const startOwn = async (file: string, args: string[] = []): Promise<Listening> => {
  const child = forked(file, args);
  const port = (await firstMessage(file, child)) as number; // see `listen`
  return { port, pid: child.pid ?? 0, stop: stopping(child) };
};

/** Starts a program whose output goes to `output`, a file descriptor. */
export const startProgram = (
  args: string[],
  env: Record<string, string | undefined>,
  output: number,
): ChildProcess & { ended: () => Promise<void> } => {
  const child = keep(spawn(process.execPath, args, { env, stdio: ['ignore', output, output] }));
  return Object.assign(child, { ended: stopping(child) });
};
