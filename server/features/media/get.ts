import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { mediaOfProject } from '../../../db/queries/media.ts';
import { AppError } from '../../errors.ts';
import { datasetType, importType } from '../../media/dataset-type.ts';
import type { Stretch } from '../../media/store.ts';
import type { Handler, Services } from '../../http/handler.ts';
import type { mediaContract } from './contract.ts';
import { told } from '../../domain/told.ts';

/** Files come from strangers: no script runs in them, nothing is loaded by them, and their type is what was found. */
const locked = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'content-disposition': 'inline',
};

/** What is asked for of a file of this size (RFC 9110, 14): one stretch, all of it (null), or nothing that it has. */
const stretchOf = (request: Request, etag: string, size: number): Stretch | null | 'outside' => {
  if ((request.get('if-range') ?? etag) !== etag) return null;
  const ranges = request.range(size);
  if (ranges === -1) return 'outside';
  return (Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 && ranges[0]) || null;
};

/** Says what follows: all of the file, a stretch of it, or nothing; answers whether anything does. */
const begin = (
  request: Request,
  response: Response,
  { size, length, stretch }: { size: number; length: number; stretch: ReturnType<typeof stretchOf> },
): boolean => {
  if (request.fresh) {
    response.status(304);
    return false;
  }
  if (stretch === 'outside') {
    response.status(416).set('content-range', `bytes */${size}`);
    return false;
  }
  if (stretch) response.status(206).set('content-range', `bytes ${stretch.start}-${stretch.end}/${size}`);
  response.set('content-length', String(length));
  return request.method !== 'HEAD';
};

/** The bytes of a file, which never change under their name, or a stretch of them, as players that seek ask for. */
export const get =
  (s: Services): Handler<(typeof mediaContract)['get']> =>
  async ({ params, project, request, response }) => {
    const known = await s.db.read((q) => mediaOfProject(q, project.id, params.media));
    if (!known || known.type === datasetType || known.type === importType)
      throw new AppError('not_found', { detail: told`this project has no such file` });
    const etag = `"${params.media}"`;
    const stretch = stretchOf(request, etag, known.size);
    const file = await s.media.open(params.media, stretch && stretch !== 'outside' ? stretch : undefined);
    if (!file) throw new Error(`the bytes of ${params.media} are not in the media store`);
    response.set({
      ...locked,
      etag,
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-type': known.type === 'text/plain' ? 'text/plain; charset=utf-8' : known.type,
    });
    if (!begin(request, response, { size: known.size, length: file.size, stretch })) {
      file.stream.destroy();
      response.end();
      return;
    }
    await pipeline(file.stream, response).catch((error: unknown) => {
      if (!response.destroyed) throw error; // a caller who hung up is no fault
    });
  };
