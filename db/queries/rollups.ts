import { and, desc, eq, gt, gte, inArray, sql } from 'drizzle-orm';
import { comparedWays, type ComparedWay, type RollupMetric } from '../../server/domain/rollup-metrics.ts';
import type { Audience } from '../../server/domain/words.ts';
import { defineSums } from '../add-sums.ts';
import type { Queryable, Transaction } from '../database.ts';

/** The `hour` of the row that counts over all time. */
export const allTime = 0;

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** A counter's change: by how much, and when (epoch milliseconds; null: it is kept for all time only). */
export type RollupChange = { metric: RollupMetric; modelVersionId: string; at: number | null; n: number };

/** What it changes that so many reviews more, or less, wait for an audience. */
export const waitingChange = (audience: Audience, n: number): RollupChange => ({
  metric: `waiting_${audience}`,
  modelVersionId: '',
  at: null,
  n,
});

const add = defineSums('rollups', ['projectId', 'metric', 'modelVersionId', 'hour'], ['n']);

/** Adds to a project's counters: to the row of all time, and to that of the hour where there is one. */
export const addRollups = (
  tx: Transaction,
  projectId: string,
  changes: readonly RollupChange[],
): Promise<void> =>
  add(
    tx,
    changes.flatMap(({ at, ...change }) =>
      (at === null ? [allTime] : [allTime, at - (at % hourMs)]).map((hour) => ({
        projectId,
        ...change,
        hour,
      })),
    ),
  );

/** The latest hour (epoch milliseconds of its start) in which something was counted; null: there is none. */
export const lastCounted = async (
  q: Queryable,
  projectId: string,
  metric: RollupMetric,
): Promise<number | null> => {
  const { rollups: r } = q.tables;
  const [row] = await q.db
    .select({ hour: r.hour })
    .from(r)
    .where(and(eq(r.projectId, projectId), eq(r.metric, metric), gt(r.hour, allTime), gt(r.n, 0)))
    .orderBy(desc(r.hour))
    .limit(1);
  return row?.hour ?? null;
};

/** How many answers were given on a day (epoch milliseconds of its start, UTC) that are compared, or that agreed. */
export type ComparedOnDay = { metric: `${'compared' | 'agreed'}_${ComparedWay}`; day: number; n: number };

const comparedMetrics = comparedWays.flatMap((way) => [`compared_${way}`, `agreed_${way}`] as const);

/** What a model version's answers came to by the day, since one. */
export const comparedByDay = async (
  q: Queryable,
  projectId: string,
  modelVersionId: string,
  since: number,
): Promise<ComparedOnDay[]> => {
  const { rollups: r } = q.tables;
  const day = sql<number>`${r.hour} - ${r.hour} % ${sql.raw(String(dayMs))}`.mapWith(Number);
  const rows = await q.db
    .select({ metric: r.metric, day, n: sql<number>`sum(${r.n})`.mapWith(Number) })
    .from(r)
    .where(
      and(
        eq(r.projectId, projectId),
        inArray(r.metric, comparedMetrics),
        gte(r.hour, since),
        eq(r.modelVersionId, modelVersionId),
      ),
    )
    .groupBy(r.metric, day);
  return rows as ComparedOnDay[]; // the condition lets no other metric through
};
