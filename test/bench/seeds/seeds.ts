import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ask } from '../processes/children.ts';
import type { Bench } from '../row.ts';
import type { Shape } from './items.ts';
import type { Place } from './place.ts';
import { restore } from './restore.ts';
import type { Input, Output } from './write-seed.ts';

const root = path.join(import.meta.dirname, '../../..');
const kept = path.join(root, 'data/bench/seeds');

/** What a seed depends on: the migrations, and the files that write it, which are all here but these. */
const sources = ['db/migrations/sqlite', 'test/bench/seeds'];
const others = ['seeds.ts', 'count-rows.ts'];

const hashOfSources = async (): Promise<string> => {
  const hash = createHash('sha256');
  for (const folder of sources) {
    const names = await readdir(path.join(root, folder));
    for (const name of names.filter((n) => /\.(sql|ts)$/.test(n) && !others.includes(n)).toSorted())
      hash.update(name).update(await readFile(path.join(root, folder, name)));
  }
  return hash.digest('hex').slice(0, 12);
};

/** A data folder for a server, and who and what is in it. */
export type Data = { folder: string; file: string; place: Place };

const dataIn = async (folder: string): Promise<Data> => ({
  folder,
  file: path.join(folder, 'countersign.db'),
  place: JSON.parse(await readFile(path.join(folder, 'place.json'), 'utf8')) as Place, // written below
});

const stateIn = (folder: string): string => path.join(folder, 'state.db');

/** Deletes the seeds of other migrations, and those that were begun and not finished. */
const tidy = async (hash: string): Promise<void> => {
  for (const name of await readdir(kept))
    if (!name.endsWith(hash)) await rm(path.join(kept, name), { recursive: true });
};

/** Bytes of an item with all its rows, roughly. */
const bytesOfItem = 2_700;

const assertRoom = async (items: number): Promise<void> => {
  const { bavail, bsize } = await statfs(kept);
  const needed = items * bytesOfItem;
  const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
  if (bavail * bsize < needed)
    throw new Error(
      `${items.toLocaleString('en')} items take ${gigabytes(needed)} GB; ${gigabytes(bavail * bsize)} GB are free in ${kept}`,
    );
};

/** A database with so many items, kept from an earlier run where there is one. It is not to be written to. */
export const seed = async (shape: Shape, items: number): Promise<Data> => {
  const hash = await hashOfSources();
  await mkdir(kept, { recursive: true });
  const folder = path.join(kept, `${shape}-${items}-${hash}`);
  const known = await dataIn(folder).catch(() => null);
  if (known) return known;
  await tidy(hash);
  await assertRoom(items);
  const begun = `${folder}.begun`;
  await mkdir(begun);
  const started = performance.now();
  if (items > 50_000)
    process.stderr.write(`  writing ${items.toLocaleString('en')} items, for this run and the next…`);
  const input = { url: path.join(begun, 'countersign.db'), state: stateIn(begun), items, shape };
  const place = await ask<Input, Output>('seeds/write-seed.ts', input);
  await writeFile(path.join(begun, 'place.json'), JSON.stringify(place));
  await rename(begun, folder);
  if (items > 50_000) process.stderr.write(` ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
  return dataIn(folder);
};

/** A copy of a seed in a folder of this run, to be written to. */
export const copyOfSeed = async (
  bench: Pick<Bench, 'folder'>,
  shape: Shape,
  items: number,
): Promise<Data> => {
  const from = await seed(shape, items);
  const folder = bench.folder();
  for (const name of ['countersign.db', 'place.json'])
    await copyFile(path.join(from.folder, name), path.join(folder, name), constants.COPYFILE_FICLONE);
  return dataIn(folder);
};

/** Takes back what was written to a seed that was lent. */
export const restoreSeed = ({ file }: Data): void => restore(file, stateIn(path.dirname(file)));

/**
 * A seed itself with a folder of this run beside it, for those that take too long to be copied. What was left in it is taken
 * back first.
 */
export const lentSeed = async (bench: Pick<Bench, 'folder'>, shape: Shape, items: number): Promise<Data> => {
  const lent = { ...(await seed(shape, items)), folder: bench.folder() };
  restoreSeed(lent);
  return lent;
};
