import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '../database.ts';
import { selectRows } from '../select-rows.ts';
import { exampleLimit, type Finding } from './check.ts';

/** Finds the rows that a FROM … WHERE … gives, however many: their number, and the first of them as `example` says. */
export const countRows = async (q: Queryable, from: SQL, example: SQL): Promise<Finding> => {
  const [counted] = await selectRows(q, sql`SELECT count(*) AS n ${from}`);
  const faults = Number(counted?.n ?? 0);
  if (faults === 0) return { faults, examples: [] };
  const rows = await selectRows(q, sql`SELECT ${example} AS example ${from} LIMIT ${exampleLimit}`);
  return { faults, examples: rows.map((row) => String(row.example)) };
};
