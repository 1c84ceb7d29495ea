import { fork } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import type { Drift } from './lighting.ts';

/** The line under way, in a process of its own. */
export type Line = { stop(): Promise<void> };

/** How long the line may take to stop, in milliseconds. */
const patience = 5_000;

/** Starts the line, which ends with this process at the latest; `onFailure` hears where it ends by a fault. */
export const startLine = (
  {
    server,
    project,
    keyFile,
    rate,
    drift,
  }: { server: string; project: string; keyFile: string; rate: number; drift: Drift | null },
  onFailure: (how: string) => void,
): Line => {
  // In a build this file is part of a bundle, and the line's bundle lies beside that.
  const program = join(import.meta.dirname, `line${extname(import.meta.filename)}`);
  const args = ['--server', server, '--project', project, '--key-file', keyFile, '--rate', String(rate)];
  if (drift !== null) args.push('--drift', drift);
  const child = fork(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let stopping = false;
  child.on('error', (error) => onFailure(error.message));
  child.on('exit', (code, signal) => {
    if (!stopping && code !== 0) onFailure(signal ?? `exit code ${code}`);
  });
  return {
    stop: async () => {
      stopping = true;
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const atOnce = setTimeout(() => child.kill('SIGKILL'), patience);
      await ended;
      clearTimeout(atOnce);
    },
  };
};
