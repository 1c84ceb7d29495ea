import { accounts } from '../../db/queries/people.ts';
import { inColumns } from './columns.ts';
import { defineCommand } from './command.ts';
import { withDatabase } from './with-database.ts';

const day = (ms: number | null): string => (ms === null ? 'never' : new Date(ms).toISOString().slice(0, 10));

/** Lists all accounts. */
export const userList = defineCommand({
  summary: 'list the accounts',
  usage: 'user list',
  help: 'Lists all accounts by name, with the role they have in each project.',
  run: async (context) => {
    const all = await withDatabase(context, ({ db }) => db.read(accounts));
    const rows = all.map(({ email, name, isAdmin, disabledAt, lastSeenAt, projects }) => [
      email,
      name,
      disabledAt === null ? 'enabled' : 'disabled',
      day(lastSeenAt),
      isAdmin ? 'admin' : projects.map(({ slug, role }) => `${role} of ${slug}`).join(', '),
    ]);
    context.out(inColumns(['email', 'name', 'state', 'last seen', 'roles'], rows));
    return 0;
  },
});
