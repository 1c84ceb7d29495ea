import { cycleOf } from '../../../db/queries/retraining.ts';
import { datasetType } from '../../media/dataset-type.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { sendParts } from '../../http/send-parts.ts';
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
    const { datasetHash, datasetParts } = row;
    if (datasetHash === null || datasetParts === null)
      throw new AppError('conflict', {
        detail: told`the dataset was not written: the training is ${row.state}`,
      });
    response.set({
      'cache-control': 'private, max-age=31536000, immutable',
      'content-type': datasetType,
      'content-disposition': `attachment; filename="${project.slug}-${datasetHash.slice(0, 12)}.jsonl.gz"`,
    });
    await sendParts(s.media, { request, response }, `"${datasetHash}"`, datasetParts);
  };
