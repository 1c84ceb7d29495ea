import { recordAudit } from '../../../db/queries/audit.ts';
import { insertKey } from '../../../db/queries/keys.ts';
import { invalidField } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { keysContract } from './contract.ts';
import { nameKey, tellKey } from './key-reply.ts';
import { newKey } from './new-key.ts';

/** Makes an API key. */
export const createKey =
  (s: Services): Handler<(typeof keysContract)['create']> =>
  async ({ body, principal, project }) => {
    const createdAt = s.now();
    const expiresAt = body.expiresAt === null ? null : Date.parse(body.expiresAt);
    if (expiresAt !== null && expiresAt <= createdAt)
      throw invalidField(['expiresAt'], 'must lie in the future');

    const createdBy = actorOf(principal);
    const permissions = [...new Set(body.permissions)];
    const given = { projectId: project.id, name: body.name, permissions, createdBy, createdAt, expiresAt };
    const { key, secret } = newKey({ ...given, replaces: null });
    await s.db.write(async (tx) => {
      await insertKey(tx, key);
      await recordAudit(tx, {
        at: createdAt,
        projectId: project.id,
        actor: createdBy,
        action: 'key.created',
        subject: nameKey(key),
        before: null,
        after: { permissions, expiresAt: body.expiresAt },
      });
      tx.afterCommit(() => s.principals.forget());
    });
    return { ...tellKey(key), secret };
  };
