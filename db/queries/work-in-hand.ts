import { and, asc, count, eq, gt, lt, sql } from 'drizzle-orm';
import type { Audience, ReviewPurpose } from '../../server/domain/words.ts';
import type { Queryable } from '../database.ts';
import { isWork } from './gold.ts';
import { dayMs, hourMs } from './rollups.ts';

/** So many of what waits, the oldest, is looked at. */
export const mostWaitingCounted = 50_000;

/** What waits of one purpose, for one lane: how much, since when the oldest, and how much longer than an hour, a day, a week. */
export type WaitingWork = {
  purpose: ReviewPurpose;
  audience: Audience;
  lane: string;
  needs: string | null;
  n: number;
  overHour: number;
  overDay: number;
  overWeek: number;
  oldest: number;
};

/** What waits and is in nobody's hands, by purpose and lane. */
export const waitingWork = async (q: Queryable, projectId: string, now: number): Promise<WaitingWork[]> => {
  const { reviews: r } = q.tables;
  const oldest = q.db
    .select({
      purpose: r.purpose,
      audience: r.audience,
      lane: r.lane,
      needs: r.needs,
      createdAt: r.createdAt,
    })
    .from(r)
    .where(and(eq(r.projectId, projectId), sql`${r.state} = 'open'`, isWork(q)))
    .orderBy(asc(r.createdAt))
    .limit(mostWaitingCounted)
    .as('oldest');
  const olderThan = (ms: number) =>
    sql<number>`count(*) filter (where ${lt(oldest.createdAt, now - ms)})`.mapWith(Number);
  return q.db
    .select({
      purpose: oldest.purpose,
      audience: oldest.audience,
      lane: oldest.lane,
      needs: oldest.needs,
      n: count(),
      overHour: olderThan(hourMs),
      overDay: olderThan(dayMs),
      overWeek: olderThan(7 * dayMs),
      oldest: sql<number>`min(${oldest.createdAt})`.mapWith(Number),
    })
    .from(oldest)
    .groupBy(oldest.purpose, oldest.audience, oldest.lane, oldest.needs)
    .orderBy(asc(sql`min(${oldest.createdAt})`));
};

/** A review in somebody's hands. Instants are epoch milliseconds; `since` null: nobody noted it. */
export type WorkInHand = {
  id: string;
  key: string;
  purpose: ReviewPurpose;
  lane: string;
  needs: string | null;
  holder: { id: string; name: string };
  since: number | null;
  expiresAt: number;
};

/** What people hold at this moment, the longest held first, and how much that is in all. */
export const workInHand = async (
  q: Queryable,
  projectId: string,
  now: number,
  limit: number,
): Promise<{ holds: WorkInHand[]; total: number }> => {
  const { reviews: r, items, users } = q.tables;
  const held = and(eq(r.projectId, projectId), sql`${r.state} = 'held'`, gt(r.leaseExpiresAt, now));
  const rows = await q.db
    .select({
      id: r.id,
      key: items.key,
      purpose: r.purpose,
      lane: r.lane,
      needs: r.needs,
      holder: { id: users.id, name: users.name },
      since: r.heldSince,
      expiresAt: sql<number>`${r.leaseExpiresAt}`.mapWith(Number),
    })
    .from(r)
    .innerJoin(items, eq(items.id, r.itemId))
    .innerJoin(users, eq(users.id, r.holderId))
    .where(held)
    .orderBy(asc(r.heldSince), asc(r.id))
    .limit(limit);
  const [all] = await q.db.select({ n: count() }).from(r).where(held);
  return { holds: rows, total: all?.n ?? 0 };
};
