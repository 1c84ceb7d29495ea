import canonicalize from 'canonicalize';
import type { DatasetRow } from '../../domain/datasets/row.ts';
import type { Json } from '../../domain/words.ts';

/** Characters that are gathered before they are passed on. */
const pieceLength = 65_536;

/** Texts as UTF-8, in pieces of some size however short each text is. */
export const bytesOf = async function* (
  texts: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<Uint8Array> {
  let gathered = '';
  for await (const text of texts) {
    gathered += text;
    if (gathered.length < pieceLength) continue;
    yield Buffer.from(gathered);
    gathered = '';
  }
  if (gathered !== '') yield Buffer.from(gathered);
};

/** A value as JSON with its fields in order (RFC 8785), so that the same value is the same text. */
export const canonical = (value: Json | DatasetRow): string => canonicalize(value) ?? 'null';

/** What is made of each row, one after the other, as bytes. */
export const bytesOfRows = (
  rows: AsyncIterable<DatasetRow>,
  textOf: (row: DatasetRow) => string | Promise<string>,
): AsyncGenerator<Uint8Array> => bytesOf(textsOf(rows, textOf));

const textsOf = async function* (
  rows: AsyncIterable<DatasetRow>,
  textOf: (row: DatasetRow) => string | Promise<string>,
): AsyncGenerator<string> {
  for await (const row of rows) yield await textOf(row);
};

/** All of a short file. */
export const gather = async (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
};
