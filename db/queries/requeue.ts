import { and, asc, desc, eq, exists, inArray, ne, sql } from 'drizzle-orm';
import type { LabelSource } from '../../server/domain/words.ts';
import type { Transaction } from '../database.ts';
import type { FurtherReview } from './further-reviews.ts';
import { lockItems } from './assign.ts';
import { isUnfinished } from './unfinished.ts';

/** An item that may be put back into review, and what stands against it. */
export type Requeueable = Pick<FurtherReview, 'itemId' | 'routing' | 'needs'> & {
  key: string;
  labelSource: LabelSource | null;
  waits: boolean;
  isGold: boolean;
  isErased: boolean;
};

/** The items of these keys, locked, with the routing and the skill of their latest review. */
export const lockToRequeue = async (
  tx: Transaction,
  projectId: string,
  keys: string[],
): Promise<Requeueable[]> => {
  const { items: i, reviews: r, routings: t, goldItems: g } = tx.tables;
  const found = await tx.db
    .select({ id: i.id })
    .from(i)
    .where(and(eq(i.projectId, projectId), inArray(i.key, keys)))
    .orderBy(asc(i.id));
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return [];
  await lockItems(tx, ids);
  const one = { one: sql`1` };
  const work = and(eq(r.itemId, i.id), ne(r.purpose, 'gold'));
  const needs = tx.db.select({ needs: r.needs }).from(r).where(work).orderBy(desc(r.id)).limit(1);
  const rows = await tx.db
    .select({
      itemId: i.id,
      key: i.key,
      labelSource: i.labelSource,
      routing: { id: t.id, priority: t.priority, due: t.due },
      needs: sql<string | null>`(${needs})`,
      waits: sql`${exists(
        tx.db
          .select(one)
          .from(r)
          .where(and(work, isUnfinished(r))),
      )}`.mapWith(Boolean),
      isErased: sql`${eq(i.status, 'erased')}`.mapWith(Boolean),
      isGold: sql`${exists(tx.db.select(one).from(g).where(eq(g.itemId, i.id)))}`.mapWith(Boolean),
    })
    .from(i)
    .innerJoin(t, eq(t.itemId, i.id))
    .where(inArray(i.id, ids))
    .orderBy(asc(i.id), asc(t.id));
  // The last routing of each item.
  return [...new Map(rows.map((row) => [row.itemId, row])).values()].map(({ routing, ...row }) => ({
    ...row,
    routing: { ...routing, arm: 'blind' as const },
  }));
};
