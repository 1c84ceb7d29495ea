import type { Engine } from '../engine.ts';
import { newestKnown, type Migration } from './migration-state.ts';

/** Throws where a newer program has migrated the database. */
export const assertKnown = (migration: Migration | null): Migration => {
  if (migration !== null) return migration;
  throw new Error(
    'this database was migrated by a newer version of Countersign; use that version, or restore a backup',
  );
};

/** Throws, with what to do, where a database is not at this program's newest migration. */
export const assertCurrent = (engine: Engine, migration: Migration | null): Migration => {
  const there = assertKnown(migration);
  const known = newestKnown(engine);
  if (there.number === known.number) return there;
  throw new Error(
    `this database is at migration ${there.name} and this version needs ${known.name}: ` +
      'run `countersign migrate`, or use the version that the database belongs to',
  );
};
