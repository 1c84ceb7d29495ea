import { pipeline } from 'node:stream/promises';
import { cycleOf } from '../../../db/queries/retraining.ts';
import { datasetType } from '../../media/dataset-type.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { readerOf } from '../../http/reader.ts';
import type { retrainingContract } from './contract.ts';
import { noSuchCycle } from './no-such-cycle.ts';
import { told } from '../../domain/told.ts';

/** Sends the file of a training's labels, part by part. */
export const dataset =
  (s: Services): Handler<(typeof retrainingContract)['dataset']> =>
  async ({ params, project, principal, request, response }) => {
    if (readerOf(principal, project.id).judgeId !== null)
      throw new AppError('forbidden', {
        detail: told`it tells labels of items that you may yet judge blind; your own export leaves those out`,
      });
    const row = await s.db.read((q) => cycleOf(q, project.id, params.id));
    if (!row) throw noSuchCycle();
    const { datasetHash, datasetBytes, datasetParts } = row;
    if (datasetHash === null || datasetParts === null)
      throw new AppError('conflict', {
        detail: told`the dataset was not written: the training is ${row.state}`,
      });
    response.set({
      etag: `"${datasetHash}"`,
      'cache-control': 'private, max-age=31536000, immutable',
      'content-type': datasetType,
      'content-disposition': `attachment; filename="${project.slug}-${datasetHash.slice(0, 12)}.jsonl.gz"`,
    });
    if (request.fresh) response.status(304);
    else response.set('content-length', String(datasetBytes));
    if (!request.fresh && request.method !== 'HEAD')
      for (const { hash } of datasetParts) {
        const file = await s.media.open(hash);
        if (!file) throw new Error(`the bytes of ${hash} are not in the media store`);
        await pipeline(file.stream, response, { end: false }).catch((error: unknown) => {
          if (!response.destroyed) throw error; // a caller who hung up is no fault
        });
        if (response.destroyed) return;
      }
    response.end();
  };
