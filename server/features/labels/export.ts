import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { labelsInForce, labelWatermark, markExported } from '../../../db/queries/labels.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { readerOf } from '../../http/reader.ts';
import type { labelsContract } from './contract.ts';
import { exportFormats } from './formats/registry.ts';
import { filterOf, stretches } from './stretches.ts';

/** Positions read in one statement, at most: a few milliseconds of the database. */
const longestStretch = 500;
/** Those that are read first, when nobody knows how large rows are. */
const firstStretch = 50;
/** Text of one stretch, in characters, above which the next is made shorter: bounds what is in memory. */
const largestText = 1_000_000;

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
    let size = firstStretch;
    response.write(format.head);
    for await (const range of stretches({ after: query.since, through: watermark }, () => size, stop)) {
      const rows = await s.db.read((q) => labelsInForce(q, reader, filter, range));
      const text = rows.map(format.row).join('');
      size =
        text.length > largestText ? Math.max(1, Math.floor(size / 2)) : Math.min(size * 2, longestStretch);
      if (text !== '' && !response.write(text)) await drained(response, stop);
    }
    // Where the caller hung up or the server stops, the reply ends so that it shows as not whole.
    if (stop.aborted) response.destroy();
    else response.end();
  };
