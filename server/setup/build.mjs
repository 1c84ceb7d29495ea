import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { capture, root, SetupError } from './process.mjs';

const folders = ['client', 'db', 'server'];
const files = ['package-lock.json', 'tsconfig.json'];
const stamp = path.join(root, 'dist', '.sources');

/** Builds dist/ unless it was built from just these sources. */
export async function ensureBuild(node) {
  if (isCurrent()) return;
  await withLock(async () => {
    const sources = hashSources();
    if (builtFrom() === sources) return;
    const started = performance.now();
    console.log('Building…');
    rmSync(stamp, { force: true });
    const results = await Promise.all(['client', 'server'].map((part) => build(node, part)));
    for (const { code, output } of results) {
      if (code !== 0) throw new SetupError(`The build failed:\n${output}`);
    }
    mkdirSync(path.dirname(stamp), { recursive: true });
    writeFileSync(stamp, sources);
    console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  });
}

const build = (node, part) =>
  capture(
    node,
    ['node_modules/vite/bin/vite.js', 'build', '-c', `${part}/vite.config.ts`, '--logLevel', 'warn'],
    {
      ...process.env,
      NODE_ENV: 'production',
    },
  );

const isCurrent = () => builtFrom() === hashSources();

function builtFrom() {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return undefined;
  }
}

// By content, so that a checkout or a copy with other times builds nothing; a few hundred small files take some 10 ms.
function hashSources() {
  const found = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))),
  );
  const hash = createHash('sha256');
  for (const file of [...files, ...found].sort((a, b) => (a < b ? -1 : 1))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}
