import type { Transaction } from '../../../db/database.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { takeFirstAdminLinks, type SignInLink } from '../../../db/queries/links.ts';
import { hasUsers, insertMembership, insertUser, makeAdmin } from '../../../db/queries/people.ts';
import type { Role } from '../../domain/roles.ts';
import { AppError, invalidField } from '../../errors.ts';
import type { Person } from '../../http/principal.ts';
import { hashPassword } from './password.ts';
import { told } from '../../domain/told.ts';

/** Somebody about to get an account. */
type Newcomer = { name: string; email: string; passwordHash: string | null };

/** Checks what a newcomer sent; an invitation for an address is for that address alone. */
export const newcomerFrom = async (
  sent: { name?: string | undefined; email?: string | undefined; password?: string | undefined },
  invited: string | null,
): Promise<Newcomer> => {
  const email = sent.email ?? invited;
  if (sent.name === undefined) throw invalidField(['name'], told`is needed for an account`);
  if (email === null) throw invalidField(['email'], told`is needed for an account`);
  if (invited !== null && email !== invited)
    throw invalidField(['email'], told`the invitation is for ${invited}`);
  return {
    name: sent.name,
    email,
    passwordHash: sent.password === undefined ? null : await hashPassword(sent.password),
  };
};

const makeAccount = async (
  tx: Transaction,
  newcomer: Newcomer,
  isAdmin: boolean,
  now: number,
): Promise<string> => {
  const id = await insertUser(tx, { ...newcomer, isAdmin, createdAt: now });
  if (id !== null) return id;
  const fault = told`has an account already: sign in first, then open the link again`;
  throw new AppError('conflict', {
    detail: told`${newcomer.email} ${fault}`,
    errors: [{ path: ['email'], ...fault }],
  });
};

const recordJoining = (
  tx: Transaction,
  link: SignInLink,
  person: { id: string; name: string; email: string },
  role: Role,
  now: number,
): Promise<void> =>
  recordAudit(tx, {
    at: now,
    projectId: link.projectId,
    actor: { kind: 'person', id: person.id, name: person.name },
    action: 'person.joined',
    subject: person.email,
    before: null,
    after: { role, invitedBy: link.createdBy.name },
  });

/** Makes the first account of the server, an admin's; one link for it is as good as all others. */
export const joinAsFirstAdmin =
  (newcomer: Newcomer) =>
  async (tx: Transaction, link: SignInLink, now: number): Promise<string> => {
    await takeFirstAdminLinks(tx, now);
    if (await hasUsers(tx)) throw new AppError('link_invalid');
    const id = await makeAccount(tx, newcomer, true, now);
    await recordJoining(tx, link, { ...newcomer, id }, 'admin', now);
    return id;
  };

/** Makes an account with what the invitation leads to: a role in a project, or that of an admin. */
export const joinByInvitation =
  (newcomer: Newcomer) =>
  async (tx: Transaction, link: SignInLink, now: number): Promise<string> => {
    const { projectId, role } = link;
    if (role === null) throw new AppError('link_invalid');
    const id = await makeAccount(tx, newcomer, role === 'admin', now);
    if (role !== 'admin' && projectId !== null)
      await insertMembership(tx, { userId: id, projectId, role, createdAt: now });
    await recordJoining(tx, link, { ...newcomer, id }, role, now);
    return id;
  };

/** Gives a signed-in person what the invitation leads to. */
export const joinWithAccount =
  (person: Person) =>
  async (tx: Transaction, link: SignInLink, now: number): Promise<string> => {
    const { email, projectId, role } = link;
    if (role === null) throw new AppError('link_invalid');
    if (email !== null && email !== person.email)
      throw new AppError('conflict', {
        detail: told`The invitation is for ${email}, and you are signed in as ${person.email}`,
      });
    const joined =
      role === 'admin'
        ? await makeAdmin(tx, person.id)
        : projectId !== null &&
          (await insertMembership(tx, { userId: person.id, projectId, role, createdAt: now }));
    if (!joined)
      throw new AppError('conflict', {
        detail:
          role === 'admin'
            ? told`You are an admin already; the link is still good for somebody else`
            : told`You are in this project already; the link is still good for somebody else`,
      });
    await recordJoining(tx, link, person, role, now);
    return person.id;
  };
