import { rollupMetrics } from '../../server/domain/rollup-metrics.ts';
import type { Columns } from '../columns/sqlite.ts';

export const operationTables = (c: Columns) => ({
  /** Counters kept in the transaction that changes them; `hour` 0 is all time, `modelVersionId` '' is no model. */
  rollups: c.table(
    'rollups',
    {
      projectId: c.text().notNull(),
      metric: c.word(rollupMetrics).notNull(),
      modelVersionId: c.text().notNull(),
      /** Epoch milliseconds of the hour's start. */
      hour: c.instant().notNull(),
      n: c.count().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.projectId, t.metric, t.hour, t.modelVersionId] })],
  ),

  /** One row a run of a scheduled job; the id `name:slot` keeps two instances from running one slot twice. */
  jobRuns: c.table(
    'job_runs',
    {
      id: c.text().primaryKey(),
      name: c.text().notNull(),
      startedAt: c.instant().notNull(),
      finishedAt: c.instant(),
      error: c.text(),
    },
    (t) => [c.index('job_runs_name').on(t.name, t.startedAt)],
  ),

  /** How often was tried what could be guessed, by whom or what; a row counts until `resetsAt`. */
  attempts: c.table(
    'attempts',
    {
      key: c.text().primaryKey(),
      n: c.integer().notNull(),
      resetsAt: c.instant().notNull(),
    },
    (t) => [c.index('attempts_resets').on(t.resetsAt)],
  ),
});
