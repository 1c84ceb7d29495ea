import type { Transaction } from '../../../db/database.ts';
import { deleteSession, insertSession } from '../../../db/queries/sessions.ts';
import type { Services } from '../../http/handler.ts';
import type { Principal } from '../../http/principal.ts';
import { hashSecret, newSecret } from '../../http/secrets.ts';

const day = 86_400_000;

/** A session about to begin: the browser keeps the secret, the database its hash. */
export type NewSession = { secret: string; id: string; createdAt: number; expiresAt: number };

/** Prepares a session from this moment on. */
export const newSession = (s: Services): NewSession => {
  const secret = newSecret('');
  const createdAt = s.now();
  const expiresAt = createdAt + Math.round(s.config.sessionDays * day);
  return { secret, id: hashSecret(secret), createdAt, expiresAt };
};

/** Begins a session in place of the one the browser had until then. */
export const beginSession = async (
  tx: Transaction,
  { id, createdAt, expiresAt }: NewSession,
  userId: string,
  replaced: Principal | null,
): Promise<void> => {
  if (replaced?.kind === 'person') await deleteSession(tx, replaced.sessionId);
  await insertSession(tx, { id, userId, createdAt, expiresAt });
};
