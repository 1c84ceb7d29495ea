import type { Logger } from 'pino';
import type { Database } from '../../../db/database.ts';
import {
  claimEstimate,
  finishEstimate,
  giveEstimateBack,
  isEstimateDue,
  noteEstimateProgress,
  type EstimateProgress,
  type EstimateRow,
} from '../../../db/queries/estimates.ts';
import { fewestInspectors } from '../../domain/reliability-estimate.ts';
import { createLookout, type Lookout } from '../../jobs/lookout.ts';
import { estimateOnThread } from './estimate-thread.ts';
import { deleteSuperseded, keepPosteriors } from './keep-posteriors.ts';
import { readAnswers } from './read-answers.ts';

/** How often is looked for runs that other instances left behind, in milliseconds. */
const lookEvery = 5_000;

/** How long an instance that says nothing is waited for, in milliseconds. */
const leaseMs = 60_000;

/** Carries out, one at a time in this instance, the runs that wait; those of an instance that died are taken up again. */
export type Estimator = Lookout & {
  /** Ends the work on a run that was cancelled. */
  cancel(id: string): void;
};

type Parts = { db: Database; log: Logger; now: () => number };

/** Works on one run until it is done, fails, or is to end. */
const workOn = async (
  { db, log, now }: Parts,
  run: EstimateRow,
  lost: AbortController,
  signal: AbortSignal,
) => {
  const note = async (progress: Partial<EstimateProgress>): Promise<void> => {
    const held = await db.write((tx) => noteEstimateProgress(tx, run, progress, now() + leaseMs));
    if (!held) lost.abort();
  };
  const outcome = async () => {
    const { input, itemIds } = await readAnswers(db, run.projectId, signal, note);
    if (input.users.length < fewestInspectors)
      return { failure: `fewer than ${fewestInspectors} inspectors have judged the newest items together` };
    let isNoting = false;
    let noted = Promise.resolve();
    const found = await estimateOnThread(input, signal, (progress) => {
      if (isNoting) return;
      isNoting = true;
      noted = note(progress)
        .catch((error: unknown) => log.warn({ err: error }, 'the progress of an estimate could not be kept'))
        .finally(() => (isNoting = false));
    });
    await noted;
    if (!(await keepPosteriors({ db, now, leaseMs }, run, found, itemIds, signal))) lost.abort();
    signal.throwIfAborted();
    const { iterations, logLikelihood, result } = found;
    return { iterations, logLikelihood, result };
  };
  const failed = (error: unknown) => {
    if (signal.aborted) throw error;
    log.error({ err: error, estimate: run.id }, 'an estimate failed');
    return { failure: error instanceof Error ? error.message : String(error) };
  };
  const came = await outcome().catch(failed);
  await db.write((tx) => finishEstimate(tx, run, came, now()));
};

/** Makes the estimator of this instance. */
export const createEstimator = (parts: Parts): Estimator => {
  const { db, log, now } = parts;
  let underWay: { id: string; lost: AbortController } | null = null;

  const take = async (run: EstimateRow, stopping: AbortSignal): Promise<void> => {
    const lost = new AbortController();
    underWay = { id: run.id, lost };
    try {
      await workOn(parts, run, lost, AbortSignal.any([stopping, lost.signal]));
    } catch (error) {
      if (stopping.aborted) await db.write((tx) => giveEstimateBack(tx, run));
      else if (!lost.signal.aborted) throw error;
    } finally {
      underWay = null;
    }
    await deleteSuperseded(db, run.projectId, stopping);
  };

  const lookout = createLookout({
    every: lookEvery,
    look: async (stopping) => {
      if (!(await db.read((q) => isEstimateDue(q, now())))) return false;
      const run = await db.write((tx) => claimEstimate(tx, now(), now() + leaseMs));
      if (run) await take(run, stopping);
      return run !== null;
    },
    failed: (error) => log.warn({ err: error }, 'estimates could not be looked for'),
  });

  return {
    ...lookout,
    cancel: (id) => {
      if (underWay?.id === id) underWay.lost.abort();
    },
  };
};
