import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Engine } from '../engine.ts';
import { migrationsFolder } from '../migrations.ts';

/** A migration by its number, which is the same on both engines, and its name; −1 is before the first. */
export type Migration = { number: number; name: string };

/** Before the first migration. */
export const unmigrated: Migration = { number: -1, name: 'the beginning' };

const journalFile = z.object({
  entries: z.array(z.object({ idx: z.number(), when: z.number(), tag: z.string() })),
});

/** An engine's migrations, oldest first; `when` (epoch milliseconds) is what a database remembers of each. */
export const journalOf = (engine: Engine): (Migration & { when: number })[] => {
  const text = readFileSync(join(migrationsFolder(engine), 'meta', '_journal.json'), 'utf8');
  return journalFile
    .parse(JSON.parse(text))
    .entries.map(({ idx, tag, when }) => ({ number: idx, name: tag, when }));
};

/** The newest migration that this program knows. */
export const newestKnown = (engine: Engine): Migration => {
  const newest = journalOf(engine).at(-1);
  return newest ? { number: newest.number, name: newest.name } : unmigrated;
};

/** The migration that a database remembers as its newest; null where a newer program has migrated it. */
export const migrationAt = (engine: Engine, when: number): Migration | null => {
  if (when === 0) return unmigrated;
  const found = journalOf(engine).find((entry) => entry.when === when);
  return found ? { number: found.number, name: found.name } : null;
};
