import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Json } from '../../domain/words.ts';
import { card, mostListed, type FileSum } from './card.ts';
import type { DatasetFile, DatasetFormat, DatasetSource } from './dataset-format.ts';
import { bytesOf, canonical } from './file-bytes.ts';

/** Files of these kinds are compressed by themselves. */
const isDense = (path: string): boolean =>
  /\.(parquet|png|jpg|gif|webp|avif|mp3|ogg|flac|aac|m4a|mp4|webm)$/.test(path);

/** Noon of the day, by the clock of the machine: zip keeps the time of no zone, so that it is the same everywhere. */
const noonOf = (instant: string): Date => {
  const [year = 1980, month = 1, day = 1] = instant.slice(0, 10).split('-').map(Number);
  return new Date(year, month - 1, day, 12);
};

/** Passes bytes on, and tells how many they were and their SHA-256 in hex at the end. */
const summed = async function* (
  bytes: AsyncIterable<Uint8Array>,
  told: (sum: Omit<FileSum, 'path'>) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let length = 0;
  for await (const piece of bytes) {
    hash.update(piece);
    length += piece.length;
    if (piece.length > 0) yield piece;
  }
  told({ bytes: length, sha256: hash.digest('hex') });
};

/** The sums of files: the first for the card, and all as `sha256sum` reads them, in few pieces of memory. */
const createSums = () => {
  const listed: FileSum[] = [];
  const pieces: Buffer[] = [];
  let latest = '';
  let count = 0;
  return {
    add(sum: FileSum): void {
      count += 1;
      if (listed.length < mostListed) listed.push(sum);
      latest += `${sum.sha256}  ${sum.path}\n`;
      if (latest.length < 65_536) return;
      pieces.push(Buffer.from(latest));
      latest = '';
    },
    files: (): readonly FileSum[] => listed,
    count: (): number => count,
    *text(): Generator<string> {
      for (const piece of pieces) yield piece.toString();
      yield latest;
    },
  };
};

/** A manifest for people: its fields in order, each on a line. */
const manifestText = (manifest: DatasetSource['manifest']): string =>
  // A manifest is JSON, whose fields are all there.
  `${JSON.stringify(JSON.parse(canonical(manifest as unknown as Json)), null, 2)}\n`;

/** All files of an archive; the card comes last, as it has the others’ sums. */
const allFiles = async function* (format: DatasetFormat, source: DatasetSource): AsyncGenerator<DatasetFile> {
  const { manifest } = source;
  const sums = createSums();
  const counted = ({ path, bytes }: DatasetFile): DatasetFile => ({
    path,
    bytes: summed(bytes, (sum) => sums.add({ path, ...sum })),
  });
  yield counted({ path: 'manifest.json', bytes: bytesOf([manifestText(manifest)]) });
  for await (const file of format.files(source)) yield counted(file);
  yield { path: 'SHA256SUMS', bytes: bytesOf(sums.text()) };
  yield { path: 'README.md', bytes: bytesOf([card(format, manifest, sums.files(), sums.count())]) };
};

/**
 * A dataset in a format as a zip: its files, `manifest.json`, `SHA256SUMS` and the card. The same snapshot gives the same
 * bytes. It is made while it is read, one file after the other, and let go of once nobody reads it any more.
 */
export const archive = async function* (
  format: DatasetFormat,
  source: DatasetSource,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  // Made by a library as a stream that can be read and ended.
  const output = zip.outputStream as Readable;
  const mtime = noonOf(source.manifest.asOf);
  let open: Readable | null = null;

  const add = async ({ path, bytes }: DatasetFile): Promise<void> => {
    const stream = Readable.from(bytes, { objectMode: false });
    open = stream;
    const options = { mtime, mode: 0o100644, forceDosTimestamp: true, compress: !isDense(path) };
    zip.addReadStream(stream, path, options);
    await finished(stream);
  };
  const fill = async (): Promise<void> => {
    for await (const file of allFiles(format, source)) {
      if (output.destroyed) return;
      await add(file);
    }
    zip.end();
  };
  const fail = (error: unknown): void => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  };

  zip.on('error', fail);
  const filled = fill().catch(fail);
  try {
    for await (const piece of output) yield piece as Uint8Array; // it is no stream of texts
  } finally {
    output.destroy();
    (open as Readable | null)?.destroy();
    await filled;
  }
};
