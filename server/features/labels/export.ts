import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { labelWatermark, markExported } from '../../../db/queries/labels.ts';
import { columnsOf } from '../../datasets/columns.ts';
import { exportFormats } from '../../datasets/formats/registry.ts';
import { createLabelPieces } from '../../datasets/label-pieces.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { readerOf } from '../../http/reader.ts';
import type { labelsContract } from './contract.ts';
import { filterOf } from './filter-of.ts';

/**
 * Writes pieces of a reply; resolves once the caller has taken them, or the signal is aborted. The memory of those that have
 * left is added to what is worn.
 */
const write = async (
  response: Writable,
  pieces: readonly Uint8Array<ArrayBuffer>[],
  worn: ArrayBuffer[],
  signal: AbortSignal,
): Promise<void> => {
  for (const piece of pieces)
    if (!response.write(piece, () => worn.push(piece.buffer)))
      await once(response, 'drain', { signal }).catch(() => undefined);
};

/** Streams the labels in force, as fast as the caller reads and no faster. */
export const exportLabels = (s: Services): Handler<(typeof labelsContract)['export']> => {
  const piecesOf = createLabelPieces(s);
  return async ({ query, project, principal, request, response, signal }) => {
    const format = exportFormats[query.format];
    const asked = request.method === 'HEAD';
    // A label that left the house is amended, not changed: this is noted before the first byte leaves.
    const watermark = asked
      ? await s.db.read((q) => labelWatermark(q, project.id))
      : await s.db.write((tx) => markExported(tx, project.id));
    const day = new Date(s.now()).toISOString().slice(0, 10);
    const part = query.since > 0 ? `-since-${query.since}` : '';
    response.status(200).set({
      'content-type': format.contentType,
      'content-disposition': `attachment; filename="${project.slug}-labels-${day}${part}.${format.extension}"`,
      'cache-control': 'no-store',
      'x-next-cursor': String(watermark),
    });
    if (asked) {
      response.end();
      return;
    }
    const stop = AbortSignal.any([signal, s.stopping]);
    const reader = readerOf(principal, project.id);
    const filter = filterOf(query);
    response.write(format.head(columnsOf(project.schema)));
    const worn: ArrayBuffer[] = [];
    let taken: Promise<void> = Promise.resolve();
    try {
      const asked = { format: query.format, schema: project.schema, reader, filter };
      for await (const { pieces } of piecesOf(
        asked,
        { after: query.since, through: watermark },
        stop,
        worn,
      )) {
        // One stretch is read while the caller takes the one before it, and no more than that.
        await taken;
        taken = write(response, pieces, worn, stop);
      }
      await taken;
    } catch (error) {
      if (!stop.aborted) throw error;
    }
    // Where the caller hung up or the server stops, the reply ends so that it shows as not whole.
    if (stop.aborted) response.destroy();
    else response.end();
  };
};
