import { pipeline } from 'node:stream/promises';
import { mediaOfProject } from '../../../db/queries/media.ts';
import { AppError } from '../../errors.ts';
import { datasetType, importType } from '../../media/dataset-type.ts';
import { beginFile, stretchOf } from '../../http/ranges.ts';
import type { Handler, Services } from '../../http/handler.ts';
import type { mediaContract } from './contract.ts';
import { told } from '../../domain/told.ts';

/** Files come from strangers: no script runs in them, nothing is loaded by them, and their type is what was found. */
const locked = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'content-disposition': 'inline',
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
      'cache-control': 'private, max-age=31536000, immutable',
      'content-type': known.type === 'text/plain' ? 'text/plain; charset=utf-8' : known.type,
    });
    if (!beginFile(request, response, { size: known.size, stretch })) {
      file.stream.destroy();
      response.end();
      return;
    }
    await pipeline(file.stream, response).catch((error: unknown) => {
      if (!response.destroyed) throw error; // a caller who hung up is no fault
    });
  };
