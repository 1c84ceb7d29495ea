import type { Actor } from '../../../db/actor.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { changeAccount } from '../../../db/queries/people.ts';
import { deleteSessionsOf } from '../../../db/queries/sessions.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { peopleContract } from './contract.ts';
import { giveBackWork } from './give-back-work.ts';
import { told } from '../../domain/told.ts';

type UpdateAccount = Handler<(typeof peopleContract)['updateAccount']>;

type AccountServices = Pick<Services, 'db' | 'now' | 'principals'> & {
  publish: Pick<Services['publish'], 'queueChanged'>;
};

/** Disables or enables an account, or makes it admin or not; one admin always stays. */
export const switchAccount = (
  s: AccountServices,
  userId: string,
  wanted: Parameters<typeof changeAccount>[2],
  actor: Actor,
): Promise<void> =>
  s.db.write(async (tx) => {
    const at = s.now();
    const change = await changeAccount(tx, userId, wanted, at);
    if (change === null) throw new AppError('not_found', { detail: told`no such account` });
    if (change === 'last_admin')
      throw new AppError('conflict', {
        detail: told`This is the last admin; make somebody else an admin first`,
      });
    const { user, before, after } = change;
    if (before.disabled === after.disabled && before.isAdmin === after.isAdmin) return;

    if (after.disabled) await deleteSessionsOf(tx, user.id, null);
    if (after.disabled || (before.isAdmin && !after.isAdmin)) await giveBackWork(tx, s, user, null, actor);
    await recordAudit(tx, {
      at,
      projectId: null,
      actor,
      action: 'account.changed',
      subject: user.email,
      before,
      after,
    });
    tx.afterCommit(() => s.principals.forget());
  });

/** Switches an account for a caller. */
export const updateAccount =
  (s: Services): UpdateAccount =>
  async ({ params, body, principal }) => {
    await switchAccount(s, params.user, body, actorOf(principal));
    return { ok: true };
  };
