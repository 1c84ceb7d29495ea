import type { Database } from '../../db/database.ts';
import type { Tables } from '../../db/schema.ts';

/** Noted beside any request, whatever becomes of it. */
const beside = new Set(['lastSeenAt', 'lastUsedAt']);

/**
 * Every row of every table as JSON, sorted: equal where nothing was changed. When people and keys were last seen, and
 * what jobs ran, is left out.
 */
export const dump = (db: Database): Promise<Record<string, string[]>> =>
  db.read(async (q) => {
    const rows: Record<string, string[]> = {};
    const { jobRuns: _, ...tables }: Tables = q.tables;
    for (const [name, table] of Object.entries(tables))
      rows[name] = (await q.db.select().from(table))
        .map((row) => JSON.stringify(row, (key, value: unknown) => (beside.has(key) ? undefined : value)))
        .toSorted();
    return rows;
  });
