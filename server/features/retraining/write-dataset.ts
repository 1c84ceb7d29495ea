import { createHash, hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Database } from '../../../db/database.ts';
import { countLabels } from '../../../db/queries/labels.ts';
import { registerMedia } from '../../../db/queries/media.ts';
import type { CycleRow } from '../../../db/queries/retraining.ts';
import type { createLabelPieces } from '../../datasets/label-pieces.ts';
import { schemaAt } from '../../datasets/schema-at.ts';
import type { LabelSource } from '../../domain/words.ts';
import { datasetType } from '../../media/dataset-type.ts';
import type { MediaStore } from '../../media/store.ts';

/** Bytes of text after which a part is closed: bounds what is in memory, and what a media store is sent at a time. */
const partLength = 8_000_000;

const compress = promisify(gzip);

/** What is kept of a dataset that is whole. */
export type WrittenDataset = Pick<CycleRow, 'labels' | 'datasetHash' | 'datasetBytes'> & {
  datasetParts: NonNullable<CycleRow['datasetParts']>;
};

export type DatasetServices = {
  db: Database;
  media: MediaStore;
  now: () => number;
  piecesOf: ReturnType<typeof createLabelPieces>;
};

/** Gathers text into parts of a gzip file, each of which the media store keeps. */
const createParts = ({ db, media, now }: DatasetServices, projectId: string) => {
  const sum = createHash('sha256');
  const parts: WrittenDataset['datasetParts'] = [];
  let text: Uint8Array[] = [];
  let length = 0;
  const close = async (): Promise<void> => {
    const bytes = await compress(Buffer.concat(text));
    const part = { hash: hash('sha256', bytes, 'hex'), size: bytes.length };
    await media.put(part.hash, bytes);
    const stored = { media: part.hash, type: datasetType, size: part.size };
    await db.write((tx) => registerMedia(tx, projectId, stored, now()));
    sum.update(bytes);
    parts.push(part);
    text = [];
    length = 0;
  };
  return {
    add: async (pieces: readonly Uint8Array[]): Promise<void> => {
      text.push(...pieces);
      length += pieces.reduce((total, piece) => total + piece.length, 0);
      if (length >= partLength) await close();
    },
    end: async (): Promise<Pick<WrittenDataset, 'datasetHash' | 'datasetBytes' | 'datasetParts'>> => {
      if (length > 0 || parts.length === 0) await close();
      const datasetBytes = parts.reduce((total, { size }) => total + size, 0);
      return { datasetHash: sum.digest('hex'), datasetBytes, datasetParts: parts };
    },
  };
};

/**
 * Writes the labels of a cycle as a gzip file of JSON Lines, in parts: those that were in force at its position. The same
 * labels give the same bytes. `note` is told the share that is written. Throws once the signal is aborted.
 */
export const writeDataset = async (
  services: DatasetServices,
  { projectId, labelSeq, requestedAt }: CycleRow,
  note: (progress: number) => Promise<void>,
  signal: AbortSignal,
): Promise<WrittenDataset> => {
  const { db, piecesOf } = services;
  // Whoever may fetch it never judges: nothing is withheld.
  const reader = { projectId, judgeId: null };
  const filter = { asOf: labelSeq };
  const labels: Record<LabelSource, number> = {
    auto: 0,
    human: 0,
    consensus: 0,
    adjudicated: 0,
    posterior: 0,
    imported: 0,
  };
  const { schema } = await schemaAt(db, projectId, requestedAt);
  const parts = createParts(services, projectId);
  const all = { after: 0, through: labelSeq };
  for await (const { range, pieces } of piecesOf({ format: 'jsonl', schema, reader, filter }, all, signal)) {
    await parts.add(pieces);
    const { bySource } = await db.read((q) => countLabels(q, reader, filter, range));
    for (const [source, n] of Object.entries(bySource)) labels[source as LabelSource] += n; // its keys
    await note(range.through / labelSeq);
  }
  signal.throwIfAborted();
  return { labels, ...(await parts.end()) };
};
