import { configFrom } from '../../server/config.ts';
import { runCommand } from '../../server/command/run-command.ts';

/** What a command came to: its exit code, what it printed, and what it complained of. */
export type Outcome = { code: number; out: string; err: string };

/** Runs `countersign` with these settings. */
export const countersign = async (
  env: Record<string, string>,
  args: string[],
  { now = Date.now, signal = new AbortController().signal } = {},
): Promise<Outcome> => {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand(args, {
    config: () => configFrom(env),
    out: (line) => out.push(line),
    warn: (line) => err.push(line),
    progress: () => undefined,
    now,
    signal,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
};

/** The same, for what must succeed; its output. */
export const countersignDoes = async (env: Record<string, string>, ...args: string[]): Promise<string> => {
  const { code, out, err } = await countersign(env, args);
  if (code !== 0) throw new Error(`countersign ${args.join(' ')} exited with ${code}:\n${out}\n${err}`);
  return out;
};
