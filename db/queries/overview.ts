import { and, eq, gt, gte, inArray, lte, min, sql } from 'drizzle-orm';
import type { RollupMetric } from '../../server/domain/rollup-metrics.ts';
import type { Queryable } from '../database.ts';
import { isWork } from './gold.ts';
import { allTime } from './rollups.ts';

/** How much work waits in a project. `oldestWaitingSince` is epoch milliseconds; null: nothing waits. */
export type QueueNumbers = {
  open: number;
  forLeads: number;
  held: number;
  oldestWaitingSince: number | null;
};

/** Counters of a project summed over its model versions, since an hour (epoch milliseconds) or over all time. */
export const counters = async (
  q: Queryable,
  projectId: string,
  metrics: RollupMetric[],
  since: number | null,
): Promise<Partial<Record<RollupMetric, number>>> => {
  const { rollups } = q.tables;
  const rows = await q.db
    .select({ metric: rollups.metric, n: sql<number>`sum(${rollups.n})`.mapWith(Number) })
    .from(rollups)
    .where(
      and(
        eq(rollups.projectId, projectId),
        inArray(rollups.metric, metrics),
        since === null ? eq(rollups.hour, allTime) : gte(rollups.hour, since),
      ),
    )
    .groupBy(rollups.metric);
  return Object.fromEntries(rows.map((row) => [row.metric, row.n]));
};

/** The same by the hour, since an hour. */
export const countersByHour = async (
  q: Queryable,
  projectId: string,
  metrics: RollupMetric[],
  since: number,
): Promise<{ metric: RollupMetric; hour: number; n: number }[]> => {
  const { rollups } = q.tables;
  return q.db
    .select({ metric: rollups.metric, hour: rollups.hour, n: sql<number>`sum(${rollups.n})`.mapWith(Number) })
    .from(rollups)
    .where(and(eq(rollups.projectId, projectId), inArray(rollups.metric, metrics), gte(rollups.hour, since)))
    .groupBy(rollups.metric, rollups.hour);
};

/** How much waits: from the counters, but for what is held at this moment and what has waited longest. */
export const queueCounts = async (q: Queryable, projectId: string, now: number): Promise<QueueNumbers> => {
  const { reviews } = q.tables;
  const ofProject = eq(reviews.projectId, projectId);
  const waiting = await counters(q, projectId, ['waiting_inspector', 'waiting_lead'], null);
  const held = await q.db
    .select({
      audience: reviews.audience,
      n: sql<number>`count(*)`.mapWith(Number),
      work: sql<number>`count(*) filter (where ${isWork(q)})`.mapWith(Number),
    })
    .from(reviews)
    .where(and(ofProject, sql`${reviews.state} = 'held'`, gt(reviews.leaseExpiresAt, now)))
    .groupBy(reviews.audience);
  const heldBy = (audience: string) => held.find((row) => row.audience === audience)?.work ?? 0;
  const [open] = await q.db
    .select({ at: min(reviews.createdAt) })
    .from(reviews)
    .where(and(ofProject, sql`${reviews.state} = 'open'`, isWork(q)));
  const [expired] = await q.db
    .select({ at: min(reviews.createdAt) })
    .from(reviews)
    .where(and(ofProject, sql`${reviews.state} = 'held'`, isWork(q), lte(reviews.leaseExpiresAt, now)));
  const oldest = [open?.at, expired?.at].filter((at) => typeof at === 'number');
  return {
    // The counters and the holds are read one after the other, and a claim may come in between.
    open: Math.max(0, (waiting.waiting_inspector ?? 0) - heldBy('inspector')),
    forLeads: Math.max(0, (waiting.waiting_lead ?? 0) - heldBy('lead')),
    held: held.reduce((sum, { n }) => sum + n, 0),
    oldestWaitingSince: oldest.length > 0 ? Math.min(...oldest) : null,
  };
};
