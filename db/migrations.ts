import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of an engine's migrations: beside this file in the sources, and beside `dist/` in a build. */
export const migrationsFolder = (engine: 'sqlite' | 'postgres'): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'db', 'migrations', engine, 'meta'))) {
    if (dirname(folder) === folder) throw new Error('db/migrations was not found above the program');
    folder = dirname(folder);
  }
  return join(folder, 'db', 'migrations', engine);
};

/** Refuses a database whose newest migration (its `created_at`) this program does not know. */
export const assertNewestIsKnown = (folder: string, newest: number): void => {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { when: number }[]; // written by drizzle-kit
  };
  const known = Math.max(...journal.entries.map((entry) => entry.when));
  if (newest > known)
    throw new Error(
      'this database was migrated by a newer version of Countersign; start that version, or restore a backup',
    );
};
