import { commandLine } from '../../db/actor.ts';
import { projectOfKey } from '../../db/queries/keys.ts';
import { withdrawKey } from '../features/keys/revoke.ts';
import { defineCommand } from './command.ts';
import { withDatabase } from './with-database.ts';

/** Ends an API key. */
export const keyRevoke = defineCommand({
  summary: 'end an API key at once',
  usage: 'key revoke <id>',
  help: 'Ends an API key; "key list" tells its id. Servers that run refuse it within two seconds.',
  takes: ['id'],
  run: async (context, _, { id }) => {
    await withDatabase(context, async (services) => {
      const projectId = await services.db.read((q) => projectOfKey(q, id));
      if (projectId === null) throw new Error(`there is no key ${id}`);
      await withdrawKey(services, projectId, id, commandLine);
    });
    context.out(`The key ${id} is revoked.`);
    return 0;
  },
});
