// Zip files as PKWARE's APPNOTE 6.3.9 has them. The libraries on npm keep every entry in memory, some with its streams, and
// look through all of them for each: here the directory waits on disk, so that a million files take the memory of one.
import { pipeline } from 'node:stream';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import type { DatasetFile } from './dataset-format.ts';
import { createSpool } from './spool.ts';

/** A file of at most so many bytes is read whole, and its header tells its length; what follows a longer one does. */
const shortLength = 1_000_000;
/** The greatest that fields of two and four bytes hold; with it they say that the true number stands elsewhere (ZIP64). */
const [max16, max32] = [0xffff, 0xffffffff];
const [withoutZip64, withZip64] = [20, 45];
/** Made on Unix, so that a file's mode counts: one that all may read. */
const madeBy = (3 << 8) | withZip64;
const mode = 0o100644 * 2 ** 16;
/** Names are UTF-8; lengths and sum follow the bytes. */
const [utf8, lengthsFollow] = [0x0800, 0x0008];
const [stored, deflated] = [0, 8];

type Field = [width: 2 | 4 | 8, value: number];

/** Whole numbers, the least byte of each first. */
const fields = (...all: Field[]): Buffer => {
  const bytes = Buffer.alloc(all.reduce((sum, [width]) => sum + width, 0));
  let at = 0;
  for (const [width, value] of all) {
    if (width === 8) bytes.writeBigUInt64LE(BigInt(value), at);
    else bytes.writeUIntLE(value, at, width);
    at += width;
  }
  return bytes;
};

/** The lengths of a file, packed and not, and the CRC-32 of its bytes. */
type Lengths = { crc: number; packed: number; length: number };

/** What stands of a file both before its bytes and in the directory, up to the length of its name. */
type Head = { flags: number; method: number; day: number };

const noon = 12 << 11;

const headOf = (zip64: boolean, { flags, method, day }: Head, { crc, packed, length }: Lengths): Field[] => [
  [2, zip64 ? withZip64 : withoutZip64],
  [2, flags],
  [2, method],
  [2, noon],
  [2, day],
  [4, crc],
  [4, zip64 ? max32 : packed],
  [4, zip64 ? max32 : length],
];

const localHeader = (name: Buffer, zip64: boolean, head: Head, lengths: Lengths): Buffer => {
  const extra = zip64 ? fields([2, 1], [2, 16], [8, lengths.length], [8, lengths.packed]) : Buffer.alloc(0);
  const fixed = fields([4, 0x04034b50], ...headOf(zip64, head, lengths), [2, name.length], [2, extra.length]);
  return Buffer.concat([fixed, name, extra]);
};

const directoryEntry = (name: Buffer, offset: number, head: Head, lengths: Lengths): Buffer => {
  const zip64 = Math.max(offset, lengths.packed, lengths.length) >= max32;
  const extra = zip64
    ? fields([2, 1], [2, 24], [8, lengths.length], [8, lengths.packed], [8, offset])
    : Buffer.alloc(0);
  const fixed = fields(
    [4, 0x02014b50],
    [2, madeBy],
    ...headOf(zip64, head, lengths),
    [2, name.length],
    [2, extra.length],
    [2, 0], // no comment
    [2, 0], // on the first volume
    [2, 0], // not known to be text
    [4, mode],
    [4, zip64 ? max32 : offset],
  );
  return Buffer.concat([fixed, name, extra]);
};

/** What ends a zip whose directory has `count` entries in `length` bytes from `offset`. */
const endOf = (count: number, length: number, offset: number): Buffer => {
  const zip64 = count >= max16 || length >= max32 || offset >= max32;
  const far = zip64
    ? [
        fields([4, 0x06064b50], [8, 44], [2, madeBy], [2, withZip64], [4, 0], [4, 0]),
        fields([8, count], [8, count], [8, length], [8, offset]),
        fields([4, 0x07064b50], [4, 0], [8, offset + length], [4, 1]),
      ]
    : [];
  const shownCount = zip64 ? max16 : count;
  const near = fields(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, shownCount],
    [2, shownCount],
    [4, zip64 ? max32 : length],
    [4, zip64 ? max32 : offset],
    [2, 0],
  );
  return Buffer.concat([...far, near]);
};

/** Reads up to `shortLength` bytes; `rest` is null where these are all. */
const beginning = async (
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ read: Buffer; rest: AsyncIterator<Uint8Array> | null }> => {
  const rest = bytes[Symbol.asyncIterator]();
  const pieces: Uint8Array[] = [];
  for (let length = 0; length <= shortLength;) {
    const { done, value } = await rest.next();
    if (done) return { read: Buffer.concat(pieces), rest: null };
    pieces.push(value);
    length += value.length;
  }
  return { read: Buffer.concat(pieces), rest };
};

const joined = async function* (read: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield read;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
};

/** Packs a file while it is read, and answers its lengths and sum at the end. */
const stream = async function* (
  bytes: AsyncGenerator<Uint8Array>,
  compress: boolean,
): AsyncGenerator<Uint8Array, Lengths> {
  const lengths = { crc: 0, packed: 0, length: 0 };
  const measured = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      lengths.crc = crc32(piece, lengths.crc);
      lengths.length += piece.length;
      yield piece;
    }
  };
  // What reads it is told of a fault by its own stream.
  const out = compress ? pipeline(measured(), createDeflateRaw(), () => undefined) : measured();
  for await (const piece of out as AsyncIterable<Uint8Array>) {
    lengths.packed += piece.length;
    yield piece;
  }
  return lengths;
};

/** What a file came to in a zip: what the directory says of it, and how many bytes were written. */
type Written = { lengths: Lengths; bytes: number };

const shortFile = function* (name: Buffer, head: Head, read: Buffer): Generator<Uint8Array, Written> {
  const packed = head.method === deflated ? deflateRawSync(read) : read;
  const lengths = { crc: crc32(read), packed: packed.length, length: read.length };
  const whole = Buffer.concat([localHeader(name, false, head, lengths), packed]);
  yield whole;
  return { lengths, bytes: whole.length };
};

const longFile = async function* (
  name: Buffer,
  head: Head,
  read: Buffer,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, Written> {
  const header = localHeader(name, true, head, { crc: 0, packed: 0, length: 0 });
  try {
    yield header;
    const lengths = yield* stream(joined(read, rest), head.method === deflated);
    const { crc, packed, length } = lengths;
    const follows = fields([4, 0x08074b50], [4, crc], [8, packed], [8, length]);
    yield follows;
    return { lengths, bytes: header.length + packed + follows.length };
  } finally {
    await rest.return?.();
  }
};

/** A file of a zip; `compress`: whether that makes it shorter. */
export type ZippedFile = DatasetFile & { compress: boolean };

/**
 * Files as a zip, one after the other; memory does not grow with their number or lengths. They are dated noon of a day, of no
 * zone, as zips know none. The same files give the same bytes, however their own come in pieces.
 */
export const zip = async function* (
  files: AsyncIterable<ZippedFile>,
  { year, month, day }: { year: number; month: number; day: number },
): AsyncGenerator<Uint8Array> {
  const directory = await createSpool();
  let [count, offset, directoryLength] = [0, 0, 0];
  try {
    for await (const { path, bytes, compress } of files) {
      const name = Buffer.from(path);
      const { read, rest } = await beginning(bytes);
      const head = {
        flags: rest === null ? utf8 : utf8 | lengthsFollow,
        method: compress ? deflated : stored,
        day: ((year - 1980) << 9) | (month << 5) | day,
      };
      const written = yield* rest === null ? shortFile(name, head, read) : longFile(name, head, read, rest);
      const entry = directoryEntry(name, offset, head, written.lengths);
      await directory.add(entry);
      count += 1;
      offset += written.bytes;
      directoryLength += entry.length;
    }
    yield* directory.read();
    yield endOf(count, directoryLength, offset);
  } finally {
    await directory.close();
  }
};
