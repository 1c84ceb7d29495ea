import { assertCurrent } from '../../db/archive/assert-current.ts';
import { migrationOf } from '../../db/archive/migration-of.ts';
import type { Database } from '../../db/database.ts';
import { engineOf } from '../../db/engine.ts';
import { openDatabase } from '../../db/open.ts';
import type { Services } from '../http/handler.ts';
import type { Context } from './command.ts';

/** What the features' operations need, outside of a server. */
export type CommandServices = Pick<Services, 'db' | 'now' | 'principals' | 'publicUrl'> & {
  publish: Pick<Services['publish'], 'queueChanged'>;
};

const servicesOf = (db: Database, { config, now }: Context): CommandServices => ({
  db,
  now,
  publicUrl: () => config.publicUrl ?? `http://localhost:${config.port}`,
  // Servers that run remember people, keys and queue counts for a moment only.
  principals: { forget: () => undefined },
  publish: { queueChanged: () => undefined },
});

/** Works on the database, which must be there and at this version: nobody migrates by listing users. */
export const withDatabase = async <T>(
  context: Context,
  work: (services: CommandServices) => Promise<T>,
): Promise<T> => {
  const url = context.config.databaseUrl;
  assertCurrent(engineOf(url), await migrationOf(url));
  const db = await openDatabase(url, { poolSize: 2 });
  try {
    return await work(servicesOf(db, context));
  } finally {
    await db.close();
  }
};
