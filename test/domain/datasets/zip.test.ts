import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { fromBuffer, type Entry } from 'yauzl';
import { gather } from '../../../server/datasets/files/file-bytes.ts';
import { zip, type ZippedFile } from '../../../server/datasets/files/zip.ts';

const day = { year: 2026, month: 5, day: 4 };

/** Bytes in pieces of this length. */
const inPieces = async function* (bytes: Buffer, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
};

const of = async function* (...files: ZippedFile[]): AsyncGenerator<ZippedFile> {
  yield* files;
};

/** The entries of a zip as a reader finds them, and the bytes of those that are asked for. */
const read = (bytes: Buffer, isWanted: (path: string) => boolean = () => true) =>
  new Promise<{ paths: string[]; entries: Map<string, Entry>; contents: Map<string, Buffer> }>(
    (resolve, reject) => {
      fromBuffer(bytes, { lazyEntries: true }, (fault, file) => {
        if (fault) return reject(fault);
        const [paths, entries, contents] = [
          [] as string[],
          new Map<string, Entry>(),
          new Map<string, Buffer>(),
        ];
        file.on('entry', (entry: Entry) => {
          paths.push(entry.fileName);
          entries.set(entry.fileName, entry);
          if (!isWanted(entry.fileName)) return file.readEntry();
          file.openReadStream(entry, (failed, stream) => {
            if (failed) return reject(failed);
            buffer(stream).then((content) => {
              contents.set(entry.fileName, content);
              file.readEntry();
            }, reject);
          });
        });
        file.on('end', () => resolve({ paths, entries, contents })).on('error', reject);
        file.readEntry();
      });
    },
  );

/** Bytes that compress, though not to nothing. */
const noise = (length: number): Buffer =>
  Buffer.from(Uint8Array.from({ length }, (_, i) => ((i * i) % 251) & (i >> 7)));

test.each([0, 1, 999_999, 1_000_000, 1_000_001, 3_000_000])(
  'a file of %d bytes is read as it was, compressed or not, and however it came the zip is the same',
  async (length) => {
    const bytes = noise(length);
    const zips: Buffer[] = [];
    for (const pieces of [65_536, 1_000, Infinity])
      zips.push(
        await gather(
          zip(
            of(
              { path: 'a/plain.bin', bytes: inPieces(bytes, pieces), compress: false },
              { path: 'a/packed “ü”.txt', bytes: inPieces(bytes, pieces), compress: true },
              { path: 'last', bytes: inPieces(Buffer.from('end'), pieces), compress: true },
            ),
            day,
          ),
        ),
      );
    const [first = Buffer.alloc(0), ...others] = zips;
    for (const other of others) expect(other.equals(first)).toBe(true);
    const { paths, entries, contents } = await read(first);
    expect(paths).toEqual(['a/plain.bin', 'a/packed “ü”.txt', 'last']);
    expect(contents.get('a/plain.bin')?.equals(bytes)).toBe(true);
    expect(contents.get('a/packed “ü”.txt')?.equals(bytes)).toBe(true);
    expect(String(contents.get('last'))).toBe('end');
    const entry = entries.get('a/packed “ü”.txt');
    expect(entry?.getLastModDate({ forceDosFormat: true })).toEqual(new Date(2026, 4, 4, 12));
    if (length > 1) expect(entry?.compressedSize).toBeLessThan(length);
  },
);

test('a zip of more files than its older form can count is read whole', async () => {
  const count = 70_000;
  const files = async function* (): AsyncGenerator<ZippedFile> {
    for (let i = 0; i < count; i += 1)
      yield { path: `labels/${i}.txt`, bytes: inPieces(Buffer.from(String(i)), 99), compress: false };
  };
  const wanted = new Set([0, 1, 65_534, 65_535, 65_536, count - 1].map((i) => `labels/${i}.txt`));
  const { paths, contents } = await read(await gather(zip(files(), day)), (path) => wanted.has(path));
  expect(paths.length).toBe(count);
  expect(paths.at(-1)).toBe(`labels/${count - 1}.txt`);
  for (const path of wanted) expect(`labels/${String(contents.get(path))}.txt`).toBe(path);
});
