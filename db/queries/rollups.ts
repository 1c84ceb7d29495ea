import type { RollupMetric } from '../../server/domain/rollup-metrics.ts';
import { defineSums } from '../add-sums.ts';
import type { Transaction } from '../database.ts';

/** The `hour` of the row that counts over all time. */
export const allTime = 0;

export const hourMs = 3_600_000;

/** A counter's change: by how much, and when (epoch milliseconds; null: it is kept for all time only). */
export type RollupChange = { metric: RollupMetric; modelVersionId: string; at: number | null; n: number };

const add = defineSums('rollups', ['projectId', 'metric', 'modelVersionId', 'hour'], ['n']);

/** Adds to a project's counters: to the row of all time, and to that of the hour where there is one. */
export const addRollups = (
  tx: Transaction,
  projectId: string,
  changes: readonly RollupChange[],
): Promise<void> =>
  add(
    tx,
    changes.flatMap(({ at, ...change }) =>
      (at === null ? [allTime] : [allTime, at - (at % hourMs)]).map((hour) => ({
        projectId,
        ...change,
        hour,
      })),
    ),
  );
