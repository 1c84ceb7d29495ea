import { newId } from '../../../db/new-id.ts';
import type { ApiKey } from '../../../db/queries/keys.ts';
import { hashSecret, keyPrefix, newSecret } from '../../http/secrets.ts';

const prefixLength = 9;

/** A fresh key with its secret: the one is kept, the other shown once. */
export const newKey = (
  given: Pick<
    ApiKey,
    'projectId' | 'name' | 'permissions' | 'createdBy' | 'createdAt' | 'expiresAt' | 'replaces'
  >,
): { key: ApiKey; secret: string } => {
  const secret = newSecret(keyPrefix);
  const prefix = secret.slice(0, prefixLength);
  const key = { id: newId(), ...given, prefix, hash: hashSecret(secret), lastUsedAt: null, revokedAt: null };
  return { key, secret };
};
