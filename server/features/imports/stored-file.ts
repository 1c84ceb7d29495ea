import { buffer } from 'node:stream/consumers';
import type { ImportRow } from '../../../db/queries/imports.ts';
import type { SourceFile } from '../../datasets/sources/source-format.ts';
import type { MediaStore } from '../../media/store.ts';

/** The file of an import, whose parts the media store keeps. */
export const storedFile = (
  media: MediaStore,
  { bytes, parts }: Pick<ImportRow, 'bytes' | 'parts'>,
): SourceFile => {
  const open = async (hash: string, stretch?: { start: number; end: number }) => {
    const found = await media.open(hash, stretch);
    if (!found) throw new Error(`the bytes of ${hash} are not in the media store`);
    return found.stream;
  };
  return {
    size: bytes,
    async *bytes() {
      for (const { hash } of parts) yield* (await open(hash)) as AsyncIterable<Uint8Array>; // no encoding was set
    },
    stretch: async (start, end) => {
      const pieces: Uint8Array[] = [];
      let at = 0;
      for (const { hash, size } of parts) {
        const [from, to] = [Math.max(start - at, 0), Math.min(end - at, size)];
        // Both ends of a stretch of the store are included.
        if (from < to) pieces.push(await buffer(await open(hash, { start: from, end: to - 1 })));
        at += size;
      }
      return Buffer.concat(pieces);
    },
  };
};
