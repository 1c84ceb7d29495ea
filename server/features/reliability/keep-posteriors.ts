import type { Database, Transaction } from '../../../db/database.ts';
import { noteEstimateProgress, type EstimateRow } from '../../../db/queries/estimates.ts';
import {
  deletePosteriorsOf,
  deleteSupersededPosteriors,
  insertPosteriors,
  labelValues,
} from '../../../db/queries/posteriors.ts';
import { doubtOf, sharesOfItem } from '../../domain/estimated-items.ts';
import type { Estimated } from './estimate-thread.ts';

/** Rows that one transaction writes or deletes, at most: few enough that others hardly wait for it. */
const batch = 500;

/** Deletes what a project's estimates but for its latest have made of items; the run that is under way keeps its own. */
export const deleteSuperseded = async (
  db: Database,
  projectId: string,
  signal: AbortSignal,
): Promise<void> => {
  let isLeft = true;
  while (isLeft && !signal.aborted)
    isLeft = await db.write((tx) => deleteSupersededPosteriors(tx, projectId, batch));
};

/**
 * Keeps what a run makes of the items whose answers it used, piece by piece. Each piece is kept only while the run is held,
 * for `leaseMs` more; answers whether it is still.
 */
export const keepPosteriors = async (
  { db, now, leaseMs }: { db: Database; now: () => number; leaseMs: number },
  run: EstimateRow,
  { result, posteriors }: Estimated,
  itemIds: readonly string[],
  signal: AbortSignal,
): Promise<boolean> => {
  const whileHeld = (work: (tx: Transaction) => Promise<number>): Promise<number | null> =>
    db.write(async (tx) => {
      signal.throwIfAborted();
      return (await noteEstimateProgress(tx, run, {}, now() + leaseMs)) ? work(tx) : null;
    });
  const rowsOf = async (tx: Transaction, from: number) => {
    const ids = itemIds.slice(from, from + batch);
    const labels = await labelValues(tx, ids);
    return ids.map((itemId, i) => {
      const shares = sharesOfItem(result, posteriors, from + i);
      const label = labels.get(itemId) ?? null;
      return { itemId, shares, label, doubt: doubtOf(result, shares, label) };
    });
  };

  // An instance that died may have left a part of them.
  let done: number | null = batch;
  while (done === batch) done = await whileHeld((tx) => deletePosteriorsOf(tx, run.id, batch));
  for (let from = 0; done !== null && from < itemIds.length; from += batch)
    done = await whileHeld(async (tx) => {
      const rows = await rowsOf(tx, from);
      await insertPosteriors(tx, run.id, rows);
      return rows.length;
    });
  return done !== null;
};
