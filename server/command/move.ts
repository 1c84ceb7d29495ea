import { engineOf } from '../../db/engine.ts';
import { moveDatabase } from '../../db/move/move.ts';
import { defineCommand, usageFault } from './command.ts';

/** Moves the embedded database to a PostgreSQL server. */
export const move = defineCommand({
  summary: 'move the SQLite file to PostgreSQL, with the server stopped',
  usage: 'move --to <postgres://…>',
  help: [
    'Copies the SQLite file of the settings into an empty PostgreSQL database, and compares the two row by row. Stop the',
    'server first: the file is kept from everybody else meanwhile. A move that was broken off is taken up where it was by',
    'running it again; no server starts on the target before it is complete. The file stays as it is; media are not moved.',
    '',
    '  --to   where to; the password may stand in PGPASSWORD',
  ].join('\n'),
  options: { to: { type: 'string' } },
  run: async ({ config, out, progress, signal }, { to }) => {
    if (to === undefined) throw usageFault('--to is missing');
    if (engineOf(to) !== 'postgres') throw usageFault('--to must be postgres://…');
    if (engineOf(config.databaseUrl) !== 'sqlite')
      throw new Error('DATABASE_URL names a PostgreSQL server: what is moved is an SQLite file');
    const { outcome, rows } = await moveDatabase(config.databaseUrl, to, { progress, signal });
    if (outcome === 'complete') {
      out('The move was complete already: nothing was done.');
      return 0;
    }
    out(`Moved ${rows} rows; both sides were compared and are equal.`);
    out(
      'Start the server with DATABASE_URL set to the target, and with the same DATA_DIR, where its media are.',
    );
    return 0;
  },
});
