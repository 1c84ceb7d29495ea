import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { createInterface } from 'node:readline';
import type { RowsPart } from '../../../db/tables/datasets.ts';
import type { DatasetRow } from '../../domain/datasets/row.ts';
import type { MediaStore } from '../../media/store.ts';

/** The text of a part of a snapshot, in pieces. */
export const partText = async (
  media: Pick<MediaStore, 'open'>,
  { hash }: Pick<RowsPart, 'hash'>,
): Promise<AsyncIterable<Buffer>> => {
  const file = await media.open(hash);
  if (!file) throw new Error(`the bytes of ${hash} are not in the media store`);
  // What reads it is told of a fault by its own stream.
  return pipeline(file.stream, createGunzip(), () => undefined);
};

/** The rows of parts of a snapshot, in their order. */
export const frozenRows = async function* (
  media: Pick<MediaStore, 'open'>,
  parts: readonly RowsPart[],
): AsyncGenerator<DatasetRow> {
  for (const part of parts) {
    const input = (await partText(media, part)) as unknown as NodeJS.ReadableStream; // it is a stream
    for await (const line of createInterface({ input, crlfDelay: Infinity }))
      yield JSON.parse(line) as DatasetRow; // as it was written
  }
};
