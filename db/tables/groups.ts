import type { Columns } from '../columns/sqlite.ts';
import type { PeopleTables } from './people.ts';
import type { ProjectTables } from './projects.ts';

export const groupTables = (c: Columns, { projects }: ProjectTables, { users }: PeopleTables) => {
  const project = () =>
    c
      .text()
      .notNull()
      .references(() => projects.id);

  return {
    /** Named sets of people: a team, or all who have a skill. Rules, reviews and members name them by `name`, which stays. */
    groups: c.table(
      'groups',
      {
        projectId: project(),
        name: c.bytewise().notNull(),
        title: c.text().notNull(),
        createdAt: c.instant().notNull(),
      },
      (t) => [c.primaryKey({ columns: [t.projectId, t.name] })],
    ),

    groupMembers: c.table(
      'group_members',
      {
        projectId: project(),
        userId: c
          .text()
          .notNull()
          .references(() => users.id),
        name: c.bytewise().notNull(),
      },
      (t) => [c.primaryKey({ columns: [t.projectId, t.userId, t.name] })],
    ),
  };
};
