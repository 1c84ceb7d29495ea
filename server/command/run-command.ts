import type { Config } from '../config.ts';
import { isUsageFault, type Context } from './command.ts';
import { commandNames, type CommandName } from './names.ts';
import { commands } from './registry.ts';

/** What a process gives its commands; the settings are read only where a command runs. */
export type Surroundings = Omit<Context, 'config'> & { config: () => Config };

const program = 'countersign';

const listOf = (names: readonly CommandName[]): string => {
  const width = Math.max(...names.map((name) => commands[name].usage.length));
  return names.map((name) => `  ${commands[name].usage.padEnd(width)}  ${commands[name].summary}`).join('\n');
};

const overview = (names: readonly CommandName[]): string =>
  [
    `Usage: ${program} <command>`,
    '',
    listOf(names),
    '',
    `The settings are the server's: environment variables. "${program} <command> --help" says more.`,
  ].join('\n');

const usageOf = (name: CommandName): string => `Usage: ${program} ${commands[name].usage}`;

/** What went wrong, with its causes: those of drivers say what an error around them does not. */
const told = (error: unknown): string => {
  const messages: string[] = [];
  for (let e = error; e instanceof Error && messages.length < 5; e = e.cause) {
    // Several addresses that all refused make an error without a message.
    const message = e.message === '' && 'code' in e ? String(e.code) : e.message;
    if (!messages.some((known) => known.includes(message))) messages.push(message);
  }
  return messages.length > 0 ? messages.join(': ') : String(error);
};

/** The command that arguments begin with, one word or two, and the arguments after it. */
const find = (args: string[]): { name: CommandName; rest: string[] } | null => {
  for (const words of [2, 1]) {
    const name = commandNames.find((known) => known === args.slice(0, words).join(' '));
    if (name) return { name, rest: args.slice(words) };
  }
  return null;
};

const asksForHelp = (args: string[]): boolean => args.includes('--help') || args.includes('-h');

/** Runs the command that arguments name; resolves with the exit code: 0, 1 for an error, 2 for one of usage. */
export const runCommand = async (args: string[], { config, ...context }: Surroundings): Promise<number> => {
  const { out, warn } = context;
  const found = find(args);
  if (!found) {
    const group = commandNames.filter((name) => name.startsWith(`${args[0]} `));
    const shown = overview(group.length > 0 ? group : commandNames);
    if (asksForHelp(args)) {
      out(shown);
      return 0;
    }
    if (args.length > 0) warn(`There is no command "${args.join(' ')}".\n`);
    warn(shown);
    return 2;
  }
  const { name, rest } = found;
  const command = commands[name];
  if (asksForHelp(rest)) {
    out(`${usageOf(name)}\n\n${command.help}`);
    return 0;
  }
  try {
    return await command.run({ ...context, config: config() }, rest);
  } catch (error) {
    if (!isUsageFault(error)) {
      warn(`${program} ${name}: ${told(error)}`);
      return 1;
    }
    warn(`${told(error)}\n\n${usageOf(name)}`);
    return 2;
  }
};
