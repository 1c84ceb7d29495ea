import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Config } from '../config.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What a command works with. */
export type Context = {
  config: Config;
  /** Writes a line of the result. */
  out: (line: string) => void;
  /** Writes a line that is not the result: a warning. */
  warn: (line: string) => void;
  /** Says how far a long work is, each time in place of the last; where nobody looks, nothing. */
  progress: (text: string) => void;
  /** Epoch milliseconds. */
  now: () => number;
  /** Aborted when the person wants it to end. */
  signal: AbortSignal;
};

/** One command of the command line. */
export type Command = {
  /** One line for the list of all commands. */
  summary: string;
  /** The whole help: what follows the program's name, and what it does. */
  usage: string;
  help: string;
  /** Parses its arguments and runs; resolves with the exit code. */
  run(context: Context, args: string[]): Promise<number>;
};

/** An error of the one who typed: answered by the usage and the exit code 2. */
export const usageFault = (message: string): Error =>
  Object.assign(new Error(message), { code: 'ERR_USAGE' });

/** Whether an error is one of typing. */
export const isUsageFault = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^ERR_(USAGE|PARSE_ARGS)/.test(error.code);

/** Defines a command: `takes` names its arguments in order, each of which must be given. */
export const defineCommand = <const O extends Options, const T extends string = never>({
  options,
  takes = [],
  run,
  ...told
}: {
  summary: string;
  usage: string;
  help: string;
  options?: O;
  takes?: readonly T[];
  run: (
    context: Context,
    values: ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>['values'],
    given: Record<T, string>,
  ) => Promise<number>;
}): Command => ({
  ...told,
  run: async (context, args) => {
    const { values, positionals } = parseArgs({ args, options: options ?? {}, allowPositionals: true });
    const missing = takes[positionals.length];
    if (missing !== undefined) throw usageFault(`${missing} is missing`);
    const surplus = positionals[takes.length];
    if (surplus !== undefined) throw usageFault(`"${surplus}" is one argument too many`);
    const given = Object.fromEntries(takes.map((name, i) => [name, positionals[i] ?? '']));
    // The options are O's (none where it is left out), and each name of `takes` has its argument.
    return run(context, values as never, given as Record<T, string>);
  },
});
