import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import type { FilePart } from '../../db/file-part.ts';
import type { RowsPart } from '../../db/tables/datasets.ts';
import { freeze } from '../../server/datasets/snapshots/freeze.ts';
import { frozenRows, partText } from '../../server/datasets/snapshots/frozen-rows.ts';
import type { ExportTask, FreezeTask, Progress } from '../../server/datasets/snapshots/task.ts';
import { writeExport } from '../../server/datasets/snapshots/write-export.ts';
import type { DatasetRow } from '../../server/domain/datasets/row.ts';
import { openDiskStore } from '../../server/media/disk.ts';
import { countersignDoes } from '../support/command.ts';
import { classesOf, datasetOf } from '../support/dataset.ts';
import { givenItems, givenPerson, givenSuccessors, givenProject, noon } from '../support/rows.ts';
import { newFolder, newSettings } from '../support/settings.ts';

const splits = { validation: 0.2, test: 0.2, salt: '', groupBy: 'line' };

/** A project with so many items that their rows take two parts; some keys are ordered by more than their UTF-16. */
const givenLabels = async (url: string): Promise<string> => {
  const db = await openDatabase(url);
  const projectId = await db.write(async (tx) => {
    const project = await givenProject(tx);
    const person = await givenPerson(tx, 'Ada');
    const items = Array.from({ length: 700 }, (_, i) => ({
      key: `${['item', 'Item', 'ü', '\uFF5E', '🙂'][i % 5]}-${i}`,
      payload: {
        payload: { text: `ü🙂 "${Array.from({ length: 400 }, () => v7()).join('')}"` },
        inputs: { line: `line ${i % 17}`, ratio: i / 3 },
      },
      ...(i % 3 === 0 && { label: { value: 'scratched', source: 'human' as const }, reviews: [{}] }),
      ...(i % 100 === 7 && { label: null }),
      ...(i % 100 === 8 && {
        // By a clock that is ahead, and in the millisecond in which the snapshot was asked for.
        label: { value: 'ok', source: 'auto' as const, supersededAt: noon + (i % 200 === 8 ? 2_000 : 1_000) },
      }),
    }));
    const made = await givenItems(tx, project, items);
    const superseded = (rest: number) =>
      made.filter((_, i) => i % 200 === rest).map(({ labelId }) => labelId);
    await givenSuccessors(tx, superseded(8), 694, 'scratched');
    await givenSuccessors(tx, superseded(108), 701, 'scratched');
    await tx.insertMany(
      tx.tables.decisions,
      made.flatMap(({ itemId, reviewIds: [reviewId] }, i) =>
        reviewId === undefined
          ? []
          : [
              {
                id: v7(),
                projectId: project.id,
                reviewId,
                itemId,
                userId: person,
                kind: 'answer' as const,
                value: 'scratched',
                standing: 'standing' as const,
                timeSpentMs: i,
                cells: null,
                arm: 'blind' as const,
                suggestionShown: false,
                independent: true,
                schemaRevision: 1,
                contentHash: 'hash',
                createdAt: noon,
              },
            ],
      ),
    );
    return project.id;
  });
  await db.close();
  return projectId;
};

/** What is frozen of a database; it breaks off once `most` parts are kept. */
const frozen = async (
  url: string,
  projectId: string,
  more: Partial<FreezeTask> = {},
  { media, most = Infinity }: { media?: Awaited<ReturnType<typeof openDiskStore>>; most?: number } = {},
) => {
  const db = await openDatabase(url);
  const store = media ?? (await openDiskStore(newFolder()));
  const kept: Extract<Progress, { is: 'rows' }>[] = [];
  const classOf = (name: string) => ({ name, title: name, color: '#1c7ed6', key: null, retired: false });
  const task: FreezeTask = {
    is: 'freeze',
    place: { databaseUrl: url, bucket: null, dataDir: '' },
    projectId,
    at: { labelSeq: 700, asOf: noon + 1_000, estimateId: null },
    query: {
      sources: [],
      classes: [],
      models: [],
      from: null,
      to: null,
      schemaRevision: null,
      minAgreement: null,
      unlabelled: true,
      splits,
    },
    schema: { kind: 'choice', classes: [classOf('ok'), classOf('scratched')] },
    parts: [],
    tally: null,
    ...more,
  };
  const keep = async (progress: Progress) => {
    if (progress.is !== 'rows') return;
    kept.push(progress);
    if (kept.length === most) throw new Error('the server ends');
  };
  const outcome = await freeze(task, (work) => db.read(work), store, keep).catch((error: Error) => error);
  await db.close();
  return { outcome, kept, parts: [...task.parts, ...kept.map(({ part }) => part)], media: store };
};

const textOf = async (media: Awaited<ReturnType<typeof openDiskStore>>, parts: RowsPart[]) => {
  const texts = [];
  for (const part of parts) texts.push(await buffer(await partText(media, part)));
  return Buffer.concat(texts);
};

describe('the rows of a snapshot', () => {
  let url = '';
  let projectId = '';
  beforeAll(async () => {
    const settings = await newSettings('sqlite', newFolder());
    url = settings.DATABASE_URL;
    projectId = await givenLabels(url);
  });

  it('are the same on SQLite and PostgreSQL, to the byte', async () => {
    const here = await frozen(url, projectId);
    const to = (await newSettings('postgres')).DATABASE_URL;
    await countersignDoes(
      { ...(await newSettings('sqlite', newFolder())), DATABASE_URL: url },
      'move',
      '--to',
      to,
    );
    const there = await frozen(to, projectId);
    expect(here.parts.length).toBeGreaterThan(1);
    expect(there.outcome).toEqual(here.outcome);
    expect(there.parts).toEqual(here.parts);
    const text = await textOf(here.media, here.parts);
    expect(here.outcome).toMatchObject({ hash: createHash('sha256').update(text).digest('hex') });
  });

  it('are in the order of their keys’ bytes, each once, and without what was not in force', async () => {
    const { parts, media, kept } = await frozen(url, projectId);
    const rows: DatasetRow[] = [];
    for await (const row of frozenRows(media, parts)) rows.push(row);
    const keys = rows.map(({ key }) => key);
    expect(keys).toEqual(keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    expect(new Set(keys).size).toBe(700);
    const unlabelled = rows.filter(({ source }) => source === null);
    const numberOf = ({ key }: DatasetRow) => Number(key.split('-').at(-1));
    expect(unlabelled.map((row) => numberOf(row) % 100)).toEqual(Array(7).fill(7));
    const relabelled = rows.filter((row) => numberOf(row) % 100 === 8);
    expect(relabelled.map(({ value }) => value)).toEqual(
      relabelled.map((row) => (numberOf(row) % 200 === 8 ? 'scratched' : 'ok')),
    );
    expect(unlabelled[0]).toMatchObject({
      value: null,
      model: 'eye@1',
      review_probability: expect.any(Number),
    });
    expect(kept.at(-1)).toMatchObject({ share: 1, tally: { rows: 700, unlabelled: 7 } });
    expect(parts.map(({ first, last, rows: n }) => [first, last, n])).toEqual(
      parts.map((_, i) => {
        const before = parts.slice(0, i).reduce((sum, part) => sum + part.rows, 0);
        const here = keys.slice(before, before + (parts[i]?.rows ?? 0));
        return [here[0], here.at(-1), here.length];
      }),
    );
  });

  it('are written on behind what is kept, where the server ended in their midst', async () => {
    const whole = await frozen(url, projectId);
    const broken = await frozen(url, projectId, {}, { most: 1 });
    expect(broken.outcome).toBeInstanceOf(Error);
    const resumed = await frozen(
      url,
      projectId,
      { parts: broken.parts, tally: broken.kept.at(-1)?.tally ?? null },
      { media: broken.media },
    );
    expect(resumed.kept.length).toBe(whole.parts.length - 1);
    expect(resumed.outcome).toEqual(whole.outcome);
    expect(await textOf(resumed.media, resumed.parts)).toEqual(await textOf(whole.media, whole.parts));
  });

  it('leave as a file that is written on where the server ended in its midst, and anew where its bytes are others', async () => {
    const { parts, media } = await frozen(url, projectId);
    const { manifest } = datasetOf('text', { kind: 'choice', classes: classesOf('ok') }, []);
    const written = async (kept: FilePart[], most = Infinity) => {
      const told: Extract<Progress, { is: 'file' }>[] = [];
      const task: ExportTask = {
        is: 'export',
        place: { databaseUrl: url, bucket: null, dataDir: '' },
        projectId,
        format: 'jsonl',
        bare: true,
        manifest,
        parts,
        kept,
        withdrawn: new Set(),
      };
      const keep = async (progress: Progress) => {
        if (progress.is !== 'file') return;
        told.push(progress);
        if (told.length === most) throw new Error('the server ends');
      };
      const outcome = await writeExport(task, media, async () => null, keep).catch((error: Error) => error);
      return { outcome, told, kept: told.map(({ part }) => part) };
    };
    const whole = await written([]);
    expect(whole.told.map(({ at }) => at)).toEqual([0, 1]);
    const broken = await written([], 1);
    expect(broken.outcome).toBeInstanceOf(Error);
    const resumed = await written(broken.kept);
    expect(resumed.told).toEqual(whole.told.slice(1));
    expect(resumed.outcome).toEqual(whole.outcome);
    const other = await written([{ hash: 'f'.repeat(64), size: 1 }, ...whole.kept]);
    expect(other.told).toEqual(whole.told);
    expect(other.outcome).toEqual(whole.outcome);
  });
});
