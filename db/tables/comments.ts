import { commentKinds } from '../../server/domain/words.ts';
import type { Columns } from '../columns/sqlite.ts';
import type { ItemTables } from './items.ts';
import type { PeopleTables } from './people.ts';
import type { ProjectTables } from './projects.ts';

export const commentTables = (
  c: Columns,
  { projects }: ProjectTables,
  { users }: PeopleTables,
  { items }: ItemTables,
) => {
  const user = () =>
    c
      .text()
      .notNull()
      .references(() => users.id);
  return {
    /** What inspectors and leads say of items. Each inspector has a thread of their own on an item; none is ever changed. */
    comments: c.table(
      'comments',
      {
        /** Made by the client. */
        id: c.text().primaryKey(),
        projectId: c
          .text()
          .notNull()
          .references(() => projects.id),
        itemId: c
          .text()
          .notNull()
          .references(() => items.id),
        /** The inspector whose thread it is in: it and the leads are all who read it. */
        inspectorId: user(),
        authorId: user(),
        kind: c.word(commentKinds).notNull(),
        text: c.text().notNull(),
        createdAt: c.instant().notNull(),
      },
      (t) => [c.index('comments_item').on(t.itemId, t.createdAt)],
    ),
  };
};
