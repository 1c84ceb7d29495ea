import { engineOf, fileOf } from '../../db/engine.ts';
import type { SeqRange } from '../../db/queries/labels.ts';
import type { Services } from '../http/handler.ts';
import { stretches } from './stretches.ts';
import { stretchText, type Stretch } from './stretch-text.ts';
import { createTextThread } from './text-thread.ts';

/** Positions read in one statement, at most: a few milliseconds of the database. */
const longestStretch = 500;
/** Those that are read first, when nobody knows how large rows are. */
const firstStretch = 100;
/** Bytes of one stretch above which the next is made shorter: bounds what is in memory. */
const largestText = 1_000_000;

type Asked = Omit<Stretch, 'range'>;

/** The text of one stretch, in pieces of whole rows, and where it lies. */
export type StretchPieces = { range: SeqRange; pieces: Uint8Array<ArrayBuffer>[] };

/** Makes stretches' text: on a thread of its own where the database is embedded, else while the server reads them. */
const textMaker = ({ config: { databaseUrl: url }, db, stopping }: TextServices) =>
  engineOf(url) === 'sqlite'
    ? createTextThread(fileOf(url), stopping)
    : (stretch: Stretch, worn: ArrayBuffer[]) => db.read((q) => stretchText(q, stretch, worn));

/** What it takes to make the text of labels. */
export type TextServices = Pick<Services, 'db' | 'stopping'> & {
  config: Pick<Services['config'], 'databaseUrl'>;
};

/**
 * Makes what writes labels as text, stretch by stretch, each made while whoever asks is busy with the one before. Memory
 * of pieces that are done with can be put into `worn`, to be written on again. Ends early once the signal is aborted.
 */
export const createLabelPieces = (services: TextServices) => {
  const textOf = textMaker(services);
  return async function* (
    asked: Asked,
    through: SeqRange,
    signal: AbortSignal,
    worn: ArrayBuffer[] = [],
  ): AsyncGenerator<StretchPieces> {
    let size = firstStretch;
    for await (const range of stretches(through, () => size, signal)) {
      const pieces = await textOf({ ...asked, range }, worn.splice(0));
      const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
      size = bytes > largestText ? Math.max(1, Math.floor(size / 2)) : Math.min(size * 2, longestStretch);
      yield { range, pieces };
    }
  };
};
