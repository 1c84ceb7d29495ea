import { and, eq, inArray } from 'drizzle-orm';
import type { Queryable, Transaction } from '../database.ts';

/** Notes that a project may show a file, which the media store keeps already. */
export const registerMedia = async (
  tx: Transaction,
  projectId: string,
  { media: hash, type, size }: { media: string; type: string; size: number },
  now: number,
): Promise<void> => {
  await tx.db
    .insert(tx.tables.media)
    .values({ projectId, hash, type, size, createdAt: now })
    .onConflictDoNothing();
};

/** The type and size of a project's file; null where the project has none of this hash. */
export const mediaOfProject = async (
  q: Queryable,
  projectId: string,
  hash: string,
): Promise<{ type: string; size: number } | null> => {
  const { media } = q.tables;
  const [row] = await q.db
    .select({ type: media.type, size: media.size })
    .from(media)
    .where(and(eq(media.projectId, projectId), eq(media.hash, hash)));
  return row ?? null;
};

/** Of these files, those that no project has any more. */
export const mediaOfNobody = async (q: Queryable, hashes: readonly string[]): Promise<string[]> => {
  if (hashes.length === 0) return [];
  const { media: m } = q.tables;
  const kept = await q.db
    .select({ hash: m.hash })
    .from(m)
    .where(inArray(m.hash, [...hashes]));
  const had = new Set(kept.map(({ hash }) => hash));
  return hashes.filter((hash) => !had.has(hash));
};
