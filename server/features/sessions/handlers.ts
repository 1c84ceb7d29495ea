import { usableLink } from '../../../db/queries/links.ts';
import { keepDeskKeys } from '../../../db/queries/people.ts';
import { deleteSession, deleteSessionsOf } from '../../../db/queries/sessions.ts';
import { AppError } from '../../errors.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { hashSecret } from '../../http/secrets.ts';
import { clearSessionCookie } from '../../http/session-cookie.ts';
import { acceptLink } from './accept-link.ts';
import { changePassword } from './change-password.ts';
import type { sessionsContract } from './contract.ts';
import { createLimits } from './limits.ts';
import { describePerson } from './me.ts';
import { signIn } from './sign-in.ts';

/** Signing in and out, passwords, and sign-in links. */
export const sessionsHandlers = (s: Services): Handlers<typeof sessionsContract> => {
  const limits = createLimits(s);
  return {
    signIn: signIn(s, limits),
    me: ({ principal }) => s.db.read((q) => describePerson(q, principal.id)),
    signOut: async ({ query, principal, response }) => {
      await s.db.write(async (tx) => {
        if (query.everywhere === 'true') await deleteSessionsOf(tx, principal.id, null);
        else await deleteSession(tx, principal.sessionId);
        tx.afterCommit(() => s.principals.forget());
      });
      clearSessionCookie(response, s.config);
      return { ok: true };
    },
    changePassword: changePassword(s, limits),
    setDeskKeys: async ({ body, principal }) => {
      await s.db.write((tx) => keepDeskKeys(tx, principal.id, body.keys));
      return { ok: true };
    },
    describeLink: async ({ params, request, response }) => {
      await limits.link(request, response);
      const link = await s.db.read((q) => usableLink(q, hashSecret(params.token), s.now()));
      if (!link) throw new AppError('link_invalid');
      return {
        kind: link.kind,
        project: link.project,
        role: link.role,
        email: link.email ?? link.userEmail,
        name: link.userName,
        expiresAt: new Date(link.expiresAt).toISOString(),
      };
    },
    acceptLink: acceptLink(s, limits),
  };
};
