import type { Json } from '../../server/domain/words.ts';
import type { Actor } from '../actor.ts';
import type { Columns } from '../columns/sqlite.ts';
import type { ItemTables } from './items.ts';
import type { PeopleTables } from './people.ts';
import type { ProjectTables } from './projects.ts';

export const goldTables = (
  c: Columns,
  { projects }: ProjectTables,
  { users }: PeopleTables,
  { items }: ItemTables,
) => {
  const project = () =>
    c
      .text()
      .notNull()
      .references(() => projects.id);
  const user = () =>
    c
      .text()
      .notNull()
      .references(() => users.id);
  const item = () => c.text().references(() => items.id);

  return {
    /** Items whose answer is known, mixed in to see how well inspectors do. */
    goldItems: c.table(
      'gold_items',
      {
        itemId: item().primaryKey(),
        projectId: project(),
        value: c.json<Json>().notNull(),
        note: c.text().notNull(),
        /** In [0,1), drawn by its key: the first place from a draw on that serves is the item that is given. */
        place: c.real().notNull(),
        author: c.json<Actor>().notNull(),
        markedAt: c.instant().notNull(),
      },
      (t) => [c.uniqueIndex('gold_items_place').on(t.projectId, t.place, t.itemId)],
    ),

    /** What inspectors answered to gold items: at most one answer of each to an item. */
    goldAnswers: c.table(
      'gold_answers',
      {
        itemId: item().notNull(),
        userId: user(),
        projectId: project(),
        decisionId: c.text().notNull(),
        value: c.json<Json>().notNull(),
        isRight: c.flag().notNull(),
        answeredAt: c.instant().notNull(),
      },
      (t) => [
        c.primaryKey({ columns: [t.itemId, t.userId] }),
        c.index('gold_answers_user').on(t.projectId, t.userId, t.answeredAt),
      ],
    ),

    /** Who was paused for what they answered to gold items, the last time. */
    goldPauses: c.table(
      'gold_pauses',
      {
        projectId: project(),
        userId: user(),
        pausedAt: c.instant().notNull(),
        /** Since when they work again: their answers count anew from then on. Null: they are paused. */
        resumedAt: c.instant(),
      },
      (t) => [c.primaryKey({ columns: [t.projectId, t.userId] })],
    ),
  };
};
