import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '../..');

/** A fault whose message tells the person what to do; shown without a stack. */
export class SetupError extends Error {}

/** The environment in which every `node` and tool that a child starts is the project's own. */
function projectEnv(env) {
  const bin = path.join(root, 'node_modules', '.bin');
  return { ...env, PATH: [bin, env.PATH].filter(Boolean).join(path.delimiter) };
}

/** Runs a program in the foreground, passes signals on, and gives its exit code. */
export function run(program, args, env) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: projectEnv(env) });
  const forward = (signal) => {
    // At a terminal Ctrl-C reaches the child by itself; a second one would mean "at once" to it.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  // A signal to npm ends the shell in between and goes no further: all that shows here is another parent.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 200);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      for (const name of signals) process.off(name, forward);
      resolve(signal ? 128 + constants.signals[signal] : code);
    });
  });
}

/** Runs a program quietly and gives its exit code with everything it wrote. */
export function capture(program, args, env) {
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: projectEnv(env) });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
