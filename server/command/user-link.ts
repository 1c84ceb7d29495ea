import { commandLine } from '../../db/actor.ts';
import { recordAudit } from '../../db/queries/audit.ts';
import { forgetPassword } from '../../db/queries/people.ts';
import { addSignInLink } from '../features/people/links.ts';
import { defineCommand } from './command.ts';
import { userGiven } from './given.ts';
import { withDatabase } from './with-database.ts';

/** Makes a link that signs somebody in. */
export const userLink = defineCommand({
  summary: 'make a link that signs somebody in once',
  usage: 'user link <email> [--forget-password]',
  help: [
    'Prints a link that signs the owner of an account in once, within a day.',
    '',
    '  --forget-password   take the password away, so that they can set another',
  ].join('\n'),
  options: { 'forget-password': { type: 'boolean' } },
  takes: ['email'],
  run: async (context, { 'forget-password': forget = false }, { email }) => {
    const { url } = await withDatabase(context, async (services) => {
      const user = await services.db.read((q) => userGiven(q, email));
      const link = await addSignInLink(services, user.id, commandLine);
      if (forget)
        await services.db.write(async (tx) => {
          if (!(await forgetPassword(tx, user.id))) return;
          await recordAudit(tx, {
            at: services.now(),
            projectId: null,
            actor: commandLine,
            action: 'password.changed',
            subject: user.email,
            before: { hasPassword: true },
            after: { hasPassword: false },
          });
        });
      return link;
    });
    context.out(url);
    return 0;
  },
});
