import { recordAudit } from '../../../db/queries/audit.ts';
import { replacePassword, userById } from '../../../db/queries/people.ts';
import { deleteSessionsOf } from '../../../db/queries/sessions.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { sessionsContract } from './contract.ts';
import type { Limits } from './limits.ts';
import { hashPassword, isPassword } from './password.ts';
import { told } from '../../domain/told.ts';

type ChangePassword = Handler<(typeof sessionsContract)['changePassword']>;

/** Sets a new password, asking for the present one where there is one, and signs out every other device. */
export const changePassword =
  (s: Services, limits: Limits): ChangePassword =>
  async ({ body, principal, request, response }) => {
    const user = await s.db.read((q) => userById(q, principal.id));
    if (!user) throw new AppError('unauthenticated');
    if (user.passwordHash !== null) {
      await limits.attempt(request, response, user.email);
      if (!(await isPassword(user.passwordHash, body.current ?? ''))) throw new AppError('wrong_credentials');
      await limits.succeeded(request, user.email);
    }

    const next = await hashPassword(body.next);
    await s.db.write(async (tx) => {
      if (!(await replacePassword(tx, user.id, user.passwordHash, next)))
        throw new AppError('wrong_credentials', {
          detail: told`The password was changed elsewhere a moment ago`,
        });
      await deleteSessionsOf(tx, user.id, principal.sessionId);
      await recordAudit(tx, {
        at: s.now(),
        projectId: null,
        actor: actorOf(principal),
        action: 'password.changed',
        subject: user.email,
        before: null,
        after: null,
      });
      tx.afterCommit(() => s.principals.forget());
    });
    return { ok: true };
  };
