import { sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { RollupMetric } from '../../server/domain/rollup-metrics.ts';
import type { Queryable } from '../database.ts';
import { isCompared } from '../queries/answered-as.ts';
import { isWork } from '../queries/gold.ts';
import { allTime, hourMs } from '../queries/rollups.ts';
import { selectRows } from '../select-rows.ts';

/** Counters by `metric model-version-id hour`; those at 0 are left out. */
export type Counters = Map<string, number>;

const nameOf = (...parts: unknown[]): string => parts.map(String).join(' ');

/** A project's counters as they are kept. */
export const keptCounters = async (q: Queryable, projectId: string): Promise<Counters> => {
  const { rollups: r } = q.tables;
  const rows = await selectRows(
    q,
    sql`SELECT ${r.metric} AS metric, ${r.modelVersionId} AS model, ${r.hour} AS hour, ${r.n} AS n
          FROM ${r} WHERE ${r.projectId} = ${projectId} AND ${r.n} <> 0`,
  );
  return new Map(rows.map(({ metric, model, hour, n }) => [nameOf(metric, model, hour), Number(n)]));
};

/** Counts the rows of a source by metric, model version and the hour of an instant. */
const byHour = (from: SQL, model: SQL, at: SQL, metric: SQL): SQL =>
  sql`SELECT ${metric} AS metric, ${model} AS model, ${at} - ${at} % ${sql.raw(String(hourMs))} AS hour, count(*) AS n ${from}
       GROUP BY 1, 2, 3`;

const metricText = (metric: RollupMetric): SQL => sql.raw(`'${metric}'`);

/** A flag as a condition, which one engine keeps as 0 or 1. */
export const isTrue = (q: Queryable, flag: SQLiteColumn): SQL =>
  q.dialect.name === 'sqlite' ? sql`${flag} = 1` : sql`${flag}`;

/** Each counted by a SELECT of its own: metric, model version, hour, n. */
const sources = (q: Queryable, projectId: string): SQL[] => {
  const { items: i, routings: t, reviews: r, decisions: d } = q.tables;
  // Items that came with their labels were routed to nobody.
  const routed = sql`FROM ${t} JOIN ${i} ON ${i.id} = ${t.itemId}
    WHERE ${t.projectId} = ${projectId} AND ${t.reasons} NOT LIKE '%"imported"%'`;
  const decided = sql`FROM ${d} JOIN ${r} ON ${r.id} = ${d.reviewId} JOIN ${i} ON ${i.id} = ${d.itemId}
    WHERE ${d.projectId} = ${projectId} AND ${d.kind} = 'answer' AND ${d.standing} = 'standing'`;
  const gold = sql`FROM ${d} JOIN ${i} ON ${i.id} = ${d.itemId}
    WHERE ${d.projectId} = ${projectId} AND ${d.kind} = 'answer' AND ${d.standing} = 'gold'`;
  const due = sql`FROM ${r} JOIN ${i} ON ${i.id} = ${r.itemId} WHERE ${r.projectId} = ${projectId}
    AND ${r.state} = 'done' AND ${r.dueAt} IS NOT NULL AND ${r.purpose} <> 'gold'`;
  const compared = sql`${decided} AND ${isCompared(q)}`;
  const how = sql`CASE WHEN ${r.purpose} = 'audit' THEN 'audit' ELSE ${r.arm} END`;
  const { comparedPredictions: c } = q.tables;
  const besides = sql`FROM ${c} WHERE ${c.projectId} = ${projectId}`;
  const beside = (from: SQL, metric: RollupMetric) =>
    byHour(from, sql`${c.modelVersionId}`, sql`${c.createdAt}`, metricText(metric));
  return [
    beside(besides, 'versions_compared'),
    beside(sql`${besides} AND NOT ${c.same}`, 'versions_differ'),
    byHour(
      sql`${routed} AND ${t.reasons} LIKE '%"disagreement"%'`,
      sql`''`,
      sql`${t.createdAt}`,
      metricText('disagreement_drawn'),
    ),
    byHour(routed, sql`${i.modelVersionId}`, sql`${t.createdAt}`, sql`${t.destination}`),
    byHour(
      sql`${routed} AND ${t.reasons} LIKE '%"audit"%'`,
      sql`${i.modelVersionId}`,
      sql`${t.createdAt}`,
      metricText('audit'),
    ),
    byHour(decided, sql`${i.modelVersionId}`, sql`${d.createdAt}`, metricText('decisions')),
    byHour(gold, sql`${i.modelVersionId}`, sql`${d.createdAt}`, metricText('gold')),
    byHour(due, sql`${i.modelVersionId}`, sql`${r.closedAt}`, metricText('decided_due')),
    byHour(
      sql`${due} AND ${r.closedAt} > ${r.dueAt}`,
      sql`${i.modelVersionId}`,
      sql`${r.closedAt}`,
      metricText('decided_late'),
    ),
    byHour(compared, sql`${i.modelVersionId}`, sql`${d.createdAt}`, sql`'compared_' || ${how}`),
    byHour(
      sql`${compared} AND ${isTrue(q, d.agreed)}`,
      sql`${i.modelVersionId}`,
      sql`${d.createdAt}`,
      sql`'agreed_' || ${how}`,
    ),
  ];
};

/** A project's counters as its items, reviews and decisions say they must be. */
export const recount = async (q: Queryable, projectId: string): Promise<Counters> => {
  const counted: Counters = new Map();
  const count = (name: string, n: number): void => void counted.set(name, (counted.get(name) ?? 0) + n);
  for (const source of sources(q, projectId))
    for (const { metric, model, hour, n } of await selectRows(q, source)) {
      count(nameOf(metric, model, allTime), Number(n));
      count(nameOf(metric, model, hour), Number(n));
    }
  const { reviews: r } = q.tables;
  const waiting = await selectRows(
    q,
    sql`SELECT 'waiting_' || ${r.audience} AS audience, count(*) AS n FROM ${r}
         WHERE ${r.projectId} = ${projectId} AND ${r.state} IN ('open', 'held') AND ${isWork(q)} GROUP BY 1`,
  );
  for (const { audience, n } of waiting) count(nameOf(audience, '', allTime), Number(n));
  return counted;
};
