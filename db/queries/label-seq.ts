import { eq, sql } from 'drizzle-orm';
import { defineStatement, type Transaction } from '../database.ts';

const advance = defineStatement<{ projectId: string; n: number }, { last: number }[]>(
  'next_label_seq',
  ({ db, tables: { projectSequences } }) =>
    db
      .update(projectSequences)
      .set({ labelSeq: sql`${projectSequences.labelSeq} + ${sql.placeholder('n')}` })
      .where(eq(projectSequences.projectId, sql.placeholder('projectId')))
      .returning({ last: projectSequences.labelSeq }),
);

/** Hands out the next n positions in the order of the project's labels; answers the first. */
export const nextLabelSeq = async (tx: Transaction, projectId: string, n: number): Promise<number> => {
  const [row] = await tx.run(advance, { projectId, n });
  if (!row) throw new Error(`project ${projectId} has no sequences`);
  return row.last - n + 1;
};
