import { buffer } from 'node:stream/consumers';
import type { ImportRow } from '../../../db/queries/imports.ts';
import type { SourceFile } from '../../datasets/sources/source-format.ts';
import type { MediaStore } from '../../media/store.ts';

/** Bytes before those of each part that tell it from all others. */
export const markLength = 16;

/** The file of an import, whose parts the media store keeps. */
export const storedFile = (
  media: MediaStore,
  { bytes, parts }: Pick<ImportRow, 'bytes' | 'parts'>,
): SourceFile => {
  /** A part's bytes from one place up to another, which is left out. */
  const open = async (hash: string, from: number, to: number) => {
    // Both ends of a stretch of the store are included.
    const found = await media.open(hash, { start: markLength + from, end: markLength + to - 1 });
    if (!found) throw new Error(`the bytes of ${hash} are not in the media store`);
    return found.stream;
  };
  return {
    size: bytes,
    async *bytes() {
      for (const { hash, size } of parts) yield* (await open(hash, 0, size)) as AsyncIterable<Uint8Array>; // no encoding was set
    },
    stretch: async (start, end) => {
      const pieces: Uint8Array[] = [];
      let at = 0;
      for (const { hash, size } of parts) {
        const [from, to] = [Math.max(start - at, 0), Math.min(end - at, size)];
        if (from < to) pieces.push(await buffer(await open(hash, from, to)));
        at += size;
      }
      return Buffer.concat(pieces);
    },
  };
};
