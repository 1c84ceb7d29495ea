import { sql } from 'drizzle-orm';
import type { Manifest } from '../../server/domain/datasets/manifest.ts';
import type { DatasetQuery } from '../../server/domain/datasets/query.ts';
import { writingStates } from '../../server/domain/datasets/states.ts';
import type { Tally } from '../../server/domain/datasets/tally.ts';
import type { Actor } from '../actor.ts';
import type { FilePart } from '../file-part.ts';
import type { Columns } from '../columns/sqlite.ts';
import type { ItemTables } from './items.ts';
import type { ProjectTables } from './projects.ts';

/** Part of a snapshot's rows: a gzip member of whole lines, how many, and the keys of the first and the last. */
export type RowsPart = FilePart & { rows: number; first: string; last: string };

export const datasetTables = (c: Columns, { projects }: ProjectTables, { items }: ItemTables) => {
  /** Frozen datasets of labels. */
  const snapshots = c.table(
    'snapshots',
    {
      id: c.text().primaryKey(),
      projectId: c
        .text()
        .notNull()
        .references(() => projects.id),
      name: c.text().notNull(),
      query: c.json<DatasetQuery>().notNull(),
      /** The snapshot that it goes on from. */
      parentId: c.text(),
      /** Whether its test split is sealed: who is in it is settled for all later snapshots. */
      sealed: c.flag().notNull(),
      licence: c.text().notNull(),
      state: c.word(writingStates).notNull(),
      requestedBy: c.json<Actor>().notNull(),
      /** It holds the labels up to this position, as they were at this instant. */
      requestedAt: c.instant().notNull(),
      labelSeq: c.count().notNull(),
      progress: c.real().notNull(),
      /** What is written so far, and what was counted in it. */
      parts: c.json<RowsPart[]>().notNull(),
      tally: c.json<Tally>(),
      /** SHA-256 of all rows as they are before compression, in hex; null until they are whole, as is the manifest. */
      hash: c.text(),
      manifest: c.json<Manifest>(),
      endedAt: c.instant(),
      failure: c.text(),
      /** How many keys of it were withdrawn later. */
      withdrawn: c.count().notNull().default(0),
      /** Until when the instance that writes it is trusted to be at work; how often one took it up. */
      leaseExpiresAt: c.instant().notNull(),
      attempts: c.integer().notNull(),
    },
    (t) => [
      c.index('snapshots_newest').on(t.projectId, t.requestedAt, t.id),
      c
        .index('snapshots_writing')
        .on(t.leaseExpiresAt)
        .where(sql`state = 'writing'`),
    ],
  );
  return {
    snapshots,

    /** Items that were erased for legal reasons: their keys are withdrawn from whatever held them. */
    erasures: c.table(
      'erasures',
      {
        itemId: c
          .text()
          .primaryKey()
          .references(() => items.id),
        projectId: c
          .text()
          .notNull()
          .references(() => projects.id),
        key: c.text().notNull(),
        reason: c.text().notNull(),
        erasedBy: c.json<Actor>().notNull(),
        erasedAt: c.instant().notNull(),
        /** Snapshots that hold it, or may, as they were being written. */
        snapshots: c.json<string[]>().notNull(),
        /** Files of it that nothing else needs: their bytes go once this is durable. */
        media: c.json<string[]>().notNull(),
      },
      (t) => [c.index('erasures_latest').on(t.projectId, t.erasedAt, t.itemId)],
    ),

    /** Snapshots as files of some format. */
    datasetExports: c.table(
      'dataset_exports',
      {
        id: c.text().primaryKey(),
        projectId: c
          .text()
          .notNull()
          .references(() => projects.id),
        snapshotId: c
          .text()
          .notNull()
          .references(() => snapshots.id),
        format: c.text().notNull(),
        /** Whether it is the data alone, without the card beside it. */
        bare: c.flag().notNull(),
        state: c.word(writingStates).notNull(),
        requestedBy: c.json<Actor>().notNull(),
        requestedAt: c.instant().notNull(),
        progress: c.real().notNull(),
        parts: c.json<FilePart[]>().notNull(),
        /** SHA-256 of the whole file in hex; null until it is written. */
        hash: c.text(),
        bytes: c.count(),
        /** What it is called within its dataset; null until it is written. */
        fileName: c.text(),
        /** What its links are proved by, hashed, and until when; null: there is none. */
        linkHash: c.text(),
        linkExpiresAt: c.instant(),
        endedAt: c.instant(),
        failure: c.text(),
        leaseExpiresAt: c.instant().notNull(),
        attempts: c.integer().notNull(),
      },
      (t) => [
        c.index('dataset_exports_of').on(t.snapshotId, t.requestedAt, t.id),
        c.uniqueIndex('dataset_exports_link').on(t.linkHash),
        c
          .index('dataset_exports_writing')
          .on(t.leaseExpiresAt)
          .where(sql`state = 'writing'`),
      ],
    ),
  };
};
