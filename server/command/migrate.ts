import { assertKnown } from '../../db/archive/assert-current.ts';
import { migrationOf } from '../../db/archive/migration-of.ts';
import { newestKnown } from '../../db/archive/migration-state.ts';
import { engineOf } from '../../db/engine.ts';
import { openDatabase } from '../../db/open.ts';
import { defineCommand } from './command.ts';

/** What `--check` exits with where the database is behind. */
const pending = 3;

/** Brings the database to this version's newest migration. */
export const migrate = defineCommand({
  summary: 'bring the database to this version, making it where there is none',
  usage: 'migrate [--check]',
  help: [
    'Runs the migrations that the database has not had; the server does the same when it starts.',
    '',
    '  --check   change nothing: exit with 0 where there is nothing to do, with 3 where migrations are pending',
  ].join('\n'),
  options: { check: { type: 'boolean' } },
  run: async ({ config, out }, { check = false }) => {
    const url = config.databaseUrl;
    const wanted = newestKnown(engineOf(url));
    const before = assertKnown(await migrationOf(url));
    if (before.number === wanted.number) {
      out(`The database is at ${wanted.name}: nothing to do.`);
      return 0;
    }
    if (check) {
      out(
        `The database is at ${before.name}, and this version needs ${wanted.name}: migrations are pending.`,
      );
      return pending;
    }
    await (await openDatabase(url)).close();
    out(`Migrated from ${before.name} to ${wanted.name}.`);
    return 0;
  },
});
