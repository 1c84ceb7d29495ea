import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { FilePart } from '../../db/file-part.ts';
import type { MediaStore } from '../media/store.ts';
import { beginFile, stretchOf } from './ranges.ts';

/**
 * Sends a file that is kept in parts, or the range of it that is asked for. The reply's other headers are set, `etag` among
 * them.
 */
export const sendParts = async (
  media: MediaStore,
  { request, response }: { request: Request; response: Response },
  etag: string,
  parts: readonly FilePart[],
): Promise<void> => {
  response.set('etag', etag);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const stretch = stretchOf(request, etag, size);
  if (!beginFile(request, response, { size, stretch })) {
    response.end();
    return;
  }
  const { start, end } = stretch && stretch !== 'outside' ? stretch : { start: 0, end: size - 1 };
  let at = 0;
  for (const part of parts) {
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, part.size - 1)];
    at += part.size;
    if (from > to) continue;
    const isWhole = from === 0 && to === part.size - 1;
    const file = await media.open(part.hash, isWhole ? undefined : { start: from, end: to });
    if (!file) throw new Error(`the bytes of ${part.hash} are not in the media store`);
    await pipeline(file.stream, response, { end: false }).catch((error: unknown) => {
      if (!response.destroyed) throw error; // a caller who hung up is no fault
    });
    if (response.destroyed) return;
  }
  response.end();
};
