import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { root, SetupError } from './process.mjs';

/** Installs the packages unless those of the lock file are in place. */
export async function ensurePackages() {
  if (packagesMatchLock()) return;
  await withLock(() => {
    if (packagesMatchLock()) return;
    console.log('Installing packages…');
    // With NODE_ENV=production npm would leave out what builds dist/. The Node in node_modules is about to be deleted.
    const { status, error } = spawnSync(
      'npm',
      ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
      {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
        shell: process.platform === 'win32',
        env: { ...process.env, PATH: withoutBin(process.env.PATH ?? '') },
      },
    );
    if (error || status !== 0) {
      throw new SetupError(
        `npm ci failed${error ? ` (${error.message})` : ''}. It needs the package registry: check the network, ` +
          'then try again, or run "npm ci" in this folder to see more.',
      );
    }
  });
}

/** npm keeps the list of what it has installed in node_modules; nothing there, or another version, calls for npm ci. */
function packagesMatchLock() {
  const wanted = readJson('package-lock.json').packages;
  let installed;
  try {
    installed = readJson('node_modules/.package-lock.json').packages;
  } catch {
    return false;
  }
  return Object.entries(wanted).every(([place, { version, optional, devOptional }]) => {
    if (place === '') return true;
    // Binaries for other platforms are in the lock file only.
    if (!installed[place]) return Boolean(optional || devOptional);
    return installed[place].version === version;
  });
}

const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

const withoutBin = (searchPath) =>
  searchPath
    .split(path.delimiter)
    .filter((folder) => !folder.endsWith(path.join('node_modules', '.bin')))
    .join(path.delimiter);
