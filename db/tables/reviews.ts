import { sql } from 'drizzle-orm';
import {
  arms,
  audiences,
  decisionKinds,
  decisionStandings,
  involvementKinds,
  reviewPurposes,
  reviewStates,
  revisionKinds,
  type Json,
} from '../../server/domain/words.ts';
import type { Columns } from '../columns/sqlite.ts';
import type { ItemTables } from './items.ts';
import type { PeopleTables } from './people.ts';
import type { ProjectTables } from './projects.ts';

/** Why an inspector asked for a lead. */
export type Escalation = { userId: string; note: string };

export const reviewTables = (
  c: Columns,
  { projects }: ProjectTables,
  { users }: PeopleTables,
  { items, routings }: ItemTables,
) => {
  const project = () =>
    c
      .text()
      .notNull()
      .references(() => projects.id);
  const item = () =>
    c
      .text()
      .notNull()
      .references(() => items.id);
  const user = () => c.text().references(() => users.id);

  const reviews = c.table(
    'reviews',
    {
      id: c.text().primaryKey(),
      projectId: project(),
      itemId: item(),
      routingId: c
        .text()
        .notNull()
        .references(() => routings.id),
      purpose: c.word(reviewPurposes).notNull(),
      audience: c.word(audiences).notNull(),
      state: c.word(reviewStates).notNull(),
      arm: c.word(arms).notNull(),
      /** Who is given it: '' for whoever may, else the name of a group or the id of a person. */
      lane: c.bytewise().notNull().default(''),
      /** The skill that it needs, a group's name; where that is its lane too it is assigned to nobody. */
      needs: c.bytewise(),
      /** Minus the priority, so that the order of claiming is one index range. */
      negPriority: c.integer().notNull(),
      /** Its place within its priority: when it is due, or would be at the latest. */
      queueAt: c.instant().notNull().default(0),
      createdAt: c.instant().notNull(),
      /** By when it is to be decided; null: its policy says nothing of it. */
      dueAt: c.instant(),
      /** Whether who judges it blind may be told: its due time depends on nothing that the model said. */
      dueTold: c.flag().notNull().default(false),
      /** From when on it is due soon (null: never), and when its priority was raised as it was. */
      raiseAt: c.instant(),
      raisedAt: c.instant(),
      /** The label schema it was opened with; null until it is first claimed. */
      schemaRevision: c.integer(),
      holderId: user(),
      /** Fencing token: counts the claims. */
      token: c.integer().notNull(),
      heldSince: c.instant(),
      leaseExpiresAt: c.instant(),
      closedAt: c.instant(),
      escalation: c.json<Escalation>(),
      /** Whether a gold item was given in its place once. */
      goldGiven: c.flag().notNull().default(false),
      /** The question of an inspector that took it out of its queue last, which may be answered by now. */
      questionId: c.text(),
      /** Why a lead put the item back into review; null: it is not of that. */
      requeued: c.text(),
    },
    (t) => [
      c
        .index('reviews_claim')
        .on(t.projectId, t.audience, t.lane, t.negPriority, t.queueAt, t.id)
        .where(sql`state = 'open'`),
      c
        .index('reviews_oldest')
        .on(t.projectId, t.createdAt)
        .where(sql`state = 'open'`),
      c
        .index('reviews_leases')
        .on(t.projectId, t.leaseExpiresAt)
        .where(sql`state = 'held'`),
      c
        .index('reviews_holder')
        .on(t.holderId)
        .where(sql`state = 'held'`),
      c
        .index('reviews_due')
        .on(t.projectId, t.dueAt)
        .where(sql`due_at is not null and state in ('open', 'held', 'asked')`),
      c
        .index('reviews_raise')
        .on(t.raiseAt)
        .where(sql`state = 'open' and raise_at is not null and raised_at is null`),
      c
        .index('reviews_asked')
        .on(t.projectId, t.questionId)
        .where(sql`state = 'asked'`),
      c.index('reviews_item').on(t.itemId),
    ],
  );

  return {
    reviews,

    /** People who can no longer be given an item, and why. */
    involvements: c.table(
      'involvements',
      {
        itemId: item(),
        userId: user().notNull(),
        kind: c.word(involvementKinds).notNull(),
        at: c.instant().notNull(),
      },
      (t) => [c.primaryKey({ columns: [t.itemId, t.userId] })],
    ),

    decisions: c.table(
      'decisions',
      {
        /** Made by the client. */
        id: c.text().primaryKey(),
        projectId: project(),
        reviewId: c
          .text()
          .notNull()
          .references(() => reviews.id),
        itemId: item(),
        userId: user().notNull(),
        kind: c.word(decisionKinds).notNull(),
        value: c.json<Json>(),
        standing: c.word(decisionStandings).notNull(),
        /** The decision that this one replaces, and how. */
        revises: c.text(),
        revision: c.word(revisionKinds),
        reason: c.text(),
        note: c.text(),
        timeSpentMs: c.integer(),
        /** In a grid: among how many cells that one key decided the time was shared; null: it was judged by itself. */
        cells: c.integer(),
        arm: c.word(arms).notNull(),
        suggestionShown: c.flag().notNull(),
        /** Whether it is an answer whose author knew of nobody else's on the item. */
        independent: c.flag().notNull().default(false),
        schemaRevision: c.integer().notNull(),
        /** Whether it equals the model's answer; null where either gave none. */
        agreed: c.flag(),
        /** The model version whose answer that is; null where `agreed` is. */
        modelVersionId: c.text(),
        /** SHA-256 of what was sent, in hex: tells a repeat from a conflict. */
        contentHash: c.text().notNull(),
        createdAt: c.instant().notNull(),
      },
      (t) => [
        c.index('decisions_item').on(t.itemId),
        c.index('decisions_user').on(t.projectId, t.userId, t.createdAt),
        c
          .index('decisions_independent')
          .on(t.projectId, t.itemId)
          .where(sql`independent`),
        c
          .index('decisions_compared')
          .on(t.modelVersionId, t.createdAt, t.id)
          .where(sql`standing = 'standing' AND agreed IS NOT NULL`),
      ],
    ),
  };
};
