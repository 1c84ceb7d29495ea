import type { SQL } from 'drizzle-orm';
import type { Queryable } from './database.ts';

/**
 * Runs a SELECT and answers its rows as the driver gives them, each column under its alias. For the long reads only: it
 * spares the builder's mapping of each value, and so flags come as 0 and 1 and large numbers as text, by engine.
 */
export const selectRows = async (q: Queryable, query: SQL): Promise<Record<string, unknown>[]> => {
  if (q.dialect.name === 'sqlite') return q.db.all<Record<string, unknown>>(query);
  // On PostgreSQL the builder is another one (see columns/postgres.ts), which has `execute` in place of `all`.
  const { db } = q as unknown as {
    db: { execute(query: SQL): Promise<{ rows: Record<string, unknown>[] }> };
  };
  return (await db.execute(query)).rows;
};
