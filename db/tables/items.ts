import { sql } from 'drizzle-orm';
import {
  arms,
  destinations,
  itemStatuses,
  labelSources,
  type Json,
  type RoutingReason,
} from '../../server/domain/words.ts';
import type { Provenance } from '../../server/domain/imports/provenance.ts';
import type { Due } from '../../server/domain/due.ts';
import type { StepReports } from '../../server/domain/pipeline/steps.ts';
import type { Columns } from '../columns/sqlite.ts';
import type { ProjectTables } from './projects.ts';

/** What may be measured about an item. */
export type Inputs = Record<string, number | string | boolean | null>;

export const itemTables = (c: Columns, { projects, modelVersions }: ProjectTables) => {
  const project = () =>
    c
      .text()
      .notNull()
      .references(() => projects.id);
  const modelVersion = () =>
    c
      .text()
      .notNull()
      .references(() => modelVersions.id);

  /** What changes about an item, and what lists show: narrow rows, apart from the payloads. */
  const items = c.table(
    'items',
    {
      id: c.text().primaryKey(),
      projectId: project(),
      key: c.bytewise().notNull(),
      /** SHA-256 of the canonical submission, in hex: tells a repeat from a conflict. */
      contentHash: c.text().notNull(),
      status: c.word(itemStatuses).notNull(),
      destination: c.word(destinations).notNull(),
      modelVersionId: modelVersion(),
      modelValue: c.json<Json>(),
      confidence: c.real(),
      labelValue: c.json<Json>(),
      labelSource: c.word(labelSources),
      receivedAt: c.instant().notNull(),
    },
    (t) => [c.uniqueIndex('items_key').on(t.projectId, t.key), c.index('items_newest').on(t.projectId, t.id)],
  );
  const item = () => c.text().references(() => items.id);
  return {
    items,

    payloads: c.table('payloads', {
      itemId: item().primaryKey(),
      payload: c.json<Json>().notNull(),
      inputs: c.json<Inputs>().notNull(),
      /** As submitted; routings may raise it. */
      priority: c.integer().notNull(),
      occurredAt: c.instant(),
      /** What model versions are assigned by; null: the item's key. */
      unit: c.text(),
      /** What the steps of the pipeline made of it; null: nothing was said of any. */
      steps: c.json<StepReports>(),
    }),

    predictions: c.table(
      'predictions',
      {
        id: c.text().primaryKey(),
        itemId: item().notNull(),
        modelVersionId: modelVersion(),
        value: c.json<Json>(),
        /** As the model said. */
        confidence: c.real(),
        /** What the calibrator of this revision made of it; null and 0: none was in force. */
        calibrated: c.real(),
        calibrator: c.integer().notNull().default(0),
        scores: c.json<Record<string, number>>(),
        latencyMs: c.real(),
        receivedAt: c.instant().notNull(),
      },
      (t) => [c.index('predictions_item').on(t.itemId)],
    ),

    routings: c.table(
      'routings',
      {
        id: c.text().primaryKey(),
        projectId: project(),
        itemId: item().notNull(),
        predictionId: c.text().notNull(),
        destination: c.word(destinations).notNull(),
        reasons: c.json<RoutingReason[]>().notNull(),
        rule: c.text(),
        threshold: c.real(),
        /** π. */
        reviewProbability: c.real().notNull(),
        /** The audit stratum; null: of none. */
        stratum: c.text(),
        /** The probability that a person judges it blind; null: not known. */
        blindProbability: c.real(),
        arm: c.word(arms),
        priority: c.integer().notNull(),
        inspectors: c.integer().notNull(),
        /** How long reviews of it may take; null: the policy says nothing of it. */
        due: c.json<Due>(),
        policyRevision: c.integer().notNull(),
        schemaRevision: c.integer().notNull(),
        /** The deployment's epoch, which says what version was to decide. */
        epoch: c.integer().notNull().default(0),
        createdAt: c.instant().notNull(),
      },
      (t) => [
        c.index('routings_item').on(t.itemId),
        c
          .index('routings_blind')
          .on(t.projectId, t.id)
          .where(sql`arm = 'blind'`),
      ],
    ),

    /** Every label an item ever had; the one in force has no `supersededAt`. */
    labels: c.table(
      'labels',
      {
        id: c.text().primaryKey(),
        projectId: project(),
        itemId: item().notNull(),
        /** Position in the order in which the project's labels came into force. */
        seq: c.count().notNull(),
        value: c.json<Json>().notNull(),
        source: c.word(labelSources).notNull(),
        decisionIds: c.json<string[]>().notNull(),
        /** The estimate that weighed the answers, and how probable it made the value; null: the label rests on none. */
        estimateId: c.text(),
        posterior: c.real(),
        /** How many people judged the item for this label. */
        inspectors: c.integer().notNull(),
        /** Whether it equals the model's answer; null where the model gave none. */
        agreed: c.flag(),
        predictionId: c.text().notNull(),
        routingId: c.text().notNull(),
        policyRevision: c.integer().notNull(),
        schemaRevision: c.integer().notNull(),
        decidedAt: c.instant().notNull(),
        supersededAt: c.instant(),
        /** How it came to be where it was given, of one that was imported; null: its file did not tell. */
        told: c.json<Provenance>(),
      },
      (t) => [
        c.index('labels_item').on(t.itemId),
        c.uniqueIndex('labels_seq').on(t.projectId, t.seq),
        c
          .index('labels_by_people')
          .on(t.projectId, t.seq)
          .where(sql`source <> 'auto'`),
      ],
    ),
  };
};

export type ItemTables = ReturnType<typeof itemTables>;
