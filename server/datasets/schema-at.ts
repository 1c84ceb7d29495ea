import type { Database } from '../../db/database.ts';
import { schemaRevisionsOf } from '../../db/queries/projects.ts';
import type { LabelSchema } from '../domain/label-schema.ts';

/** The label schema that was in force at an instant, and its revision; all revisions of a project are of one kind. */
export const schemaAt = async (
  db: Database,
  projectId: string,
  at: number,
): Promise<{ revision: number; schema: LabelSchema }> => {
  const revisions = await db.read((q) => schemaRevisionsOf(q, projectId));
  const found = revisions.find(({ createdAt }) => createdAt <= at) ?? revisions.at(-1);
  if (!found) throw new Error(`project ${projectId} has no label schema`);
  return found;
};
