import { openInvitations, type SignInLink } from '../../../db/queries/links.ts';
import { accounts, membersOf } from '../../../db/queries/people.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import type { peopleContract } from './contract.ts';
import { invite, inviteAdmin, makeSignInLink, withdrawAdminInvitation, withdrawInvitation } from './links.ts';
import { remove } from './remove.ts';
import { setRole } from './set-role.ts';
import { updateAccount } from './update-account.ts';

const instant = (ms: number): string => new Date(ms).toISOString();

/** Invitations as replies tell them. An invitation always has a role. */
const told = (links: SignInLink[]) =>
  links.flatMap(({ id, email, role, createdBy, createdAt, expiresAt }) =>
    role === null
      ? []
      : [
          {
            id,
            email,
            role,
            createdBy: createdBy.name,
            createdAt: instant(createdAt),
            expiresAt: instant(expiresAt),
          },
        ],
  );

/** Members, invitations and accounts. */
export const peopleHandlers = (s: Services): Handlers<typeof peopleContract> => ({
  list: ({ project }) =>
    s.db.read(async (q) => {
      const members = await membersOf(q, project.id);
      return {
        members: members.flatMap(({ id, name, email, isAdmin, role, disabledAt, lastSeenAt }) => {
          const effective = isAdmin ? ('admin' as const) : role;
          if (effective === null) return [];
          const disabled = disabledAt !== null;
          const seen = lastSeenAt === null ? null : instant(lastSeenAt);
          return [{ id, name, email, role: effective, disabled, lastSeenAt: seen }];
        }),
        invitations: told(await openInvitations(q, project.id, s.now())),
      };
    }),
  invite: invite(s),
  withdrawInvitation: withdrawInvitation(s),
  setRole: setRole(s),
  remove: remove(s),
  accounts: () =>
    s.db.read(async (q) => ({
      accounts: (await accounts(q)).map(({ id, name, email, isAdmin, projects, ...at }) => ({
        id,
        name,
        email,
        isAdmin,
        disabled: at.disabledAt !== null,
        createdAt: instant(at.createdAt),
        lastSeenAt: at.lastSeenAt === null ? null : instant(at.lastSeenAt),
        projects,
      })),
      invitations: told(await openInvitations(q, null, s.now())),
    })),
  inviteAdmin: inviteAdmin(s),
  withdrawAdminInvitation: withdrawAdminInvitation(s),
  updateAccount: updateAccount(s),
  signInLink: makeSignInLink(s),
});
