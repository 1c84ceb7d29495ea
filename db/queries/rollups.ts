import { sql } from 'drizzle-orm';
import type { RollupMetric } from '../../server/domain/rollup-metrics.ts';
import { defineStatement, type Transaction } from '../database.ts';

/** The `hour` of the row that counts over all time. */
export const allTime = 0;

export const hourMs = 3_600_000;

/** A counter's change: by how much, and when (epoch milliseconds; null: it is kept for all time only). */
export type RollupChange = { metric: RollupMetric; modelVersionId: string; at: number | null; n: number };

type Row = { projectId: string; metric: RollupMetric; modelVersionId: string; hour: number; n: number };

/** One statement for n rows, prepared once for each n: all writers of a project wait for one another here. */
const add = (n: number) =>
  defineStatement<Record<string, unknown>, unknown>(`rollups.add.${n}`, ({ db, tables: { rollups } }) =>
    db
      .insert(rollups)
      .values(
        Array.from({ length: n }, (_, i) => ({
          projectId: sql.placeholder(`projectId${i}`),
          metric: sql.placeholder(`metric${i}`),
          modelVersionId: sql.placeholder(`modelVersionId${i}`),
          hour: sql.placeholder(`hour${i}`),
          n: sql.placeholder(`n${i}`),
        })),
      )
      .onConflictDoUpdate({
        target: [rollups.projectId, rollups.metric, rollups.modelVersionId, rollups.hour],
        set: { n: sql`${rollups.n} + excluded.n` },
      }),
  );

/** Changes that fall on one row, added up; in one order for all transactions, so that none waits in a circle. */
const fold = (projectId: string, changes: readonly RollupChange[]): Row[] => {
  const rows = new Map<string, Row>();
  for (const { metric, modelVersionId, at, n } of changes)
    for (const hour of at === null ? [allTime] : [allTime, at - (at % hourMs)]) {
      const key = `${metric} ${modelVersionId} ${hour}`;
      const row = rows.get(key);
      if (row) row.n += n;
      else rows.set(key, { projectId, metric, modelVersionId, hour, n });
    }
  return [...rows]
    .filter(([, row]) => row.n !== 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
};

/** Adds to a project's counters: to the row of all time, and to that of the hour where there is one. */
export const addRollups = async (
  tx: Transaction,
  projectId: string,
  changes: readonly RollupChange[],
): Promise<void> => {
  const rows = fold(projectId, changes);
  if (rows.length === 0) return;
  const numbered = rows.flatMap((row, i) =>
    Object.entries(row).map(([name, value]) => [`${name}${i}`, value]),
  );
  await tx.run(add(rows.length), Object.fromEntries(numbered));
};
