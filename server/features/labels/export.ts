import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { engineOf, fileOf } from '../../../db/engine.ts';
import { labelWatermark, markExported } from '../../../db/queries/labels.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { readerOf } from '../../http/reader.ts';
import type { labelsContract } from './contract.ts';
import { exportFormats } from './formats/registry.ts';
import { stretchText, type Stretch } from './stretch-text.ts';
import { filterOf, stretches } from './stretches.ts';
import { createTextThread } from './text-thread.ts';

/** Positions read in one statement, at most: a few milliseconds of the database. */
const longestStretch = 500;
/** Those that are read first, when nobody knows how large rows are. */
const firstStretch = 100;
/** Bytes of one stretch above which the next is made shorter: bounds what is in memory. */
const largestText = 1_000_000;

/** Makes stretches' text: on a thread of its own where the database is embedded, else while the server reads them. */
const textMaker = ({ config: { databaseUrl: url }, db, stopping }: Services) =>
  engineOf(url) === 'sqlite'
    ? createTextThread(fileOf(url), stopping)
    : (stretch: Stretch, worn: ArrayBuffer[]) => db.read((q) => stretchText(q, stretch, worn));

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
  const textOf = textMaker(s);
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
    response.write(format.head);
    let size = firstStretch;
    const worn: ArrayBuffer[] = [];
    let taken: Promise<void> = Promise.resolve();
    try {
      for await (const range of stretches({ after: query.since, through: watermark }, () => size, stop)) {
        const pieces = await textOf({ format: query.format, reader, filter, range }, worn.splice(0));
        // One stretch is read while the caller takes the one before it, and no more than that.
        await taken;
        taken = write(response, pieces, worn, stop);
        const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
        size = bytes > largestText ? Math.max(1, Math.floor(size / 2)) : Math.min(size * 2, longestStretch);
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
