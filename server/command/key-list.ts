import { keysOf, type ApiKey } from '../../db/queries/keys.ts';
import { inColumns } from './columns.ts';
import { defineCommand } from './command.ts';
import { projectGiven } from './given.ts';
import { withDatabase } from './with-database.ts';

const stateOf = ({ revokedAt, expiresAt }: ApiKey, now: number): string => {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null) return 'in force';
  const until = new Date(expiresAt).toISOString().slice(0, 10);
  return expiresAt <= now ? `expired ${until}` : `until ${until}`;
};

/** Lists a project's API keys. */
export const keyList = defineCommand({
  summary: 'list the API keys of a project',
  usage: 'key list <project>',
  help: 'Lists the API keys of a project, newest first. Of its secret a key shows the beginning only.',
  takes: ['project'],
  run: async (context, _, given) => {
    const keys = await withDatabase(context, ({ db }) =>
      db.read(async (q) => keysOf(q, (await projectGiven(q, given.project)).id)),
    );
    const rows = keys.map((key) => [
      key.id,
      key.name,
      `${key.prefix}…`,
      stateOf(key, context.now()),
      key.permissions.join(','),
    ]);
    context.out(inColumns(['id', 'name', 'secret', 'state', 'permissions'], rows));
    return 0;
  },
});
