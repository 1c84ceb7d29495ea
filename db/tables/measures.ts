import { measureMetrics } from '../../server/domain/measures/metrics.ts';
import type { Columns } from '../columns/sqlite.ts';

export const measureTables = (c: Columns) => ({
  /**
   * What is measured as it happens, added up over stretches of time in the transaction that causes it; what each metric's
   * part, bin and sum are is said in `server/domain/measures/metrics.ts`. Each moment lies in rows of one span only.
   */
  measures: c.table(
    'measures',
    {
      projectId: c.text().notNull(),
      metric: c.word(measureMetrics).notNull(),
      /** Epoch milliseconds of the stretch's start, and its length in minutes. */
      start: c.instant().notNull(),
      span: c.integer().notNull(),
      /** '' is none. */
      modelVersionId: c.text().notNull(),
      part: c.text().notNull(),
      bin: c.text().notNull(),
      n: c.count().notNull(),
      sum: c.real().notNull(),
    },
    (t) => [
      c.primaryKey({
        columns: [t.projectId, t.metric, t.start, t.span, t.modelVersionId, t.part, t.bin],
      }),
      c.index('measures_age').on(t.span, t.start, t.projectId),
    ],
  ),
});
