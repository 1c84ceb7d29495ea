import { sql } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { selectRows } from '../../db/select-rows.ts';
import type { Tables } from '../../db/schema.ts';
import { noProject } from '../../server/domain/system/metrics.ts';

/** Noted beside any request, whatever becomes of it. */
const beside = new Set(['last_seen_at', 'last_used_at']);

/**
 * Every row of every table as JSON, sorted: equal where nothing was changed. When people and keys were last seen, and
 * what jobs ran, and what instances measure of themselves, is left out.
 */
export const dump = (db: Database): Promise<Record<string, string[]>> =>
  db.read(async (q) => {
    const rows: Record<string, string[]> = {};
    const { jobRuns: _, ...tables }: Tables = q.tables;
    for (const [name, table] of Object.entries(tables))
      rows[name] = (await selectRows(q, sql`SELECT * FROM ${table}`))
        .filter((row) => !('span' in row && row['project_id'] === noProject))
        .map((row) => JSON.stringify(row, (key, value: unknown) => (beside.has(key) ? undefined : value)))
        .toSorted();
    return rows;
  });
