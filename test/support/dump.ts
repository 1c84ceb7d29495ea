import type { Database } from '../../db/database.ts';
import type { Tables } from '../../db/schema.ts';

/** Every row of every table, by table, each as JSON, sorted: equal where nothing was changed. */
export const dump = (db: Database): Promise<Record<string, string[]>> =>
  db.read(async (q) => {
    const rows: Record<string, string[]> = {};
    for (const [name, table] of Object.entries(q.tables as Tables))
      rows[name] = (await q.db.select().from(table)).map((row) => JSON.stringify(row)).toSorted();
    return rows;
  });
