import { createHash } from 'node:crypto';
import type { Json } from '../../domain/words.ts';
import { card, mostListed, type FileSum } from './card.ts';
import type { DatasetFile, DatasetFormat, DatasetSource } from './dataset-format.ts';
import { bytesOf, canonical } from './file-bytes.ts';
import { createSpool } from './spool.ts';
import { zip, type ZippedFile } from './zip.ts';

/** Files of these kinds are compressed by themselves. */
const isDense = (path: string): boolean =>
  /\.(parquet|png|jpg|gif|webp|avif|mp3|ogg|flac|aac|m4a|mp4|webm)$/.test(path);

/** Passes bytes on, and tells how many they were and their SHA-256 in hex at the end. */
const summed = async function* (
  bytes: AsyncIterable<Uint8Array>,
  told: (sum: Omit<FileSum, 'path'>) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let length = 0;
  for await (const piece of bytes) {
    hash.update(piece);
    length += piece.length;
    if (piece.length > 0) yield piece;
  }
  await told({ bytes: length, sha256: hash.digest('hex') });
};

/** A manifest for people: its fields in order, each on a line. */
const manifestText = (manifest: DatasetSource['manifest']): string =>
  // A manifest is JSON, whose fields are all there.
  `${JSON.stringify(JSON.parse(canonical(manifest as unknown as Json)), null, 2)}\n`;

/** All files of an archive; the card comes last, as it has the others’ sums. */
const allFiles = async function* (format: DatasetFormat, source: DatasetSource): AsyncGenerator<DatasetFile> {
  const { manifest } = source;
  const listed: FileSum[] = [];
  let count = 0;
  // As `sha256sum` reads them.
  const sums = await createSpool();
  const counted = ({ path, bytes }: DatasetFile): DatasetFile => ({
    path,
    bytes: summed(bytes, async (sum) => {
      count += 1;
      if (listed.length < mostListed) listed.push({ path, ...sum });
      await sums.add(Buffer.from(`${sum.sha256}  ${path}\n`));
    }),
  });
  try {
    yield counted({ path: 'manifest.json', bytes: bytesOf([manifestText(manifest)]) });
    for await (const file of format.files(source)) yield counted(file);
    yield { path: 'SHA256SUMS', bytes: sums.read() };
    yield { path: 'README.md', bytes: bytesOf([card(format, manifest, listed, count, source.leftOut())]) };
  } finally {
    await sums.close();
  }
};

const packed = async function* (files: AsyncIterable<DatasetFile>): AsyncGenerator<ZippedFile> {
  for await (const file of files) yield { ...file, compress: !isDense(file.path) };
};

/**
 * A dataset in a format as a zip: its files, `manifest.json`, `SHA256SUMS` and the card. The same rows give the same
 * bytes. It is made while it is read, one file after the other, and let go of once nobody reads it any more.
 */
export const archive = (format: DatasetFormat, source: DatasetSource): AsyncGenerator<Uint8Array> => {
  const [year = 1980, month = 1, day = 1] = source.manifest.asOf.slice(0, 10).split('-').map(Number);
  return zip(packed(allFiles(format, source)), { year, month, day });
};
