import { sql } from 'drizzle-orm';
import { estimateStates, type EstimateResult } from '../../server/domain/reliability-estimate.ts';
import type { ClassShare } from '../../server/domain/weighing.ts';
import { arms, type Json } from '../../server/domain/words.ts';
import type { Columns } from '../columns/sqlite.ts';
import type { ItemTables } from './items.ts';
import type { PeopleTables } from './people.ts';
import type { ProjectTables } from './projects.ts';

/** Counts kept in the transaction that changes them; what each is of is said in `server/domain/reliability.ts`. */
export const reliabilityTables = (
  c: Columns,
  { projects }: ProjectTables,
  { users }: PeopleTables,
  { items }: ItemTables,
) => {
  const cell = () => ({ projectId: c.text().notNull(), arm: c.word(arms).notNull() });
  /** Runs that estimate what inspectors' answers are worth; one at a time in a project. */
  const reliabilityEstimates = c.table(
    'reliability_estimates',
    {
      id: c.text().primaryKey(),
      projectId: c
        .text()
        .notNull()
        .references(() => projects.id),
      state: c.word(estimateStates).notNull(),
      startedBy: c
        .text()
        .notNull()
        .references(() => users.id),
      startedAt: c.instant().notNull(),
      finishedAt: c.instant(),
      /** The label schema that was in force when it was started. */
      schemaRevision: c.integer().notNull(),
      /** How often an instance has taken it up, and until when the one that did is waited for. */
      attempts: c.integer().notNull(),
      leaseExpiresAt: c.instant().notNull(),
      /** Answers read so far, and those of them that are on items which several inspectors judged. */
      read: c.integer().notNull(),
      answers: c.integer().notNull(),
      items: c.integer().notNull(),
      iterations: c.integer().notNull(),
      logLikelihood: c.real(),
      /** Null until it is done. */
      result: c.json<EstimateResult>(),
      /** Why it failed, in words. */
      failure: c.text(),
    },
    (t) => [
      c
        .uniqueIndex('reliability_estimates_running')
        .on(t.projectId)
        .where(sql`state = 'running'`),
      c.index('reliability_estimates_latest').on(t.projectId, t.startedAt),
    ],
  );
  return {
    /** Values are JSON texts. */
    answerPairs: c.table(
      'answer_pairs',
      {
        ...cell(),
        firstUserId: c.text().notNull(),
        secondUserId: c.text().notNull(),
        firstValue: c.text().notNull(),
        secondValue: c.text().notNull(),
        n: c.count().notNull(),
      },
      (t) => [
        c.primaryKey({
          columns: [t.projectId, t.arm, t.firstUserId, t.secondUserId, t.firstValue, t.secondValue],
        }),
      ],
    ),

    answerPatterns: c.table(
      'answer_patterns',
      { ...cell(), pattern: c.text().notNull(), n: c.count().notNull() },
      (t) => [c.primaryKey({ columns: [t.projectId, t.arm, t.pattern] })],
    ),

    settledAnswers: c.table(
      'settled_answers',
      {
        ...cell(),
        userId: c.text().notNull(),
        answer: c.text().notNull(),
        label: c.text().notNull(),
        n: c.count().notNull(),
      },
      (t) => [c.primaryKey({ columns: [t.projectId, t.userId, t.arm, t.answer, t.label] })],
    ),

    reliabilityEstimates,

    /**
     * What the project's latest estimate that was done makes of the items whose answers it used; rows of others are on
     * their way to be complete, or to be deleted.
     */
    itemPosteriors: c.table(
      'item_posteriors',
      {
        estimateId: c
          .text()
          .notNull()
          .references(() => reliabilityEstimates.id),
        itemId: c
          .text()
          .notNull()
          .references(() => items.id),
        /** The likeliest class first; shares below a thousandth are left out. */
        shares: c.json<ClassShare[]>().notNull(),
        /** The label that was in force, and how probable it is that it is wrong; null: there was none. */
        label: c.json<Json>(),
        doubt: c.real(),
      },
      (t) => [
        c.primaryKey({ columns: [t.estimateId, t.itemId] }),
        c
          .index('item_posteriors_doubt')
          .on(t.estimateId, t.doubt, t.itemId)
          .where(sql`doubt > 0.5`),
      ],
    ),
  };
};
