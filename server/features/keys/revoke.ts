import type { Actor } from '../../../db/actor.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { endKey, lockKey } from '../../../db/queries/keys.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { keysContract } from './contract.ts';
import { nameKey } from './key-reply.ts';
import { told } from '../../domain/told.ts';

/** Ends a project's key at once; one that was revoked before stays so. */
export const withdrawKey = (
  s: Pick<Services, 'db' | 'now' | 'principals'>,
  projectId: string,
  id: string,
  actor: Actor,
): Promise<void> =>
  s.db.write(async (tx) => {
    const key = await lockKey(tx, projectId, id);
    if (!key) throw new AppError('not_found', { detail: told`no such key in this project` });
    if (key.revokedAt !== null) return;
    const at = s.now();
    await endKey(tx, key.id, { revokedAt: at });
    await recordAudit(tx, {
      at,
      projectId,
      actor,
      action: 'key.revoked',
      subject: nameKey(key),
      before: { permissions: key.permissions },
      after: null,
    });
    tx.afterCommit(() => s.principals.forget());
  });

/** Ends a key at once, for a caller. */
export const revokeKey =
  (s: Services): Handler<(typeof keysContract)['revoke']> =>
  async ({ params, principal, project }) => {
    await withdrawKey(s, project.id, params.id, actorOf(principal));
    return { ok: true };
  };
