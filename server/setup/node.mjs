import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root, SetupError } from './process.mjs';

const bundled = path.join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** The Node to run with: the one from npm, else this machine's; the path of a Node of at least `minimum`. */
export function findNode(minimum) {
  // Asking it tells more than looking for the file: it may be built for another C library.
  const answer = spawnSync(bundled, ['--version'], { encoding: 'utf8' });
  const version = answer.status === 0 ? answer.stdout.trim().slice(1) : undefined;
  if (version && isAtLeast(version, minimum)) return bundled;

  if (isAtLeast(process.versions.node, minimum)) {
    console.log(
      `Using this machine's Node ${process.versions.node}: the npm package "node" has no binary to run here.`,
    );
    return process.execPath;
  }
  throw new SetupError(
    [
      `Countersign needs Node ${minimum} or newer; this machine's own is ${process.versions.node}.`,
      version
        ? `The npm package "node" has only ${version}.`
        : 'The npm package "node" should bring one, but has no binary that runs here: npm did not let its install ' +
          'script fetch it (ignore-scripts, or scripts that want approval), or the download failed.',
      'Do one of these, then try again:',
      '  npm rebuild node --ignore-scripts=false',
      '  or install Node 24 from https://nodejs.org',
    ].join('\n'),
  );
}

function isAtLeast(version, minimum) {
  const [a, b] = [version, minimum].map((text) => text.split('.').map(Number));
  return (a[0] - b[0] || a[1] - b[1] || a[2] - b[2]) >= 0;
}
