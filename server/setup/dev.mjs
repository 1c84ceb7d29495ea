// The server with --watch and vite's development server before it; both stop together.
import { spawn } from 'node:child_process';

const port = process.env.PORT ?? '3000';
const clientPort = '5173';

const children = [
  ['--watch', '--watch-preserve-output', 'server/main.ts'],
  [
    'node_modules/vite/bin/vite.js',
    '-c',
    'client/vite.config.ts',
    '--port',
    clientPort,
    '--logLevel',
    'warn',
  ],
].map((args) =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: 'inherit',
    // Links that the server prints lead to the development server, not past it.
    env: { PUBLIC_URL: `http://localhost:${clientPort}`, ...process.env, PORT: port },
  }),
);

let stopping = false;
function stop(signal) {
  if (stopping) return;
  stopping = true;
  // At a terminal Ctrl-C has reached them by itself.
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  for (const child of children) child.kill(signal);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
for (const child of children) {
  child.on('exit', (code) => {
    if (!stopping) process.exitCode = code ?? 1;
    stop('SIGTERM');
  });
}
console.log(`Countersign, development: http://localhost:${clientPort}`);
