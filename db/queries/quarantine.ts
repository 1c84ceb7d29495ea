import { and, asc, eq, gt, gte, ne, notExists, sql } from 'drizzle-orm';
import type { Queryable } from '../database.ts';
import type { FurtherReview } from './further-reviews.ts';
import { isUnfinished } from './unfinished.ts';

/**
 * What a version had accepted automatically since a moment (epoch milliseconds), and nobody has looked at. `after` is the id of
 * anything that was made before: ids are in the order of time, so that what came in earlier is not read.
 */
export type Quarantine = { projectId: string; modelVersionId: string; after: string; since: number };

const matching = (q: Queryable, { projectId, modelVersionId, after, since }: Quarantine) => {
  const { items: i, reviews: r } = q.tables;
  return and(
    eq(i.projectId, projectId),
    gt(i.id, after),
    gte(i.receivedAt, since),
    eq(i.modelVersionId, modelVersionId),
    eq(i.status, 'accepted'),
    notExists(
      q.db
        .select({ one: sql`1` })
        .from(r)
        .where(and(eq(r.itemId, i.id), isUnfinished(r), ne(r.purpose, 'gold'))),
    ),
  );
};

/** How many items would be sent to people, counted up to a bound. */
export const quarantineSize = async (q: Queryable, of: Quarantine, atMost: number): Promise<number> => {
  const { items: i } = q.tables;
  const some = q.db
    .select({ one: sql`1` })
    .from(i)
    .where(matching(q, of))
    .limit(atMost);
  const [row] = await q.db
    .select({ n: sql<number>`(SELECT count(*) FROM ${some} AS counted)`.mapWith(Number) })
    .from(sql`(SELECT 1) AS one`);
  return row?.n ?? 0;
};

/** Those items, oldest first, with the routing that they were accepted by. */
export const quarantined = async (
  q: Queryable,
  of: Quarantine,
  limit: number,
): Promise<Pick<FurtherReview, 'itemId' | 'routing'>[]> => {
  const { items: i, routings: t } = q.tables;
  return q.db
    .select({ itemId: i.id, routing: { id: t.id, priority: t.priority, arm: t.arm, due: t.due } })
    .from(i)
    .innerJoin(t, eq(t.itemId, i.id))
    .where(matching(q, of))
    .orderBy(asc(i.id))
    .limit(limit);
};
