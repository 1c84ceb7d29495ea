import { sql } from 'drizzle-orm';
import type { Queryable } from '../database.ts';
import type { Source } from './recount-evidence.ts';

/** What is kept about inspectors, and as the decisions and labels of a project say it must be. */
export const reliabilitySources = (q: Queryable, projectId: string): Source[] => {
  const { decisions: d, labels: l, answerPairs, answerPatterns, settledAnswers } = q.tables;
  const [together, bytewise] =
    q.dialect.name === 'sqlite'
      ? [sql.raw('group_concat'), sql.raw('')]
      : [sql.raw('string_agg'), sql.raw('COLLATE "C"')];
  const alone = sql`SELECT * FROM ${d} WHERE ${d.projectId} = ${projectId} AND ${d.independent} AND ${d.standing} = 'standing'`;
  return [
    {
      table: 'pairs',
      keys: ['arm', 'first_user_id', 'second_user_id', 'first_value', 'second_value'],
      sums: ['n'],
      kept: sql`SELECT * FROM ${answerPairs} WHERE ${answerPairs.projectId} = ${projectId}`,
      counted: sql`
        SELECT a.arm, a.user_id AS first_user_id, b.user_id AS second_user_id, a.value AS first_value,
               b.value AS second_value, count(*) AS n
          FROM (${alone}) a JOIN (${alone}) b ON b.item_id = a.item_id AND b.arm = a.arm AND b.user_id > a.user_id
         GROUP BY 1, 2, 3, 4, 5`,
    },
    {
      table: 'patterns',
      keys: ['arm', 'pattern'],
      sums: ['n'],
      kept: sql`SELECT * FROM ${answerPatterns} WHERE ${answerPatterns.projectId} = ${projectId}`,
      counted: sql`
        SELECT arm, pattern, count(*) AS n
          FROM (SELECT a.arm, a.item_id, '[' || ${together}(a.value, ',' ORDER BY a.value ${bytewise}) || ']' AS pattern
                  FROM (${alone}) a GROUP BY 1, 2 HAVING count(*) > 1) shared
         GROUP BY 1, 2`,
    },
    {
      table: 'settled',
      keys: ['arm', 'user_id', 'answer', 'label'],
      sums: ['n'],
      kept: sql`SELECT * FROM ${settledAnswers} WHERE ${settledAnswers.projectId} = ${projectId}`,
      counted: sql`
        SELECT a.arm, a.user_id, a.value AS answer, ${l.value} AS label, count(*) AS n
          FROM (${alone}) a JOIN ${l} ON ${l.itemId} = a.item_id
         WHERE ${l.supersededAt} IS NULL AND ${l.source} = 'adjudicated'
         GROUP BY 1, 2, 3, 4`,
    },
  ];
};
