import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openDatabase } from '../../db/open.ts';
import { createMigratedDatabase, writeMigratedFile } from './migrated-database.ts';

type Open = () => Promise<Database>;

/**
 * Runs the tests once on SQLite (a temporary file) and once on PostgreSQL (a new database on the server that
 * TEST_DATABASE_URL names, as `npm test` starts one). What `open` opened is closed after the last test.
 */
export const onBothEngines = (name: string, tests: (open: Open) => void): void => {
  describe(`${name} (SQLite)`, () => {
    const folders: string[] = [];
    // Registered before the closing of the databases, and so run after it.
    afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
    tests(
      closing(async () => {
        const folder = mkdtempSync(path.join(tmpdir(), 'countersign-storage-'));
        folders.push(folder);
        const file = path.join(folder, 'countersign.db');
        await writeMigratedFile(file);
        return file;
      }),
    );
  });

  describe(`${name} (PostgreSQL)`, () => {
    tests(
      closing(async () => {
        const server = process.env.TEST_DATABASE_URL;
        if (!server)
          throw new Error('TEST_DATABASE_URL names no PostgreSQL server; run `npm test -- storage`');
        return createMigratedDatabase(server);
      }),
    );
  });
};

/** Opens databases at URLs of this making, and closes them when the tests around are over. */
const closing = (makeUrl: () => Promise<string>): Open => {
  const opened: Database[] = [];
  afterAll(async () => {
    for (const database of opened.splice(0)) await database.close();
  });
  return async () => {
    const database = await openDatabase(await makeUrl(), { poolSize: 5 });
    opened.push(database);
    return database;
  };
};
