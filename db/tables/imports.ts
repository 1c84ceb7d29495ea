import { sql } from 'drizzle-orm';
import type { Assignment } from '../../server/domain/imports/mapping.ts';
import { importedAs, importStates, sourceFormatNames } from '../../server/domain/imports/words.ts';
import type { Told } from '../../server/domain/told.ts';
import type { Actor } from '../actor.ts';
import type { FilePart } from '../file-part.ts';
import type { Columns } from '../columns/sqlite.ts';
import type { ProjectTables } from './projects.ts';

/** What rows of a file became. */
export type ImportCounts = {
  /** Items that are there now and were not. */
  items: number;
  labels: number;
  gold: number;
  /** Items that had been taken in with the same content. */
  repeats: number;
  refused: number;
};

export const importTables = (c: Columns, { projects }: ProjectTables) => {
  /** Files of items and labels that were brought, and what became of them. */
  const imports = c.table(
    'imports',
    {
      id: c.text().primaryKey(),
      projectId: c
        .text()
        .notNull()
        .references(() => projects.id),
      /** What the file was called. */
      name: c.text().notNull(),
      format: c.word(sourceFormatNames).notNull(),
      bytes: c.count().notNull(),
      /** Its parts follow one another. */
      parts: c.json<FilePart[]>().notNull(),
      columns: c.json<string[]>().notNull(),
      mapping: c.json<Assignment[]>().notNull(),
      labelsAs: c.word(importedAs).notNull(),
      state: c.word(importStates).notNull(),
      createdBy: c.json<Actor>().notNull(),
      createdAt: c.instant().notNull(),
      startedAt: c.instant(),
      endedAt: c.instant(),
      /** Rows that were dealt with, the share of the file that these are, and what became of them. */
      rows: c.count().notNull(),
      progress: c.real().notNull(),
      counts: c.json<ImportCounts>().notNull(),
      /** Why it failed as a whole; null: it did not. */
      failure: c.text(),
      /** Until when the instance that takes the rows in is trusted to be at work; how often one took it up. */
      leaseExpiresAt: c.instant().notNull(),
      attempts: c.integer().notNull(),
      /** How often since rows were last taken in. */
      tries: c.integer().notNull(),
    },
    (t) => [
      c.index('imports_newest').on(t.projectId, t.createdAt, t.id),
      c
        .index('imports_running')
        .on(t.leaseExpiresAt)
        .where(sql`state = 'running'`),
    ],
  );
  return {
    imports,

    /** What is wrong with rows that were refused, of the first of them. */
    importFaults: c.table(
      'import_faults',
      {
        importId: c
          .text()
          .notNull()
          .references(() => imports.id),
        /** The order of the faults of an import, from 0. */
        place: c.integer().notNull(),
        line: c.count().notNull(),
        /** The item's key; null: it has none. */
        key: c.text(),
        /** The field at fault, its parts separated by dots; '': the row. */
        field: c.text().notNull(),
        fault: c.json<Told>().notNull(),
      },
      (t) => [c.primaryKey({ columns: [t.importId, t.place] })],
    ),
  };
};
