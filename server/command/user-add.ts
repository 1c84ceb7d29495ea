import { commandLine } from '../../db/actor.ts';
import { recordAudit } from '../../db/queries/audit.ts';
import { insertUser } from '../../db/queries/people.ts';
import { line } from '../contract/values.ts';
import { addSignInLink } from '../features/people/links.ts';
import { defineCommand } from './command.ts';
import { emailAddress, parseGiven } from './given.ts';
import { withDatabase } from './with-database.ts';

/** Makes an account, and a link to enter it. */
export const userAdd = defineCommand({
  summary: 'make an account, and a link that signs in once',
  usage: 'user add <email> [--name <name>] [--admin]',
  help: [
    'Makes an account without a password and prints a link that signs its owner in once, within a day. A lead then gives',
    'them a role in a project.',
    '',
    '  --name    what they are called; default what stands before the @',
    '  --admin   may do everything',
  ].join('\n'),
  options: { name: { type: 'string' }, admin: { type: 'boolean' } },
  takes: ['email'],
  run: async (context, values, given) => {
    const email = parseGiven(emailAddress, 'email', given.email);
    const name = parseGiven(line(100), '--name', values.name ?? email.replace(/@.*/, ''));
    const isAdmin = values.admin ?? false;
    const { url } = await withDatabase(context, async (services) => {
      const createdAt = services.now();
      const id = await services.db.write(async (tx) => {
        const made = await insertUser(tx, { email, name, passwordHash: null, isAdmin, createdAt });
        if (made === null) throw new Error(`${email} has an account already; see "user link"`);
        await recordAudit(tx, {
          at: createdAt,
          projectId: null,
          actor: commandLine,
          action: 'person.invited',
          subject: email,
          before: null,
          after: { role: isAdmin ? 'admin' : null },
        });
        return made;
      });
      return addSignInLink(services, id, commandLine);
    });
    context.out(url);
    return 0;
  },
});
