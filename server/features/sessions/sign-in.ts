import { admitByPassword, userByEmail } from '../../../db/queries/people.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { setSessionCookie } from '../../http/session-cookie.ts';
import type { sessionsContract } from './contract.ts';
import type { Limits } from './limits.ts';
import { describePerson } from './me.ts';
import { isPassword } from './password.ts';
import { beginSession, newSession } from './session.ts';

type SignIn = Handler<(typeof sessionsContract)['signIn']>;

/** Signs a person in by e-mail address and password; an unknown address is told by nothing, not by the time either. */
export const signIn =
  (s: Services, limits: Limits): SignIn =>
  async ({ body, principal, request, response }) => {
    await limits.attempt(request, response, body.email);
    const user = await s.db.read((q) => userByEmail(q, body.email));
    const passwordHash = user?.passwordHash ?? null;
    const right = await isPassword(passwordHash, body.password);
    if (!user || passwordHash === null || !right) throw new AppError('wrong_credentials');

    const session = newSession(s);
    const me = await s.db.write(async (tx) => {
      if (!(await admitByPassword(tx, user.id, passwordHash, session.createdAt)))
        throw new AppError('wrong_credentials');
      await beginSession(tx, session, user.id, principal);
      tx.afterCommit(() => s.principals.forget());
      return describePerson(tx, user.id);
    });
    await limits.succeeded(request, body.email);
    setSessionCookie(response, s.config, session.secret, session.expiresAt);
    return me;
  };
