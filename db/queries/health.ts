import type { Queryable } from '../database.ts';

/** Reads a row, or throws: shows that the database answers and has been migrated. */
export const pingDatabase = async (q: Queryable): Promise<void> => {
  const { projects } = q.tables;
  await q.db.select({ id: projects.id }).from(projects).limit(1);
};
