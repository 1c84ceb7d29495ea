import { existsSync } from 'node:fs';
import { engineOf, fileOf, type Engine } from '../engine.ts';
import { assertNotMoving } from '../move/state.ts';
import { openDriver } from '../sqlite.ts';
import { unmigrated, type Migration } from './migration-state.ts';
import { connectTo, migrationOfServer } from './postgres-session.ts';
import { migrationOfFile } from './sqlite-file.ts';

const ofFile = async (url: string): Promise<Migration | null> => {
  if (!existsSync(fileOf(url))) return unmigrated;
  const driver = openDriver(fileOf(url), { readonly: true });
  try {
    return migrationOfFile(driver);
  } finally {
    driver.close();
  }
};

const ofServer = async (url: string): Promise<Migration | null> => {
  const client = await connectTo(url);
  try {
    await assertNotMoving(client);
    return await migrationOfServer(client);
  } finally {
    await client.end();
  }
};

const readers: Record<Engine, typeof ofFile> = { sqlite: ofFile, postgres: ofServer };

/**
 * The newest migration of a database, which need not be there yet; null where a newer program has migrated it. Throws
 * where a move into it is not complete.
 */
export const migrationOf = (url: string): Promise<Migration | null> => readers[engineOf(url)](url);
