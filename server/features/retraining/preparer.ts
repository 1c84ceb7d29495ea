import { projectStates } from '../../../db/queries/projects.ts';
import { claimCycle, cycleToPrepare, writePreparing, type CycleRow } from '../../../db/queries/retraining.ts';
import { createLabelPieces, type TextServices } from '../../datasets/label-pieces.ts';
import { madeReady, notPrepared } from '../../domain/retraining/cycle.ts';
import type { ProjectEvent, ProjectState, Services } from '../../http/handler.ts';
import { createLookout, type Lookout } from '../../jobs/lookout.ts';
import { datasetUrl, labelsIn } from './cycle-reply.ts';
import { writeDataset } from './write-dataset.ts';

/** How often is looked for datasets that other instances left behind, in milliseconds. */
const lookEvery = 5_000;
/** How long an instance that says nothing is waited for, and what went wrong is left alone, in milliseconds. */
const leaseMs = 60_000;
/** The least time between two notes of how far the writing has come, in milliseconds. */
const noteEvery = 1_000;
/** So often is a dataset taken up, as what ends an instance each time would go on doing so. */
const mostAttempts = 3;

const requestedEvent = (
  services: Pick<Services, 'publicUrl'>,
  slug: string,
  row: CycleRow,
  at: number,
): ProjectEvent => ({
  type: 'retraining.requested',
  at,
  item: null,
  data: {
    cycle: row.id,
    cause: row.cause,
    dataset: {
      url: datasetUrl(services, slug, row),
      sha256: row.datasetHash ?? '',
      bytes: row.datasetBytes ?? 0,
      labels: labelsIn(row),
    },
    newLabels: row.newLabels,
  },
});

/** Makes what writes the datasets of cycles, one at a time in this instance, and then has the trainer told. */
export const createPreparer = (
  services: TextServices & Pick<Services, 'log' | 'now' | 'media' | 'outbox' | 'publish' | 'publicUrl'>,
): Lookout => {
  const { db, log, now, media, outbox, publish } = services;
  const parts = { db, media, now, piecesOf: createLabelPieces(services) };

  const prepare = async (row: CycleRow, project: ProjectState, signal: AbortSignal, lost: () => void) => {
    let noted = now();
    const note = async (progress: number): Promise<void> => {
      if (now() - noted < noteEvery) return;
      noted = now();
      await db.write(async (tx) => {
        const held = await writePreparing(tx, row, { progress, leaseExpiresAt: now() + leaseMs });
        if (held) publish.retrainingChanged(tx, project);
        else lost();
      });
    };
    const dataset = await writeDataset(parts, row, note, signal);
    await db.write(async (tx) => {
      const at = now();
      const ready = await writePreparing(tx, row, { ...dataset, ...madeReady(at) });
      if (!ready) return;
      await outbox.write(tx, project, () => [requestedEvent(services, project.slug, ready, at)]);
      publish.retrainingChanged(tx, project);
    });
  };

  /** Gives a dataset up, or back to be tried again. */
  const notWritten = async (row: CycleRow, project: ProjectState, error: unknown): Promise<void> => {
    log.error({ err: error, cycle: row.id }, 'the dataset of a training could not be written');
    const failure = error instanceof Error ? error.message : String(error);
    const change =
      row.attempts < mostAttempts ? { leaseExpiresAt: now() + leaseMs } : notPrepared(failure, now());
    await db.write(async (tx) => {
      if (await writePreparing(tx, row, change)) publish.retrainingChanged(tx, project);
    });
  };

  const take = async (row: CycleRow, stopping: AbortSignal): Promise<void> => {
    const [project] = await db.read((q) => projectStates(q, [row.projectId]));
    if (!project) return;
    if (row.attempts > mostAttempts)
      return notWritten(
        row,
        project,
        new Error(`the server ended ${mostAttempts} times before it was whole`),
      );
    const lost = new AbortController();
    const signal = AbortSignal.any([stopping, lost.signal]);
    try {
      await prepare(row, project, signal, () => lost.abort());
    } catch (error) {
      if (stopping.aborted)
        await db.write((tx) => writePreparing(tx, row, { attempts: row.attempts - 1, leaseExpiresAt: 0 }));
      else if (!lost.signal.aborted) await notWritten(row, project, error);
    }
  };

  return createLookout({
    every: lookEvery,
    look: async (stopping) => {
      const id = await db.read((q) => cycleToPrepare(q, now()));
      if (id === null) return false;
      const row = await db.write((tx) => claimCycle(tx, id, now(), now() + leaseMs));
      if (row) await take(row, stopping);
      return true;
    },
    failed: (error) => log.warn({ err: error }, 'datasets to be written could not be looked for'),
  });
};
