import { and, asc, desc, eq, inArray, isNull, lte, min, sql } from 'drizzle-orm';
import type { RollupMetric } from '../../server/domain/rollup-metrics.ts';
import type { Queryable } from '../database.ts';
import { isDueYet } from './due.ts';
import { isWork } from './gold.ts';
import { allTime } from './rollups.ts';

/** Deliveries of one endpoint that are counted at most: an endpoint that is long gone costs no more than that. */
export const countedAtMost = 10_000;

/** What waits in a project: reviews that are open or held by audience, and since when (epoch milliseconds) the oldest. */
export type ProjectQueue = {
  id: string;
  slug: string;
  inspector: number;
  lead: number;
  /** Of those in nobody's hands; null: there are none. */
  oldestWaitingSince: number | null;
  /** Not decided by when they were due. */
  overdue: number;
};

/** What waits in the latest projects, newest first: a few looks into indexes for each. */
export const projectQueues = async (q: Queryable, now: number, limit: number): Promise<ProjectQueue[]> => {
  const { projects: p, reviews: r, rollups } = q.tables;
  const waiting = (metric: RollupMetric) =>
    q.db
      .select({ n: rollups.n })
      .from(rollups)
      .where(
        and(
          eq(rollups.projectId, p.id),
          eq(rollups.metric, metric),
          eq(rollups.hour, allTime),
          eq(rollups.modelVersionId, ''),
        ),
      );
  const open = q.db
    .select({ at: r.createdAt })
    .from(r)
    .where(and(eq(r.projectId, p.id), sql`${r.state} = 'open'`, isWork(q)))
    .orderBy(asc(r.createdAt))
    .limit(1);
  const expired = q.db
    .select({ at: min(r.createdAt) })
    .from(r)
    .where(and(eq(r.projectId, p.id), sql`${r.state} = 'held'`, isWork(q), lte(r.leaseExpiresAt, now)));
  const overdue = q.db
    .select({ n: sql<number>`count(*)` })
    .from(r)
    .where(and(eq(r.projectId, p.id), isDueYet(q), lte(r.dueAt, now)));
  const rows = await q.db
    .select({
      id: p.id,
      slug: p.slug,
      inspector: sql<number | null>`(${waiting('waiting_inspector')})`,
      lead: sql<number | null>`(${waiting('waiting_lead')})`,
      open: sql<number | null>`(${open})`,
      expired: sql<number | null>`(${expired})`,
      overdue: sql<number>`(${overdue})`,
    })
    .from(p)
    .orderBy(desc(p.id))
    .limit(limit);
  return rows.map(({ id, slug, inspector, lead, overdue: late, ...since }) => {
    const oldest = [since.open, since.expired].flatMap((at) => (at === null ? [] : [Number(at)]));
    return {
      id,
      slug,
      inspector: Number(inspector ?? 0),
      lead: Number(lead ?? 0),
      oldestWaitingSince: oldest.length > 0 ? Math.min(...oldest) : null,
      overdue: Number(late),
    };
  });
};

/** What waits to be sent to an endpoint, and since when (epoch milliseconds) the oldest of it; null: nothing waits. */
export type EndpointQueue = { projectId: string; pending: number; oldestSince: number | null };

/** What waits for each endpoint of these projects that is neither disabled nor removed, counted up to a bound. */
export const endpointQueues = async (q: Queryable, projectIds: string[]): Promise<EndpointQueue[]> => {
  const { callbackEndpoints: e, deliveries: d } = q.tables;
  const ofEndpoint = and(eq(d.endpointId, e.id), sql`${d.state} = 'pending'`);
  const some = q.db
    .select({ one: sql`1` })
    .from(d)
    .where(ofEndpoint)
    .limit(countedAtMost);
  const first = q.db.select({ at: d.createdAt }).from(d).where(ofEndpoint).orderBy(asc(d.position)).limit(1);
  const rows = await q.db
    .select({
      projectId: e.projectId,
      pending: sql<number>`(SELECT count(*) FROM ${some} AS counted)`.mapWith(Number),
      first: sql<number | null>`(${first})`,
    })
    .from(e)
    .where(and(inArray(e.projectId, projectIds), isNull(e.disabledAt), isNull(e.removedAt)));
  return rows.map(({ projectId, pending, first: at }) => ({
    projectId,
    pending,
    oldestSince: at === null ? null : Number(at),
  }));
};

/** How large the database is, in bytes: of an embedded one its file, without what is yet to be written into it. */
export const databaseBytes = async (q: Queryable): Promise<number> => {
  const [row] = await q.db
    .select({ bytes: sql<number>`${q.dialect.databaseBytes}`.mapWith(Number) })
    .from(sql`(SELECT 1) AS one`);
  return row?.bytes ?? 0;
};
