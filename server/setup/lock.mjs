import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './process.mjs';

const folder = path.join(root, '.cache', 'setup.lock');
const owner = path.join(folder, 'pid');

/** Does the work while holding the set-up lock, so that two commands started at once do not install or build twice. */
export async function withLock(work) {
  mkdirSync(path.dirname(folder), { recursive: true });
  for (let told = false; !taken(); told = true) {
    if (!told) console.log('Waiting for another set-up to finish…');
    if (isStale()) rmSync(folder, { recursive: true, force: true });
    else await sleep(200);
  }
  try {
    writeFileSync(owner, String(process.pid));
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function taken() {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isStale() {
  try {
    process.kill(Number(readFileSync(owner, 'utf8')), 0);
    return false;
  } catch (error) {
    if (error.code === 'ESRCH') return true;
    if (error.code === 'EPERM') return false;
  }
  // No process id yet: its owner is between making the folder and writing it, or died there.
  const since = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
  return since !== undefined && Date.now() - since > 5_000;
}
