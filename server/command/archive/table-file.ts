import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Row } from '../../../db/archive/canonical-row.ts';
import { contentHash } from '../../../db/archive/content-hash.ts';
import type { TableShape } from '../../../db/archive/table-shapes.ts';
import type { TableEntry } from './manifest.ts';

/** Where a table lies in a backup. */
export const fileOfTable = (folder: string, name: string): string =>
  path.join(folder, 'tables', `${name}.ndjson.gz`);

/** Passes bytes on, and tells afterwards how many they were and what they hash to. */
const measure = () => {
  const sum = createHash('sha256');
  let bytes = 0;
  const through = new Transform({
    transform: (chunk: Buffer, _, done) => {
      sum.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { through, measured: () => ({ bytes, sha256: sum.digest('hex') }) };
};

/** Writes a table's rows as gzipped NDJSON, synced to disk; answers its entry in the manifest. */
export const writeTable = async (
  folder: string,
  shape: TableShape,
  rows: AsyncIterable<Row[]>,
  { signal, onRows }: { signal: AbortSignal; onRows: (n: number) => void },
): Promise<TableEntry> => {
  const sum = contentHash();
  const lines = async function* () {
    for await (const batch of rows) {
      let text = '';
      for (const row of batch) {
        const line = JSON.stringify(row);
        sum.add(line);
        text += `${line}\n`;
      }
      onRows(batch.length);
      yield text;
    }
  };
  const { through, measured } = measure();
  const file = createWriteStream(fileOfTable(folder, shape.name), { flags: 'wx', flush: true });
  await pipeline(Readable.from(lines()), createGzip({ level: 1 }), through, file, { signal });
  const content = sum.content();
  return { ...shape, rows: content.rows, contentHash: content.hash, ...measured() };
};

const lineFeed = 10;

/** Lines of bytes. Text that is split by characters would break at the line separators that JSON may hold. */
const linesOf = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      parts.push(chunk.subarray(start, end));
      yield Buffer.concat(parts).toString('utf8');
      parts = [];
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  if (parts.length > 0) throw new Error('its last line is not whole');
};

/** Throws, naming the file, where a table's file is not as it was written. */
export const assertWhole = async (folder: string, entry: TableEntry, signal: AbortSignal): Promise<void> => {
  const file = fileOfTable(folder, entry.name);
  const { through, measured } = measure();
  through.resume();
  await pipeline(createReadStream(file), through, { signal });
  const { bytes, sha256 } = measured();
  if (bytes !== entry.bytes || sha256 !== entry.sha256)
    throw new Error(`${file} is not as the backup wrote it: its hash is another`);
};

/** Reads a table's rows from a backup, each as JSON. */
export const readTable = async function* (
  folder: string,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const gunzip = createGunzip();
  const reading = pipeline(createReadStream(fileOfTable(folder, name)), gunzip, { signal });
  reading.catch(() => undefined); // awaited below
  yield* linesOf(gunzip);
  await reading;
};
