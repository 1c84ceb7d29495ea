import { commandLine } from '../../db/actor.ts';
import { switchAccount } from '../features/people/update-account.ts';
import { defineCommand, type Context } from './command.ts';
import { userGiven } from './given.ts';
import { withDatabase } from './with-database.ts';

const switchTo = async (context: Context, email: string, disabled: boolean): Promise<number> => {
  await withDatabase(context, async (services) => {
    const user = await services.db.read((q) => userGiven(q, email));
    await switchAccount(services, user.id, { disabled }, commandLine);
  });
  context.out(`${email} is ${disabled ? 'disabled' : 'enabled'}.`);
  return 0;
};

/** Disables an account. */
export const userDisable = defineCommand({
  summary: 'disable an account',
  usage: 'user disable <email>',
  help: 'Ends all sessions of the account, gives back what its owner holds, and lets them in no more. Decisions stay.',
  takes: ['email'],
  run: (context, _, { email }) => switchTo(context, email, true),
});

/** Enables a disabled account. */
export const userEnable = defineCommand({
  summary: 'enable a disabled account',
  usage: 'user enable <email>',
  help: 'Lets the owner of a disabled account in again, with the roles they had.',
  takes: ['email'],
  run: (context, _, { email }) => switchTo(context, email, false),
});
