import { recordAudit } from '../../../db/queries/audit.ts';
import { insertKey } from '../../../db/queries/keys.ts';
import { invalidField } from '../../errors.ts';
import type { Actor } from '../../../db/actor.ts';
import type { BodyOf } from '../../contract/route.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { keysContract } from './contract.ts';
import { nameKey, tellKey } from './key-reply.ts';
import { newKey } from './new-key.ts';
import { told } from '../../domain/told.ts';

type CreateKey = (typeof keysContract)['create'];

/** Makes an API key; `expiresAt` must lie in the future. The answer has its secret, which is kept nowhere. */
export const addKey = async (
  s: Pick<Services, 'db' | 'now' | 'principals'>,
  projectId: string,
  createdBy: Actor,
  asked: BodyOf<CreateKey>,
) => {
  const createdAt = s.now();
  const expiresAt = asked.expiresAt === null ? null : Date.parse(asked.expiresAt);
  if (expiresAt !== null && expiresAt <= createdAt)
    throw invalidField(['expiresAt'], told`must lie in the future`);

  const permissions = [...new Set(asked.permissions)];
  const given = { projectId, name: asked.name, permissions, createdBy, createdAt, expiresAt };
  const { key, secret } = newKey({ ...given, replaces: null });
  await s.db.write(async (tx) => {
    await insertKey(tx, key);
    await recordAudit(tx, {
      at: createdAt,
      projectId,
      actor: createdBy,
      action: 'key.created',
      subject: nameKey(key),
      before: null,
      after: { permissions, expiresAt: asked.expiresAt },
    });
    tx.afterCommit(() => s.principals.forget());
  });
  return { ...tellKey(key), secret };
};

/** Makes an API key for a caller. */
export const createKey =
  (s: Services): Handler<CreateKey> =>
  ({ body, principal, project }) =>
    addKey(s, project.id, actorOf(principal), body);
