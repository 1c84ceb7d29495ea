import { processConfig } from '../config.ts';
import { assertRuntime } from '../runtime.ts';
import { runCommand } from './run-command.ts';

assertRuntime();
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => stop.abort(new Error(`stopped by ${signal}`)));

const terminal = process.stderr.isTTY;
const clearLine = terminal ? '\r\u001b[2K' : '';
const write = (stream: NodeJS.WriteStream, text: string): void => {
  if (clearLine !== '') process.stderr.write(clearLine);
  stream.write(`${text}\n`);
};

// A pipe that closes early, as `head` does, is no error of ours.
process.stdout.on('error', () => process.exit(0));

process.exitCode = await runCommand(process.argv.slice(2), {
  config: processConfig,
  out: (line) => write(process.stdout, line),
  warn: (line) => write(process.stderr, line),
  progress: (text) => {
    if (terminal) process.stderr.write(`${clearLine}${text.slice(0, process.stderr.columns - 1)}`);
  },
  now: Date.now,
  signal: stop.signal,
});
// What keeps connections for later, as the client of a bucket does, must not keep the process.
await new Promise((done) => process.stdout.write('', done));
process.exit();
