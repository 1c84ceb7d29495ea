import type { Actor } from '../../../db/actor.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { deleteInvitation, insertLink } from '../../../db/queries/links.ts';
import { userById } from '../../../db/queries/people.ts';
import type { ProjectRole } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf, type Principal } from '../../http/principal.ts';
import { invitationLifetime, newSignInLink, signInLifetime } from '../../http/sign-in-link.ts';
import type { peopleContract } from './contract.ts';
import { told } from '../../domain/told.ts';

type Contract = typeof peopleContract;

/** How the audit log calls an invitation that is for nobody in particular. */
const anyone = 'whoever has the link';

const makeInvitation = async (
  s: Services,
  principal: Principal,
  to: { projectId: string; role: ProjectRole } | { projectId: null; role: 'admin' },
  email: string | null,
) => {
  const { url, tokenHash } = newSignInLink(s.publicUrl());
  const createdAt = s.now();
  const expiresAt = createdAt + invitationLifetime;
  const createdBy = actorOf(principal);
  const id = await s.db.write(async (tx) => {
    await recordAudit(tx, {
      at: createdAt,
      projectId: to.projectId,
      actor: createdBy,
      action: 'person.invited',
      subject: email ?? anyone,
      before: null,
      after: { role: to.role },
    });
    const link = { tokenHash, kind: 'invitation' as const, userId: null, ...to, email };
    return insertLink(tx, { ...link, createdBy, createdAt, expiresAt });
  });
  return { id, url, expiresAt: new Date(expiresAt).toISOString() };
};

/** Makes an invitation into a project. */
export const invite =
  (s: Services): Handler<Contract['invite']> =>
  ({ body, principal, project }) =>
    makeInvitation(s, principal, { projectId: project.id, role: body.role }, body.email);

/** Makes an invitation for a further admin. */
export const inviteAdmin =
  (s: Services): Handler<Contract['inviteAdmin']> =>
  ({ body, principal }) =>
    makeInvitation(s, principal, { projectId: null, role: 'admin' }, body.email);

const withdraw = async (s: Services, principal: Principal, projectId: string | null, id: string) => {
  await s.db.write(async (tx) => {
    const invitation = await deleteInvitation(tx, projectId, id);
    if (!invitation)
      throw new AppError('not_found', { detail: told`no such invitation waits to be taken up` });
    await recordAudit(tx, {
      at: s.now(),
      projectId,
      actor: actorOf(principal),
      action: 'invitation.withdrawn',
      subject: invitation.email ?? anyone,
      before: { role: invitation.role },
      after: null,
    });
  });
  return { ok: true as const };
};

/** Withdraws an invitation into a project that was not taken up. */
export const withdrawInvitation =
  (s: Services): Handler<Contract['withdrawInvitation']> =>
  ({ params, principal, project }) =>
    withdraw(s, principal, project.id, params.id);

/** Withdraws an invitation for a further admin that was not taken up. */
export const withdrawAdminInvitation =
  (s: Services): Handler<Contract['withdrawAdminInvitation']> =>
  ({ params, principal }) =>
    withdraw(s, principal, null, params.id);

/** Makes a link that signs a person in once. */
export const addSignInLink = async (
  s: Pick<Services, 'db' | 'now' | 'publicUrl'>,
  userId: string,
  createdBy: Actor,
) => {
  const { url, tokenHash } = newSignInLink(s.publicUrl());
  const createdAt = s.now();
  const expiresAt = createdAt + signInLifetime;
  const id = await s.db.write(async (tx) => {
    const user = await userById(tx, userId);
    if (!user || user.disabledAt !== null)
      throw new AppError('not_found', { detail: told`no such account, or it is disabled` });
    await recordAudit(tx, {
      at: createdAt,
      projectId: null,
      actor: createdBy,
      action: 'sign_in_link.made',
      subject: user.email,
      before: null,
      after: null,
    });
    const link = { tokenHash, kind: 'sign_in' as const, userId: user.id, projectId: null, role: null };
    return insertLink(tx, { ...link, email: null, createdBy, createdAt, expiresAt });
  });
  return { id, url, expiresAt: new Date(expiresAt).toISOString() };
};

/** Makes a link that signs a person in who forgot their password. */
export const makeSignInLink =
  (s: Services): Handler<Contract['signInLink']> =>
  ({ params, principal }) =>
    addSignInLink(s, params.user, actorOf(principal));
