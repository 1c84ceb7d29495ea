import { and, asc, eq, gte, lt } from 'drizzle-orm';
import { noProject } from '../../server/domain/system/metrics.ts';
import type { Queryable } from '../database.ts';

/** Instances that are told of at most: those that come and go have names of their own. */
const instancesAtMost = 100;

/** The names of the instances that reported from one instant up to another (epoch milliseconds). */
export const reportingInstances = async (q: Queryable, from: number, to: number): Promise<string[]> => {
  const { measures: m } = q.tables;
  const rows = await q.db
    .selectDistinct({ instance: m.modelVersionId })
    .from(m)
    .where(
      and(eq(m.projectId, noProject), eq(m.metric, 'server_memory'), gte(m.start, from), lt(m.start, to)),
    )
    .orderBy(asc(m.modelVersionId))
    .limit(instancesAtMost);
  return rows.map(({ instance }) => instance);
};
