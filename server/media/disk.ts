import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder, writeFileDurably } from './durable.ts';
import { placeOf, type MediaStore } from './store.ts';

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const sizeOf = async (file: string): Promise<number | null> => {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

/** What a crash left half written, long enough ago that nobody is at it. */
const removeUnfinished = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const age = Date.now() - ((await stat(file).catch(() => null))?.mtimeMs ?? 0);
    if (age > 3_600_000) await rm(file, { force: true });
  }
};

/**
 * Opens the media store in a folder: a file is written under another name, synced and
 * renamed, so that what has its hash for a name is whole.
 */
export const openDiskStore = async (folder: string): Promise<MediaStore> => {
  const root = path.resolve(folder);
  const unfinished = path.join(root, 'unfinished');
  /** Folders that are there to stay, as far as this process has seen to it. */
  const made = new Map<string, Promise<void>>();

  const make = async (inside: string): Promise<void> => {
    await mkdir(inside, { recursive: true });
    // Each level may have been made just now, by us or by somebody who has yet to sync it.
    for (let level = inside; level !== path.dirname(root); level = path.dirname(level))
      await syncFolder(path.dirname(level));
  };
  const ensure = (inside: string): Promise<void> => {
    const known = made.get(inside);
    if (known) return known;
    const making = make(inside);
    made.set(inside, making);
    making.catch(() => made.delete(inside));
    return making;
  };
  await ensure(unfinished);
  await removeUnfinished(unfinished);

  const fileOf = (hash: string): string => path.join(root, placeOf(hash));

  return {
    put: async (hash, bytes) => {
      const file = fileOf(hash);
      const place = path.dirname(file);
      await ensure(place);
      if ((await sizeOf(file)) === bytes.length) {
        await syncFolder(place); // whoever wrote it may not have come so far
        return false;
      }
      const temporary = path.join(unfinished, randomUUID());
      try {
        await writeFileDurably(temporary, bytes);
        await rename(temporary, file);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await syncFolder(place);
      return true;
    },

    remove: async (hash) => {
      await rm(fileOf(hash), { force: true });
    },

    open: async (hash, stretch) => {
      try {
        const handle = await open(fileOf(hash), 'r');
        try {
          const size = stretch ? stretch.end - stretch.start + 1 : (await handle.stat()).size;
          return { size, stream: handle.createReadStream(stretch) };
        } catch (error) {
          await handle.close();
          throw error;
        }
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
  };
};
