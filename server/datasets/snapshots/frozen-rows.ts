import { pipeline } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import type { RowsPart } from '../../../db/tables/datasets.ts';
import type { DatasetRow } from '../../domain/datasets/row.ts';
import type { Split } from '../../domain/datasets/splits.ts';
import type { MediaStore } from '../../media/store.ts';

/** Bytes of text that are read at a time. */
const pieceLength = 256 * 1024;

/** The text of a part of a snapshot, in pieces. */
export const partText = async (
  media: Pick<MediaStore, 'open'>,
  { hash }: Pick<RowsPart, 'hash'>,
): Promise<AsyncIterable<Buffer>> => {
  const file = await media.open(hash);
  if (!file) throw new Error(`the bytes of ${hash} are not in the media store`);
  // What reads it is told of a fault by its own stream.
  return pipeline(file.stream, createGunzip({ chunkSize: pieceLength }), () => undefined);
};

/** The lines of a text that comes in pieces, one piece in memory at a time. */
const lines = async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8');
  let begun = '';
  for await (const piece of pieces) {
    const found = (begun + decoder.write(piece)).split('\n');
    begun = found.pop() ?? '';
    yield found;
  }
  if (begun !== '') yield [begun];
};

/** Rows but for those of keys that are withdrawn. */
export const withoutWithdrawn = async function* (
  rows: AsyncIterable<DatasetRow>,
  withdrawn: ReadonlySet<string>,
): AsyncGenerator<DatasetRow> {
  for await (const row of rows) if (!withdrawn.has(row.key)) yield row;
};

/** The rows of parts of a snapshot, in their order; of one split, or all. */
export const frozenRows = async function* (
  media: Pick<MediaStore, 'open'>,
  parts: readonly RowsPart[],
  split?: Split,
): AsyncGenerator<DatasetRow> {
  // Canonical text: what lacks this is of another split, and need not be parsed.
  const said = split === undefined ? '' : `"split":"${split}"`;
  for (const part of parts)
    for await (const some of lines(await partText(media, part)))
      for (const line of some) {
        if (!line.includes(said)) continue;
        const row = JSON.parse(line) as DatasetRow; // as it was written
        if (split === undefined || row.split === split) yield row;
      }
};
