import { sql, type SQL } from 'drizzle-orm';
import { quickMs } from '../../server/domain/evidence.ts';
import type { Queryable } from '../database.ts';
import { isCompared } from '../queries/answered-as.ts';
import { answerSums, inspectorSums } from '../queries/evidence.ts';
import type { Counted, Source } from './recount-evidence.ts';
import { isTrue } from './recount.ts';

/** What is kept of standing answers beside the model's, and as the decisions of a project say it must be. */
export const answerSources = (q: Queryable, projectId: string, counted: Counted): Source[] => {
  const { decisions: d, reviews: r, routings: t, predictions: p, items: i } = q.tables;
  const { answerEvidence: a, inspectorEvidence: e } = q.tables;
  const one = (condition: SQL): SQL => sql`sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
  const spent = sql`(CASE WHEN ${d.cells} IS NULL THEN ${d.timeSpentMs} END)`;
  const time = sql`(1.0 * ${spent})`;
  const basis = sql`CASE WHEN ${r.purpose} = 'audit' THEN 'audit' WHEN ${r.arm} = 'assisted' THEN 'assisted'
    WHEN ${t.blindProbability} = 1 THEN 'shadow' ELSE 'blind' END`;
  const summed = sql`count(*) AS n, count(${spent}) AS timed, coalesce(sum(${time}), 0) AS time,
    coalesce(sum(${time} * ${time}), 0) AS time_squared,
    ${one(sql`${isTrue(q, d.agreed)} AND ${spent} < ${sql.raw(String(quickMs))}`)} AS quick`;
  const compared = sql`FROM ${d} JOIN ${r} ON ${r.id} = ${d.reviewId} JOIN ${t} ON ${t.id} = ${r.routingId}
    JOIN ${i} ON ${i.id} = ${d.itemId} JOIN ${p} ON ${p.id} = ${t.predictionId}
    WHERE ${d.projectId} = ${projectId} AND ${d.kind} = 'answer' AND ${d.standing} = 'standing' AND ${isCompared(q)}`;
  return [
    {
      table: 'answers',
      keys: ['model_version_id', 'basis', 'model_value', 'answer', 'agreed'],
      sums: answerSums,
      kept: sql`SELECT * FROM ${a} WHERE ${a.projectId} = ${projectId}`,
      counted: sql`
        SELECT ${i.modelVersionId} AS model_version_id, ${basis} AS basis, ${counted(p.value)} AS model_value,
               ${counted(d.value)} AS answer, ${d.agreed} AS agreed, ${summed}
          ${compared} GROUP BY 1, 2, 3, 4, 5`,
    },
    {
      table: 'inspectors',
      keys: ['user_id', 'arm'],
      sums: inspectorSums,
      kept: sql`SELECT * FROM ${e} WHERE ${e.projectId} = ${projectId}`,
      counted: sql`
        SELECT ${d.userId} AS user_id, ${basis} AS arm, ${one(isTrue(q, d.agreed))} AS agreed, ${summed}
          ${compared} AND ${basis} IN ('assisted', 'blind') GROUP BY 1, 2`,
    },
  ];
};
