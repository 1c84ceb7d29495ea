import { z } from 'zod';
import { commandLine } from '../../db/actor.ts';
import { line } from '../contract/values.ts';
import { keyPermissions } from '../domain/roles.ts';
import { addKey } from '../features/keys/create.ts';
import { defineCommand, usageFault } from './command.ts';
import { parseGiven, projectGiven } from './given.ts';
import { withDatabase } from './with-database.ts';

const permissionList = z.array(z.enum(keyPermissions)).min(1);

/** Makes an API key. */
export const keyAdd = defineCommand({
  summary: 'make an API key of a project',
  usage: 'key add <project> --name <name> --permissions <a,b>',
  help: [
    'Makes an API key and prints its secret, this one time.',
    '',
    '  --name          what the key is called',
    `  --permissions   of ${keyPermissions.join(', ')}`,
  ].join('\n'),
  options: { name: { type: 'string' }, permissions: { type: 'string' } },
  takes: ['project'],
  run: async (context, values, given) => {
    if (values.name === undefined) throw usageFault('--name is missing');
    if (values.permissions === undefined) throw usageFault('--permissions is missing');
    const name = parseGiven(line(100), '--name', values.name);
    const wanted = values.permissions.split(',').map((word) => word.trim());
    const permissions = parseGiven(permissionList, '--permissions', wanted);
    const { secret } = await withDatabase(context, async (services) => {
      const project = await services.db.read((q) => projectGiven(q, given.project));
      return addKey(services, project.id, commandLine, { name, permissions, expiresAt: null });
    });
    context.out(secret);
    return 0;
  },
});
