import { recordAudit } from '../../../db/queries/audit.ts';
import { endKey, insertKey, lockKey } from '../../../db/queries/keys.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { keysContract } from './contract.ts';
import { nameKey, tellKey } from './key-reply.ts';
import { newKey } from './new-key.ts';
import { told } from '../../domain/told.ts';

const hour = 3_600_000;

/** Makes a successor that lives as long as the old key was made to; the old one works on for the overlap. */
export const rotateKey =
  (s: Services): Handler<(typeof keysContract)['rotate']> =>
  async ({ params, body, principal, project }) => {
    const now = s.now();
    const actor = actorOf(principal);
    const successor = await s.db.write(async (tx) => {
      const old = await lockKey(tx, project.id, params.id);
      if (!old) throw new AppError('not_found', { detail: told`no such key in this project` });
      if (old.revokedAt !== null || (old.expiresAt !== null && old.expiresAt <= now))
        throw new AppError('conflict', {
          detail: told`A key that has ended cannot be rotated; make another`,
        });

      const { name, permissions } = old;
      const expiresAt = old.expiresAt === null ? null : now + (old.expiresAt - old.createdAt);
      const given = { projectId: project.id, name, permissions, createdBy: actor, createdAt: now, expiresAt };
      const made = newKey({ ...given, replaces: old.id });
      await insertKey(tx, made.key);
      const end = Math.min(old.expiresAt ?? Infinity, now + Math.round(body.overlapHours * hour));
      await endKey(tx, old.id, { expiresAt: end });
      await recordAudit(tx, {
        at: now,
        projectId: project.id,
        actor,
        action: 'key.rotated',
        subject: nameKey(old),
        before: { prefix: old.prefix, expiresAt: tellKey(old).expiresAt },
        after: { prefix: made.key.prefix, oldKeyEndsAt: new Date(end).toISOString() },
      });
      tx.afterCommit(() => s.principals.forget());
      return made;
    });
    return { ...tellKey(successor.key), secret: successor.secret };
  };
