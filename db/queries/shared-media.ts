import { and, asc, eq, gt, like, lte, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../database.ts';
import { idAt, momentOf } from '../id-at.ts';
import { payloadsOf } from './moved-items.ts';

/** Items whose ids come after one, up to another; null: to the last. */
export type ItemStretch = { after: string; through: string | null };

/** How far apart the clocks may be by which items were numbered that came in together, in milliseconds. */
const clocksDiffer = 60_000;

/** The stretch of so many of a project's items that begins behind an id. */
export const itemStretch = async (
  q: Queryable,
  projectId: string,
  after: string,
  size: number,
): Promise<ItemStretch> => {
  const { items: i } = q.tables;
  const [end] = await q.db
    .select({ id: i.id })
    .from(i)
    .where(and(eq(i.projectId, projectId), gt(i.id, after)))
    .orderBy(asc(i.id))
    .limit(1)
    .offset(size - 1);
  return { after, through: end?.id ?? null };
};

/** The items that may have come in since a stretch was read that went to the last. */
export const itemsSince = ({ after }: ItemStretch): ItemStretch => ({
  after: after === '' ? '' : idAt(momentOf(after) - clocksDiffer),
  through: null,
});

/** A file that an item refers to. */
export type FileOf = { hash: string; itemId: string };

/** Of these files, those that items of a stretch refer to, but for one, each with the first it finds. It walks their payloads. */
export const referredTo = async (
  q: Queryable,
  { projectId, itemId }: { projectId: string; itemId: string },
  hashes: readonly string[],
  { after, through }: ItemStretch,
): Promise<FileOf[]> => {
  const { items: i, payloads: p } = q.tables;
  const found: FileOf[] = [];
  for (const hash of hashes) {
    const [other] = await q.db
      .select({ id: p.itemId })
      .from(p)
      .innerJoin(i, eq(i.id, p.itemId))
      .where(
        and(
          eq(i.projectId, projectId),
          gt(i.id, after),
          through === null ? undefined : lte(i.id, through),
          ne(i.id, itemId),
          like(sql`cast(${p.payload} as text)`, `%${hash}%`),
        ),
      )
      .limit(1);
    if (other) found.push({ hash, itemId: other.id });
  }
  return found;
};

/** Whether items still refer to files as they did when they were looked for. */
export const stillRefer = async (q: Queryable, files: readonly FileOf[]): Promise<boolean> => {
  const payloads = await payloadsOf(
    q,
    files.map(({ itemId }) => itemId),
  );
  return files.every(({ hash, itemId }) => JSON.stringify(payloads.get(itemId) ?? null).includes(hash));
};
