import { hash as digest } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { writeFileDurably } from '../../media/durable.ts';
import { placeOf, type MediaStore } from '../../media/store.ts';

const inFolder = (folder: string): string => path.join(folder, 'media');
const fileOf = (folder: string, hash: string): string => path.join(inFolder(folder), placeOf(hash));

/** The bytes of a file of the media store, whole and what their name says; null where they are not. */
export const readMedia = async (store: MediaStore, hash: string): Promise<Buffer | null> => {
  const found = await store.open(hash);
  if (!found) return null;
  const bytes = await buffer(found.stream);
  return digest('sha256', bytes, 'hex') === hash ? bytes : null;
};

/** Copies a file of the store into a backup; answers how many bytes that took, or that there was nothing to copy. */
export const copyIntoBackup = async (
  folder: string,
  store: MediaStore,
  hash: string,
): Promise<number | 'there' | 'missing'> => {
  const file = fileOf(folder, hash);
  if (existsSync(file)) return 'there';
  const bytes = await readMedia(store, hash);
  if (bytes === null) return 'missing';
  await mkdir(path.dirname(file), { recursive: true });
  await writeFileDurably(file, bytes);
  return bytes.length;
};

/** The hashes of the files in a backup, by what they are called. */
export const mediaInBackup = async function* (folder: string): AsyncGenerator<string> {
  const root = inFolder(folder);
  for (const first of await readdir(root))
    for (const second of await readdir(path.join(root, first)))
      for (const name of await readdir(path.join(root, first, second)))
        if (/^[0-9a-f]{64}$/.test(name)) yield name;
};

/** Puts a file of a backup into the media store. Throws where its bytes are not what its name says. */
export const copyFromBackup = async (folder: string, store: MediaStore, hash: string): Promise<number> => {
  const file = fileOf(folder, hash);
  const bytes = await readFile(file);
  if (digest('sha256', bytes, 'hex') !== hash)
    throw new Error(`${file} is not as the backup wrote it: its hash is another`);
  await store.put(hash, bytes);
  return bytes.length;
};
