import type { DriftResult } from '../../server/domain/drift/compare.ts';
import type { BinCounts } from '../../server/domain/drift/counts.ts';
import type { Actor } from '../actor.ts';
import type { Columns } from '../columns/sqlite.ts';

export const driftTables = (c: Columns) => ({
  /** What came in of a model version over a time, as what comes later is held against it; it never changes. */
  driftReferences: c.table(
    'drift_references',
    {
      id: c.text().primaryKey(),
      projectId: c.text().notNull(),
      modelVersionId: c.text().notNull(),
      /** From 1 on, for each model version; the last is in force. */
      revision: c.integer().notNull(),
      name: c.text().notNull(),
      from: c.instant().notNull(),
      to: c.instant().notNull(),
      /** How long the windows are, at least, that are held against it. */
      windowMinutes: c.integer().notNull(),
      counts: c.json<Record<string, BinCounts>>().notNull(),
      actor: c.json<Actor>().notNull(),
      createdAt: c.instant().notNull(),
    },
    (t) => [c.uniqueIndex('drift_references_revision').on(t.projectId, t.modelVersionId, t.revision)],
  ),

  /** What came of holding a window against a reference. */
  driftWindows: c.table(
    'drift_windows',
    {
      referenceId: c.text().notNull(),
      start: c.instant().notNull(),
      end: c.instant().notNull(),
      results: c.json<DriftResult[]>().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.referenceId, t.end] })],
  ),
});
