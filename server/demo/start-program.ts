import { fork } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';

/** A program of the demo under way, in a process of its own. */
export type RunningProgram = { stop(): Promise<void> };

/** How long a program may take to stop, in milliseconds. */
const patience = 5_000;

/** The programs: a file each. */
export type ProgramName = 'line' | 'trainer' | 'mail-filter' | 'scratch-detector';

/** Starts a program, which ends with this process at the latest; `onFailure` hears where it ends by a fault. */
export const startProgram = (
  name: ProgramName,
  options: Record<string, string>,
  onFailure: (how: string) => void,
): RunningProgram => {
  // In a build this file is part of a bundle, and the program's bundle lies beside that.
  const program = join(import.meta.dirname, `${name}${extname(import.meta.filename)}`);
  const args = Object.entries(options).flatMap(([option, value]) => [`--${option}`, value]);
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
