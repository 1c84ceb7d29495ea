import type { FilePart } from '../../../db/file-part.ts';
import type { DatasetExportRow } from '../../../db/queries/dataset-exports.ts';
import { registerMedia } from '../../../db/queries/media.ts';
import { estimateDoneBy } from '../../../db/queries/posteriors.ts';
import { projectStates } from '../../../db/queries/projects.ts';
import { snapshotOf, type SnapshotRow } from '../../../db/queries/snapshots.ts';
import { withdrawnKeys } from '../../../db/queries/withdrawn.ts';
import { takeUp, unattended, writeHeld } from '../../../db/queries/written-by-jobs.ts';
import type { Transaction } from '../../../db/database.ts';
import { runTask } from '../../datasets/snapshots/run-task.ts';
import { schemaAt } from '../../datasets/schema-at.ts';
import { placeIn, type Outcome, type Progress, type Task } from '../../datasets/snapshots/task.ts';
import type { DatasetFormatName } from '../../datasets/files/names.ts';
import type { WritingState } from '../../domain/datasets/states.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { createLookout, type Lookout } from '../../jobs/lookout.ts';
import { datasetType } from '../../media/dataset-type.ts';
import { removeUnowned } from '../../media/remove-unowned.ts';
import { manifestOf } from './manifest-of.ts';

/** How often is looked for what other instances left behind, in milliseconds. */
const lookEvery = 5_000;
/** How long an instance that says nothing is waited for, and what went wrong is left alone, in milliseconds. */
const leaseMs = 60_000;
/**
 * So often is something taken up, and once more for each part that is kept: what ends an instance each time would go on doing so,
 * while a long one may well see several of them.
 */
const mostAttempts = 3;

type Needed = Pick<Services, 'config' | 'db' | 'log' | 'media' | 'now' | 'publish'>;

/** What is written: how it is found, taken up, noted and ended. */
type Work<R extends { id: string; projectId: string; attempts: number }> = {
  what: string;
  find(now: number): Promise<string | null>;
  claim(tx: Transaction, id: string, now: number, until: number): Promise<R | null>;
  write(tx: Transaction, row: R, change: Partial<R>): Promise<R | null>;
  task(row: R, project: ProjectState): Promise<Task>;
  /** What is kept of a part. */
  part(row: R, progress: Progress): Partial<R>;
  /** What is kept of the whole. */
  whole(row: R, project: ProjectState, outcome: Outcome): Promise<Partial<R>>;
};

/** The columns that what is written has in common, so that notes of either kind can be made of them. */
type Common = {
  parts: readonly FilePart[];
  state: WritingState;
  failure: string | null;
  endedAt: number | null;
  leaseExpiresAt: number;
  progress: number;
  attempts: number;
};

/** Makes what writes one kind of thing, one at a time in this instance. */
const writerOf = <R extends Common & { id: string; projectId: string }>(
  { db, log, media, now, publish }: Needed,
  work: Work<R>,
): Lookout => {
  const change = (common: Partial<Common>): Partial<R> => common as Partial<R>; // R has these columns

  const isHopeless = ({ attempts, parts }: R, most: number): boolean => attempts >= most + parts.length;

  const failed = async (row: R, project: ProjectState, error: unknown): Promise<void> => {
    log.error({ err: error, id: row.id }, `${work.what} could not be written`);
    const failure = error instanceof Error ? error.message : String(error);
    const next: Partial<Common> = isHopeless(row, mostAttempts)
      ? { state: 'failed', failure, endedAt: now() }
      : { leaseExpiresAt: now() + leaseMs };
    await db.write(async (tx) => {
      if (await work.write(tx, row, change(next))) publish.datasetsChanged(tx, project);
    });
  };

  const take = async (claimed: R, project: ProjectState, stopping: AbortSignal): Promise<void> => {
    let row = claimed;
    const lost = new AbortController();
    const note = async (progress: Progress): Promise<void> => {
      const { hash, size } = progress.part;
      const held = await db.write(async (tx) => {
        const common = change({ progress: progress.share, leaseExpiresAt: now() + leaseMs });
        const written = await work.write(tx, row, { ...work.part(row, progress), ...common });
        if (!written) return null;
        await registerMedia(tx, row.projectId, { media: hash, type: datasetType, size }, now());
        publish.datasetsChanged(tx, project);
        return written;
      });
      if (held) row = held;
      else {
        // What it was given up for may be in it.
        await removeUnowned({ db, media }, [hash]);
        lost.abort(new Error('it was cancelled, or taken up elsewhere'));
      }
    };
    // A long part must not make others think that nobody is at work on it.
    const beat = setInterval(() => {
      db.write((tx) => work.write(tx, row, change({ leaseExpiresAt: now() + leaseMs })))
        .then((held) => held ?? lost.abort(new Error('it was cancelled, or taken up elsewhere')))
        .catch((error: unknown) => log.warn({ err: error }, `${work.what} could not be held`));
    }, leaseMs / 20);
    try {
      const signal = AbortSignal.any([stopping, lost.signal]);
      const outcome = await runTask(await work.task(row, project), note, signal);
      const whole = await work.whole(row, project, outcome);
      const ended = change({ state: 'ready', progress: 1, endedAt: now() });
      await db.write(async (tx) => {
        if (await work.write(tx, row, { ...whole, ...ended })) publish.datasetsChanged(tx, project);
      });
    } catch (error) {
      if (stopping.aborted)
        await db.write((tx) =>
          work.write(tx, row, change({ attempts: row.attempts - 1, leaseExpiresAt: 0 })),
        );
      else if (!lost.signal.aborted) await failed(row, project, error);
    } finally {
      clearInterval(beat);
    }
  };

  return createLookout({
    every: lookEvery,
    look: async (stopping) => {
      const id = await work.find(now());
      if (id === null) return false;
      const row = await db.write((tx) => work.claim(tx, id, now(), now() + leaseMs));
      if (!row) return true;
      const [project] = await db.read((q) => projectStates(q, [row.projectId]));
      if (!project) return false;
      if (isHopeless(row, mostAttempts + 1))
        await failed(
          row,
          project,
          new Error(`the server ended ${row.attempts - 1} times before it was whole`),
        );
      else await take(row, project, stopping);
      return true;
    },
    failed: (error) => log.warn({ err: error }, `${work.what} to be written could not be looked for`),
  });
};

/** Makes what freezes snapshots and writes them in formats, on threads of their own. */
export const createDatasetWriter = (s: Needed): Lookout => {
  const place = placeIn(s.config);
  const snapshots = writerOf<SnapshotRow>(s, {
    what: 'a snapshot',
    find: (now) => s.db.read((q) => unattended(q, q.tables.snapshots, now)),
    claim: (tx, id, now, until) => takeUp(tx, tx.tables.snapshots, id, { now, until }),
    write: (tx, row, change) => writeHeld(tx, tx.tables.snapshots, row, change),
    task: async (row) => ({
      is: 'freeze',
      place,
      projectId: row.projectId,
      at: {
        labelSeq: row.labelSeq,
        asOf: row.requestedAt,
        estimateId: await s.db.read((q) => estimateDoneBy(q, row.projectId, row.requestedAt)),
      },
      query: row.query,
      schema: (await schemaAt(s.db, row.projectId, row.requestedAt)).schema,
      parts: row.parts,
      tally: row.tally,
    }),
    part: (row, progress) =>
      progress.is === 'rows' ? { parts: [...row.parts, progress.part], tally: progress.tally } : {},
    whole: async (row, project, outcome) => {
      if (outcome.is !== 'frozen') throw new Error('another task was done');
      const { hash, tally } = outcome;
      const schema = await schemaAt(s.db, row.projectId, row.requestedAt);
      return { hash, tally, manifest: manifestOf(row, project, schema, hash, tally) };
    },
  });
  const exports = writerOf<DatasetExportRow>(s, {
    what: 'an export of a snapshot',
    find: (now) => s.db.read((q) => unattended(q, q.tables.datasetExports, now)),
    claim: (tx, id, now, until) => takeUp(tx, tx.tables.datasetExports, id, { now, until }),
    write: (tx, row, change) => writeHeld(tx, tx.tables.datasetExports, row, change),
    task: async (row) => {
      const { snapshot, withdrawn } = await s.db.read(async (q) => {
        const found = await snapshotOf(q, row.projectId, row.snapshotId);
        return { snapshot: found, withdrawn: found ? await withdrawnKeys(q, found) : new Set<string>() };
      });
      if (!snapshot?.manifest) throw new Error('its snapshot is not whole');
      return {
        is: 'export',
        place,
        projectId: row.projectId,
        format: row.format as DatasetFormatName, // one of them was asked for
        bare: row.bare,
        manifest: snapshot.manifest,
        parts: snapshot.parts,
        kept: row.parts,
        withdrawn,
      };
    },
    part: (row, progress) =>
      progress.is === 'file' ? { parts: [...row.parts.slice(0, progress.at), progress.part] } : {},
    whole: async (_, __, outcome) => {
      if (outcome.is !== 'exported') throw new Error('another task was done');
      const { hash, bytes, fileName } = outcome;
      return { hash, bytes, fileName };
    },
  });
  return {
    wake: () => {
      snapshots.wake();
      exports.wake();
    },
    start: () => {
      snapshots.start();
      exports.start();
    },
    stop: async () => {
      await Promise.all([snapshots.stop(), exports.stop()]);
    },
  };
};
