import type { z } from 'zod';
import type { ApiKey } from '../../../db/queries/keys.ts';
import type { apiKey } from './contract.ts';

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** A key as replies tell it: never its secret, never the hash. */
export const tellKey = (key: ApiKey): z.infer<typeof apiKey> => ({
  id: key.id,
  name: key.name,
  prefix: key.prefix,
  permissions: key.permissions,
  createdBy: key.createdBy.name,
  createdAt: new Date(key.createdAt).toISOString(),
  expiresAt: instant(key.expiresAt),
  lastUsedAt: instant(key.lastUsedAt),
  revokedAt: instant(key.revokedAt),
  replaces: key.replaces,
});

/** A key as the audit log calls it. */
export const nameKey = (key: Pick<ApiKey, 'name' | 'prefix'>): string => `${key.name} (${key.prefix}…)`;
