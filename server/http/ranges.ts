import type { Request, Response } from 'express';
import type { Stretch } from '../media/store.ts';

/** What is asked for of a file of this size (RFC 9110, 14): one stretch, all of it (null), or nothing that it has. */
export const stretchOf = (request: Request, etag: string, size: number): Stretch | null | 'outside' => {
  if ((request.get('if-range') ?? etag) !== etag) return null;
  const ranges = request.range(size);
  if (ranges === -1) return 'outside';
  return (Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 && ranges[0]) || null;
};

/**
 * Says what follows of a file of this size, whose `etag` the reply has: all of it, a stretch, or nothing; answers whether
 * anything does.
 */
export const beginFile = (
  request: Request,
  response: Response,
  { size, stretch }: { size: number; stretch: ReturnType<typeof stretchOf> },
): boolean => {
  response.set('accept-ranges', 'bytes');
  if (request.fresh) {
    response.status(304);
    return false;
  }
  if (stretch === 'outside') {
    response.status(416).set('content-range', `bytes */${size}`);
    return false;
  }
  if (stretch) response.status(206).set('content-range', `bytes ${stretch.start}-${stretch.end}/${size}`);
  response.set('content-length', String(stretch ? stretch.end - stretch.start + 1 : size));
  return request.method !== 'HEAD';
};
