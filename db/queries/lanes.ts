import { and, eq, sql } from 'drizzle-orm';
import { defineStatement, type Queryable } from '../database.ts';
import { oneRow, textParam } from '../params.ts';

const lanes = defineStatement<{ projectId: string; userId: string }, { lane: string }[]>(
  'lanes_of_person',
  ({ db, tables: { groupMembers, reviews } }) => {
    const assigned = db
      .select({ id: reviews.id })
      .from(reviews)
      .where(
        and(
          eq(reviews.projectId, textParam('projectId')),
          sql`${reviews.audience} in ('inspector', 'lead')`,
          eq(reviews.lane, textParam('userId')),
          sql`${reviews.state} = 'open'`,
        ),
      )
      .limit(oneRow);
    return db
      .select({ lane: reviews.lane })
      .from(reviews)
      .where(eq(reviews.id, sql`(${assigned})`))
      .unionAll(
        db
          .select({ lane: groupMembers.name })
          .from(groupMembers)
          .where(
            and(
              eq(groupMembers.projectId, textParam('projectId')),
              eq(groupMembers.userId, textParam('userId')),
            ),
          ),
      );
  },
);

/** What beside the open lane a person is given reviews of: whether any wait that are assigned to them, and their groups. */
export const lanesOf = async (
  q: Queryable,
  projectId: string,
  userId: string,
): Promise<{ isAssigned: boolean; groups: string[] }> => {
  const found = (await q.run(lanes, { projectId, userId })).map(({ lane }) => lane);
  return {
    isAssigned: found.includes(userId),
    groups: found.filter((lane) => lane !== userId).toSorted(),
  };
};
