import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { KeyPermission } from '../../server/domain/roles.ts';
import type { Actor } from '../actor.ts';
import type { Queryable, Transaction } from '../database.ts';

/** An API key as it is kept: its secret only as a hash. Instants are epoch milliseconds. */
export type ApiKey = {
  id: string;
  projectId: string;
  name: string;
  prefix: string;
  hash: string;
  permissions: KeyPermission[];
  createdBy: Actor;
  createdAt: number;
  expiresAt: number | null;
  lastUsedAt: number | null;
  revokedAt: number | null;
  replaces: string | null;
};

/** The key with this hash; null where it is unknown, expired or revoked. */
export const keyByHash = async (
  q: Queryable,
  hash: string,
  now: number,
): Promise<Pick<ApiKey, 'id' | 'name' | 'projectId' | 'permissions' | 'lastUsedAt'> | null> => {
  const { apiKeys: k } = q.tables;
  const [row] = await q.db
    .select({
      id: k.id,
      name: k.name,
      projectId: k.projectId,
      permissions: k.permissions,
      lastUsedAt: k.lastUsedAt,
    })
    .from(k)
    .where(and(eq(k.hash, hash), isNull(k.revokedAt), or(isNull(k.expiresAt), gt(k.expiresAt, now))));
  return row ?? null;
};

/** Notes when a key was last used. */
export const touchKey = async (tx: Transaction, id: string, at: number): Promise<void> => {
  const { apiKeys } = tx.tables;
  await tx.db.update(apiKeys).set({ lastUsedAt: at }).where(eq(apiKeys.id, id));
};

/** All keys of a project, newest first. */
export const keysOf = async (q: Queryable, projectId: string): Promise<ApiKey[]> => {
  const { apiKeys } = q.tables;
  return q.db.select().from(apiKeys).where(eq(apiKeys.projectId, projectId)).orderBy(desc(apiKeys.id));
};

/** The project of a key; null where there is no such key. */
export const projectOfKey = async (q: Queryable, id: string): Promise<string | null> => {
  const { apiKeys: k } = q.tables;
  const [row] = await q.db.select({ projectId: k.projectId }).from(k).where(eq(k.id, id));
  return row?.projectId ?? null;
};

/** Keeps a key. */
export const insertKey = async (tx: Transaction, key: ApiKey): Promise<void> => {
  await tx.db.insert(tx.tables.apiKeys).values(key);
};

/** A project's key, locked until the transaction ends; null where there is none. */
export const lockKey = async (tx: Transaction, projectId: string, id: string): Promise<ApiKey | null> => {
  const { apiKeys } = tx.tables;
  const [row] = await tx.db
    .select()
    .from(apiKeys)
    .where(sql`${and(eq(apiKeys.id, id), eq(apiKeys.projectId, projectId))} ${tx.dialect.forUpdate}`);
  return row ?? null;
};

/** Sets when a key ends: at a time to come, or at once by revoking it. */
export const endKey = async (
  tx: Transaction,
  id: string,
  end: { expiresAt: number } | { revokedAt: number },
): Promise<void> => {
  const { apiKeys } = tx.tables;
  await tx.db.update(apiKeys).set(end).where(eq(apiKeys.id, id));
};
