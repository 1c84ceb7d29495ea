import { sql } from 'drizzle-orm';
import { foreignKeys, type ForeignKey } from '../archive/table-shapes.ts';
import type { Queryable } from '../database.ts';
import { selectRows } from '../select-rows.ts';
import type { Check, Finding } from './check.ts';
import { countRows } from './count-rows.ts';

/** The rows of one declared key that name a row which is not there. */
const dangling = (q: Queryable, key: ForeignKey): Promise<Finding> => {
  const of = (side: 'c' | 'p', name: string) => sql`${sql.identifier(side)}.${sql.identifier(name)}`;
  const same = key.columns.map(
    (name, i) => sql`${of('p', key.parentColumns[i] ?? '')} = ${of('c', name)}`, // as many on both sides
  );
  const given = key.columns.map((name) => sql`${of('c', name)} IS NOT NULL`);
  const from = sql`FROM ${sql.identifier(key.table)} c WHERE ${sql.join(given, sql` AND `)} AND NOT EXISTS
    (SELECT 1 FROM ${sql.identifier(key.parent)} p WHERE ${sql.join(same, sql` AND `)})`;
  const told = sql.raw(`'${key.table}: no ${key.parent} '`);
  return countRows(q, from, sql`${told} || ${of('c', key.columns[0] ?? '')}`); // a key has a column
};

/** What SQLite says of the file as it is, beside what the tables declare. */
const saidBySqlite = async (q: Queryable): Promise<Finding> => {
  const rows = await selectRows(
    q,
    sql`SELECT "table" AS t, parent AS p, count(*) AS n FROM pragma_foreign_key_check GROUP BY 1, 2`,
  );
  return {
    faults: rows.reduce((sum, { n }) => sum + Number(n), 0),
    examples: rows.map(
      ({ t, p, n }) => `${String(t)}: ${Number(n)} rows name rows of ${String(p)} that are not there`,
    ),
  };
};

/** Every row that another one names is there. */
export const foreignKeyCheck: Check = {
  title: 'rows that others name',
  find: async (q) => {
    if (q.dialect.name === 'sqlite') return saidBySqlite(q);
    const findings: Finding[] = [];
    for (const key of foreignKeys()) findings.push(await dangling(q, key));
    return {
      faults: findings.reduce((sum, { faults }) => sum + faults, 0),
      examples: findings.flatMap(({ examples }) => examples),
    };
  },
};
