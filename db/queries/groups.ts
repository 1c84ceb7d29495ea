import { and, asc, eq, sql } from 'drizzle-orm';
import { openLane } from '../../server/domain/lanes.ts';
import type { Queryable, Transaction } from '../database.ts';

/** A named set of people: a team, or all who have a skill. */
export type Group = { name: string; title: string; members: { id: string; name: string }[] };

/** The groups of a project by title, with their members by name; the one of a name where one is given. */
export const groupsOf = async (q: Queryable, projectId: string, name?: string): Promise<Group[]> => {
  const { groups: g, groupMembers: m, users: u } = q.tables;
  const groups = await q.db
    .select({ name: g.name, title: g.title })
    .from(g)
    .where(and(eq(g.projectId, projectId), name === undefined ? undefined : eq(g.name, name)))
    .orderBy(asc(g.title), asc(g.name));
  const members = await q.db
    .select({ group: m.name, id: u.id, name: u.name })
    .from(m)
    .innerJoin(u, eq(u.id, m.userId))
    .where(and(eq(m.projectId, projectId), name === undefined ? undefined : eq(m.name, name)))
    .orderBy(asc(u.name), asc(u.id));
  const byGroup = Map.groupBy(members, ({ group }) => group);
  return groups.map((group) => ({
    ...group,
    members: (byGroup.get(group.name) ?? []).map(({ id, name }) => ({ id, name })),
  }));
};

/** One group of a project; null: there is none of this name. */
export const groupNamed = async (q: Queryable, projectId: string, name: string): Promise<Group | null> =>
  (await groupsOf(q, projectId, name))[0] ?? null;

/** Makes a group, or gives it another title and other members. */
export const putGroup = async (
  tx: Transaction,
  projectId: string,
  { name, title, memberIds }: { name: string; title: string; memberIds: string[] },
  now: number,
): Promise<void> => {
  const { groups: g, groupMembers: m } = tx.tables;
  await tx.db
    .insert(g)
    .values({ projectId, name, title, createdAt: now })
    .onConflictDoUpdate({ target: [g.projectId, g.name], set: { title } });
  await tx.db.delete(m).where(and(eq(m.projectId, projectId), eq(m.name, name)));
  await tx.insertMany(
    m,
    memberIds.map((userId) => ({ projectId, userId, name })),
  );
};

/** Takes a person out of every group of a project. */
export const leaveGroups = async (tx: Transaction, projectId: string, userId: string): Promise<void> => {
  const { groupMembers: m } = tx.tables;
  await tx.db.delete(m).where(and(eq(m.projectId, projectId), eq(m.userId, userId)));
};

/**
 * Removes a group; what needs it or is assigned to it is so no more. Nor is what was decided: a review that is opened of
 * its item again needs what it needed.
 */
export const deleteGroup = async (tx: Transaction, projectId: string, name: string): Promise<void> => {
  const { groups: g, groupMembers: m, reviews: r } = tx.tables;
  await tx.db.delete(m).where(and(eq(m.projectId, projectId), eq(m.name, name)));
  await tx.db.delete(g).where(and(eq(g.projectId, projectId), eq(g.name, name)));
  await tx.db
    .update(r)
    .set({
      lane: sql`case when ${r.lane} = ${name} then coalesce(nullif(${r.needs}, ${name}), ${openLane}) else ${r.lane} end`,
      needs: sql`nullif(${r.needs}, ${name})`,
    })
    .where(and(eq(r.projectId, projectId), sql`(${r.lane} = ${name} or ${r.needs} = ${name})`));
};
