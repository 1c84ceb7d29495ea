import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Driver from 'better-sqlite3';
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3';
import { migrate as migrateSqlite } from 'drizzle-orm/better-sqlite3/migrator';
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres';
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import type { Engine } from '../engine.ts';
import { migrationsFolder } from '../migrations.ts';
import { journalOf } from './migration-state.ts';

/** Works with a copy of an engine's migrations that ends with one of them: the migrator always takes a folder whole. */
const withMigrationsUpTo = async (
  engine: Engine,
  number: number,
  work: (folder: string) => Promise<void>,
): Promise<void> => {
  const from = migrationsFolder(engine);
  const folder = mkdtempSync(join(tmpdir(), 'countersign-migrations-'));
  try {
    mkdirSync(join(folder, 'meta'));
    const kept = new Set(
      journalOf(engine)
        .filter((entry) => entry.number <= number)
        .map((entry) => entry.name),
    );
    for (const name of kept) copyFileSync(join(from, `${name}.sql`), join(folder, `${name}.sql`));
    const journal = JSON.parse(readFileSync(join(from, 'meta', '_journal.json'), 'utf8')) as {
      entries: { tag: string }[]; // read and checked by journalOf above
    };
    const entries = journal.entries.filter(({ tag }) => kept.has(tag));
    writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ ...journal, entries }));
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Migrates a file up to one of the migrations, and no further. */
export const migrateFileTo = (driver: Driver.Database, number: number): Promise<void> =>
  withMigrationsUpTo('sqlite', number, async (folder) =>
    migrateSqlite(drizzleSqlite({ client: driver }), { migrationsFolder: folder }),
  );

/** Migrates a server's database up to one of the migrations, and no further. */
export const migrateServerTo = (client: pg.Client, number: number): Promise<void> =>
  withMigrationsUpTo('postgres', number, (folder) =>
    migratePostgres(drizzlePostgres({ client }), { migrationsFolder: folder }),
  );
