import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { v7 } from 'uuid';
import { afterEach, expect, it } from 'vitest';
import { system } from '../../db/actor.ts';
import { openDatabase } from '../../db/open.ts';
import { openCycle, type CycleRow } from '../../db/queries/retraining.ts';
import { createLabelPieces } from '../../server/datasets/label-pieces.ts';
import { writeDataset } from '../../server/features/retraining/write-dataset.ts';
import { openDiskStore } from '../../server/media/disk.ts';
import { countersignDoes } from '../support/command.ts';
import { givenItems, givenSuccessors, givenProject, noon } from '../support/rows.ts';
import { newFolder, newSettings } from '../support/settings.ts';

const stopping = new AbortController();
afterEach(() => stopping.abort());

/** A cycle over 700 labels of one project, of which the text takes more than one part. */
const givenCycle = async (url: string): Promise<CycleRow> => {
  const db = await openDatabase(url);
  const cycle = await db.write(async (tx) => {
    const project = await givenProject(tx);
    // Random text: what is gzipped to nothing would not show where parts begin.
    const payload = () => ({
      payload: { text: `ü🙂 "${Array.from({ length: 400 }, () => v7()).join('')}"` },
    });
    const labels = Array.from({ length: 700 }, (_, i) => ({
      key: `item-${i}`,
      payload: payload(),
      ...(i % 3 === 0 && { label: { value: 'scratched', source: 'human' as const } }),
      ...(i % 100 === 7 && {
        // By a clock that is ahead, and in the millisecond in which the cycle was opened.
        label: { value: 'ok', source: 'auto' as const, supersededAt: noon + (i % 200 === 7 ? 2_000 : 1_000) },
      }),
    }));
    const made = await givenItems(tx, project, labels);
    const superseded = (rest: number) =>
      made.filter((_, i) => i % 200 === rest).map(({ labelId }) => labelId);
    await givenSuccessors(tx, superseded(7), 701, 'scratched');
    await givenSuccessors(tx, superseded(107), 705, 'scratched');
    return openCycle(tx, {
      projectId: project.id,
      cause: 'by_hand',
      requestedBy: system,
      requestedAt: noon + 1_000,
      modelBefore: null,
      labelSeq: 704,
      newLabels: 234,
    });
  });
  await db.close();
  if (!cycle) throw new Error('a cycle is open in a new project');
  return cycle;
};

/** What the dataset of a cycle is on a database: what is kept of it, and its bytes. */
const written = async (url: string, cycle: CycleRow) => {
  const db = await openDatabase(url);
  const media = await openDiskStore(newFolder());
  const piecesOf = createLabelPieces({ db, config: { databaseUrl: url }, stopping: stopping.signal });
  const noted: number[] = [];
  const note = async (progress: number) => void noted.push(progress);
  const dataset = await writeDataset({ db, media, now: () => noon, piecesOf }, cycle, note, stopping.signal);
  const parts: Buffer[] = [];
  for (const { hash } of dataset.datasetParts) {
    const file = await media.open(hash);
    if (file) parts.push(await buffer(file.stream));
  }
  await db.close();
  return { dataset, bytes: Buffer.concat(parts), noted };
};

it('writes the same bytes for the same labels on SQLite and PostgreSQL: those in force when it was asked for', async () => {
  const settings = await newSettings('sqlite', newFolder());
  const cycle = await givenCycle(settings.DATABASE_URL);
  const { DATABASE_URL: moved } = await newSettings('postgres');
  await countersignDoes(settings, 'move', '--to', moved);
  const embedded = await written(settings.DATABASE_URL, cycle);
  const { dataset, bytes, noted } = embedded;
  expect(dataset.datasetParts.length).toBeGreaterThan(1);
  expect(dataset.datasetHash).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(dataset.datasetBytes).toBe(bytes.length);
  expect(noted.at(-1)).toBe(1);
  const rows = gunzipSync(bytes).toString().trimEnd().split('\n');
  // Of four items a second label was in force by then, of three the first was.
  expect(rows).toHaveLength(700);
  expect(dataset.labels).toMatchObject({ human: 232 + 4, auto: 464 });
  expect(await written(moved, cycle)).toEqual(embedded);
});
