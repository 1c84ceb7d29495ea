import { sql } from 'drizzle-orm';
import { rolloutEvents } from '../../server/domain/rollout/events.ts';
import type { Verdict } from '../../server/domain/rollout/guardrails/verdict.ts';
import type { RolloutSettings } from '../../server/domain/rollout/settings.ts';
import { rolloutStates } from '../../server/domain/rollout/states.ts';
import type { Actor } from '../actor.ts';
import type { Columns } from '../columns/sqlite.ts';
import type { ItemTables } from './items.ts';
import type { ProjectTables } from './projects.ts';

const differs = sql`NOT same`;

/** What was in force before a rollout, and goes back with it: the policy's revision, and the live version's calibrator. */
export type Before = { policyRevision: number; calibrator: number };

/**
 * Counted over all time: predictions of the candidate beside others' and of the live version beside others', those of both that
 * differ, and what the live version was asked.
 */
export type RolloutCounts = { candidate: number; live: number; differing: number; asked: number };

export const rolloutTables = (
  c: Columns,
  { projects, modelVersions }: ProjectTables,
  { items, predictions }: ItemTables,
) => {
  const modelVersion = () => c.text().references(() => modelVersions.id);
  const project = () =>
    c
      .text()
      .notNull()
      .references(() => projects.id);
  const rollouts = c.table(
    'rollouts',
    {
      id: c.text().primaryKey(),
      projectId: project(),
      candidateId: modelVersion().notNull(),
      /** The version it takes the place of; null: none was live. */
      liveId: modelVersion(),
      /** The rollout that this one tries again; null: none. */
      attemptOf: c.text(),
      settings: c.json<RolloutSettings>().notNull(),
      state: c.word(rolloutStates).notNull(),
      step: c.integer().notNull(),
      /** Share, in [0,1], of units that the candidate decides. */
      share: c.real().notNull(),
      /** When this step or state began. */
      since: c.instant().notNull(),
      before: c.json<Before>().notNull(),
      /** What had been counted when it started, and when this step began. */
      countedAtStart: c.json<RolloutCounts>().notNull(),
      countedAtStep: c.json<RolloutCounts>().notNull(),
      note: c.text().notNull(),
      author: c.json<Actor>().notNull(),
      createdAt: c.instant().notNull(),
      startedAt: c.instant(),
    },
    (t) => [c.index('rollouts_newest').on(t.projectId, t.id)],
  );
  return {
    rollouts,

    /** What happened in a rollout, in its order. */
    rolloutHistory: c.table(
      'rollout_history',
      {
        id: c.text().primaryKey(),
        rolloutId: c
          .text()
          .notNull()
          .references(() => rollouts.id),
        projectId: project(),
        event: c.word(rolloutEvents).notNull(),
        state: c.word(rolloutStates).notNull(),
        step: c.integer().notNull(),
        share: c.real().notNull(),
        /** The deployment's epoch from then on. */
        epoch: c.integer().notNull(),
        /** What the guardrails said then. */
        verdicts: c.json<Verdict[]>().notNull(),
        note: c.text().notNull(),
        actor: c.json<Actor>().notNull(),
        at: c.instant().notNull(),
      },
      (t) => [
        c.index('rollout_history_rollout').on(t.rolloutId, t.id),
        c.index('rollout_history_newest').on(t.projectId, t.at),
      ],
    ),

    /** Which model versions decide in a project; one row from its first rollout on. */
    deployments: c.table('deployments', {
      projectId: project().primaryKey(),
      /** Counts the changes of this row. */
      epoch: c.integer().notNull(),
      liveId: modelVersion(),
      /** What was live before, to be brought back. */
      previousId: modelVersion(),
      /** The rollout under way, its candidate and the share of units that it decides; null: none. */
      rolloutId: c.text().references(() => rollouts.id),
      candidateId: modelVersion(),
      share: c.real().notNull(),
    }),

    /** Predictions of a version that did not decide, beside the one that did. */
    comparedPredictions: c.table(
      'compared_predictions',
      {
        predictionId: c
          .text()
          .primaryKey()
          .references(() => predictions.id),
        projectId: project(),
        itemId: c
          .text()
          .notNull()
          .references(() => items.id),
        modelVersionId: modelVersion().notNull(),
        /** The version whose prediction was routed. */
        againstId: modelVersion().notNull(),
        /** Whether both said the same. */
        same: c.flag().notNull(),
        createdAt: c.instant().notNull(),
      },
      (t) => [
        c
          .index('compared_predictions_differing')
          .on(t.modelVersionId, t.againstId, t.createdAt)
          .where(differs),
      ],
    ),
  };
};
