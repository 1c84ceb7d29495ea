import { sql } from 'drizzle-orm';
import type { Certificate } from '../../server/domain/certificate.ts';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import type { MonitoredInput } from '../../server/domain/measures/inputs.ts';
import type { PipelineStep } from '../../server/domain/pipeline/steps.ts';
import type { MonitoringRows } from '../../server/domain/measures/rows.ts';
import type { Policy } from '../../server/domain/policy.ts';
import type { RetrainingSettings } from '../../server/domain/retraining/triggers/settings.ts';
import { resolutions } from '../../server/domain/weighing.ts';
import { itemKindNames } from '../../server/domain/words.ts';
import type { Actor } from '../actor.ts';
import type { Columns } from '../columns/sqlite.ts';

export const projectTables = (c: Columns) => {
  const projects = c.table('projects', {
    id: c.text().primaryKey(),
    slug: c.text().notNull().unique(),
    name: c.text().notNull(),
    question: c.text().notNull(),
    itemKind: c.word(itemKindNames).notNull(),
    instructions: c.text().notNull(),
    /** Salt of all random draws of the project; never changes. */
    seed: c.text().notNull(),
    leaseSeconds: c.integer().notNull(),
    /** Hours within which an audit is to be answered. */
    auditDueHours: c.integer().notNull().default(72),
    /** The revisions in force. */
    schemaRevision: c.integer().notNull(),
    policyRevision: c.integer().notNull(),
    /** What certificates say: the error is at most `targetError`, with confidence `targetConfidence`. */
    targetError: c.real().notNull().default(0.02),
    targetConfidence: c.real().notNull().default(0.95),
    /** Whether the policy falls back by itself when the watch over a certificate alarms. */
    fallsBack: c.flag().notNull().default(false),
    /** How differing answers are settled, and the posterior probability that it takes. */
    resolution: c.word(resolutions).notNull().default('consensus'),
    posteriorAtLeast: c.real().notNull().default(0.95),
    /** Share, in [0,0.2], of what inspectors claim that is gold; who answers so little of it rightly is paused (null: nobody). */
    goldShare: c.real().notNull().default(0),
    goldPauseBelow: c.real(),
    /** The fewest answers to gold items after which somebody is paused. */
    goldPauseAfter: c.integer().notNull().default(20),
    /** The skill, a group's name, that reviews need where no rule names another; null: none. */
    neededSkill: c.bytewise(),
    /** Whether inspectors are told who holds what they wait for. */
    namesHolders: c.flag().notNull().default(false),
    /** Whether inspectors are told by name how much each of them answered today. */
    countsByName: c.flag().notNull().default(false),
    /** Whether inspectors may judge similar items as a grid. */
    grid: c.flag().notNull().default(false),
    /** Whether whoever settles differing answers sees who gave which. */
    opinionsNamed: c.flag().notNull().default(false),
    /** When trainings are asked for; null: as at first. */
    retraining: c.json<RetrainingSettings>(),
    /** What is measured of the inputs that items come with. */
    monitoredInputs: c
      .json<MonitoredInput[]>()
      .notNull()
      .default(sql`'[]'`),
    /** The steps that items go through before a model answers. */
    pipeline: c
      .json<PipelineStep[]>()
      .notNull()
      .default(sql`'[]'`),
    /** How the page that shows the measures is arranged. */
    monitoringRows: c
      .json<MonitoringRows>()
      .notNull()
      .default(sql`'{"order":[],"hidden":[]}'`),
    /** Whether everything was measured from the project's first item on. */
    measured: c.flag().notNull().default(false),
    createdAt: c.instant().notNull(),
  });
  const inProject = () =>
    c
      .text()
      .notNull()
      .references(() => projects.id);

  return {
    projects,

    /** Numbers that are handed out in commit order, apart from the project so that its row is not contended. */
    projectSequences: c.table('project_sequences', {
      projectId: inProject().primaryKey(),
      /** The last `seq` given to a label. */
      labelSeq: c.count().notNull(),
      /** Labels up to this `seq` have left the house: changing them is an amendment. */
      exportedThrough: c.count().notNull(),
    }),

    schemaRevisions: c.table(
      'schema_revisions',
      {
        projectId: inProject(),
        revision: c.integer().notNull(),
        schema: c.json<LabelSchema>().notNull(),
        note: c.text().notNull(),
        author: c.json<Actor>().notNull(),
        createdAt: c.instant().notNull(),
      },
      (t) => [c.primaryKey({ columns: [t.projectId, t.revision] })],
    ),

    policies: c.table(
      'policies',
      {
        projectId: inProject(),
        revision: c.integer().notNull(),
        policy: c.json<Policy>().notNull(),
        /** The certificates its thresholds rest on; null: none. */
        certificates: c.json<Certificate[]>(),
        note: c.text().notNull(),
        author: c.json<Actor>().notNull(),
        createdAt: c.instant().notNull(),
      },
      (t) => [c.primaryKey({ columns: [t.projectId, t.revision] })],
    ),

    /** Policies that are kept to be compared, and are in force for nobody. */
    policyDrafts: c.table(
      'policy_drafts',
      {
        id: c.text().primaryKey(),
        projectId: inProject(),
        name: c.bytewise().notNull(),
        policy: c.json<Policy>().notNull(),
        /** Who saved it last, and when. */
        author: c.json<Actor>().notNull(),
        savedAt: c.instant().notNull(),
      },
      (t) => [c.uniqueIndex('policy_drafts_name').on(t.projectId, t.name)],
    ),

    modelVersions: c.table(
      'model_versions',
      {
        id: c.text().primaryKey(),
        projectId: inProject(),
        /** `name@version`. */
        model: c.text().notNull(),
        description: c.text().notNull(),
        /** The calibrator in force; 0: none. */
        calibrator: c.integer().notNull().default(0),
        registeredAt: c.instant().notNull(),
        firstPredictionAt: c.instant(),
        lastPredictionAt: c.instant(),
        /** Since when it may decide nothing any more; null: it may. */
        retiredAt: c.instant(),
        /** The training that it came of; null: nobody said. */
        trainedOn: c.text(),
      },
      (t) => [c.uniqueIndex('model_versions_model').on(t.projectId, t.model)],
    ),

    /** Which files a project may show; the bytes are in the media store under their hash. */
    media: c.table(
      'media',
      {
        projectId: inProject(),
        hash: c.text().notNull(),
        type: c.text().notNull(),
        size: c.count().notNull(),
        createdAt: c.instant().notNull(),
      },
      (t) => [c.primaryKey({ columns: [t.projectId, t.hash] })],
    ),
  };
};

export type ProjectTables = ReturnType<typeof projectTables>;
