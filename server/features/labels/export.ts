import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { labelsInForce, labelWatermark, markExported } from '../../../db/queries/labels.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { readerOf } from '../../http/reader.ts';
import type { labelsContract } from './contract.ts';
import { exportFormats } from './formats/registry.ts';
import { filterOf, stretches } from './stretches.ts';

/** Positions read in one statement: a few milliseconds of the database and half a megabyte of memory. */
const stretchSize = 500;

/** Waits until the caller has taken what was written, or the signal is aborted. */
const drained = (response: Writable, signal: AbortSignal): Promise<unknown> =>
  once(response, 'drain', { signal }).catch(() => undefined);

/** Streams the labels in force, as fast as the caller reads and no faster. */
export const exportLabels =
  (s: Services): Handler<(typeof labelsContract)['export']> =>
  async ({ query, project, principal, request, response, signal }) => {
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
    response.write(format.head);
    for await (const range of stretches({ after: query.since, through: watermark }, stretchSize, stop)) {
      const rows = await s.db.read((q) => labelsInForce(q, reader, filter, range));
      const text = rows.map(format.row).join('');
      if (text !== '' && !response.write(text)) await drained(response, stop);
    }
    // Where the caller hung up or the server stops, the reply ends so that it shows as not whole.
    if (stop.aborted) response.destroy();
    else response.end();
  };
