import { createHash, hash } from 'node:crypto';
import type { DatasetSource } from '../files/dataset-format.ts';
import { archive } from '../files/archive.ts';
import { bareFile } from '../files/bare-file.ts';
import { datasetFormats } from '../files/registry.ts';
import type { MediaStore } from '../../media/store.ts';
import { frozenRows } from './frozen-rows.ts';
import type { ExportTask, Outcome, Progress } from './task.ts';

/** Bytes of a part of a file. */
const partLength = 8_000_000;

/**
/**
 * Writes a snapshot in some format, in parts, but for the rows that are withdrawn. The same rows give the same bytes, so that of a
 * file which was begun already only what is missing is written. `typeOf` answers the type of a file that the project has, or
 * null.
 */
export const writeExport = async (
  { format, bare, manifest, parts, kept, withdrawn }: ExportTask,
  media: MediaStore,
  typeOf: (hash: string) => Promise<string | null>,
  keep: (progress: Progress) => Promise<void>,
): Promise<Outcome> => {
  let walked = 0;
  const leftOut = new Set<string>();
  const source: DatasetSource = {
    manifest,
    leftOut: () => leftOut.size,
    rows: async function* (split) {
      for await (const row of frozenRows(media, parts, split)) {
        walked += 1;
        if (withdrawn.has(row.key)) leftOut.add(row.key);
        else yield row;
      }
    },
    media: async (name) => {
      const type = await typeOf(name);
      const file = type === null ? null : await media.open(name);
      return file && type !== null ? { bytes: file.stream, type } : null;
    },
  };
  const sum = createHash('sha256');
  let [bytes, at] = [0, 0];
  let gathered: Uint8Array[] = [];
  let length = 0;
  const close = async (): Promise<void> => {
    const whole = Buffer.concat(gathered);
    const part = { hash: hash('sha256', whole, 'hex'), size: whole.length };
    if (kept[at]?.hash !== part.hash) {
      await media.put(part.hash, whole);
      // Some formats walk the rows more than once: how far they are shows roughly.
      await keep({ is: 'file', at, part, share: Math.min(0.99, walked / (manifest.rows * 2 + 1)) });
    }
    at += 1;
    bytes += whole.length;
    gathered = [];
    length = 0;
  };
  const file = bare ? await bareFile(datasetFormats[format], source) : null;
  const fileName = file?.path ?? `${format}.zip`;
  for await (const piece of file?.bytes ?? archive(datasetFormats[format], source)) {
    sum.update(piece);
    gathered.push(piece);
    length += piece.length;
    if (length >= partLength) await close();
  }
  if (length > 0 || bytes === 0) await close();
  return { is: 'exported', hash: sum.digest('hex'), bytes, fileName };
};
