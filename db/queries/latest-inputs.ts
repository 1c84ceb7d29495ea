import { desc, eq } from 'drizzle-orm';
import type { Queryable } from '../database.ts';
import type { Inputs } from '../tables/items.ts';

/** The inputs of a project's latest items, newest first. */
export const latestInputs = async (q: Queryable, projectId: string, limit: number): Promise<Inputs[]> => {
  const { items: i, payloads: p } = q.tables;
  const rows = await q.db
    .select({ inputs: p.inputs })
    .from(i)
    .innerJoin(p, eq(p.itemId, i.id))
    .where(eq(i.projectId, projectId))
    .orderBy(desc(i.id))
    .limit(limit);
  return rows.map(({ inputs }) => inputs);
};
