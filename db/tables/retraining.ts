import { sql } from 'drizzle-orm';
import { cycleStates } from '../../server/domain/retraining/cycle.ts';
import { causes } from '../../server/domain/retraining/triggers/names.ts';
import type { LabelSource } from '../../server/domain/words.ts';
import type { Actor } from '../actor.ts';
import type { FilePart } from '../file-part.ts';
import type { Columns } from '../columns/sqlite.ts';
import type { ProjectTables } from './projects.ts';

export const retrainingTables = (c: Columns, { projects }: ProjectTables) => ({
  /** Trainings that were asked for, each with the dataset that it is to be done with. */
  retrainingCycles: c.table(
    'retraining_cycles',
    {
      id: c.text().primaryKey(),
      projectId: c
        .text()
        .notNull()
        .references(() => projects.id),
      state: c.word(cycleStates).notNull(),
      cause: c.word(causes).notNull(),
      requestedBy: c.json<Actor>().notNull(),
      requestedAt: c.instant().notNull(),
      /** The model version that was live when it was asked for, or else heard from last; null: none. */
      modelBefore: c.text(),
      /** The dataset: labels up to this position, as they were when the training was asked for. */
      labelSeq: c.count().notNull(),
      /** Those of them that people gave since the training before. */
      newLabels: c.count().notNull(),
      labels: c.json<Record<LabelSource, number>>(),
      /** SHA-256 of the whole file in hex; null until it is written. Its parts follow one another. */
      datasetHash: c.text(),
      datasetBytes: c.count(),
      datasetParts: c.json<FilePart[]>(),
      progress: c.real().notNull(),
      message: c.text().notNull(),
      readyAt: c.instant(),
      startedAt: c.instant(),
      endedAt: c.instant(),
      failure: c.text(),
      /** `name@version` that came of it. */
      model: c.text(),
      /**
       * Until when the instance that writes the dataset, and then the trainer, is trusted to be at work; how often an instance
       * took it up.
       */
      leaseExpiresAt: c.instant().notNull(),
      attempts: c.integer().notNull(),
    },
    (t) => [
      c.index('retraining_cycles_newest').on(t.projectId, t.requestedAt, t.id),
      c
        .uniqueIndex('retraining_cycles_open')
        .on(t.projectId)
        .where(sql`state IN ('preparing', 'requested', 'started')`),
      c
        .index('retraining_cycles_preparing')
        .on(t.leaseExpiresAt)
        .where(sql`state = 'preparing'`),
    ],
  ),
});
