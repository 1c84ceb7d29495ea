import { z } from 'zod';
import { toldReply } from '../../contract/problems.ts';
import { defineContract } from '../../contract/route.ts';
import {
  actor,
  id,
  instant,
  json,
  line,
  modelName,
  pageOf,
  pageQuery,
  share,
  slug,
  text,
} from '../../contract/values.ts';
import { datasetFormatNames } from '../../datasets/files/names.ts';
import { splits } from '../../domain/datasets/splits.ts';
import { writingStates } from '../../domain/datasets/states.ts';
import { told } from '../../domain/told.ts';
import { itemKindNames, labelSources } from '../../domain/words.ts';

const count = z.number().int();
const inProject = z.strictObject({ project: slug });
const oneSnapshot = inProject.extend({ id });
const oneExport = oneSnapshot.extend({ export: id });

const splitRule = z
  .strictObject({
    validation: share.default(0.1),
    test: share.default(0.1),
    /** What sets one draw apart from another. */
    salt: text(100).default(''),
    /** The input by which rows are kept together, such as the camera. */
    groupBy: text(200).min(1).nullable().default(null),
  })
  .refine(({ validation, test }) => validation + test <= 1, {
    error: told`validation and test are more than all rows together`.message,
    path: ['test'],
  });

const query = z
  .strictObject({
    sources: z.array(z.enum(labelSources)).max(10).default([]),
    classes: z.array(text(100)).max(1_000).default([]),
    models: z.array(modelName).max(100).default([]),
    from: instant.nullable().default(null),
    to: instant.nullable().default(null),
    schemaRevision: count.min(1).nullable().default(null),
    minAgreement: share.nullable().default(null),
    unlabelled: z.boolean().default(false),
    splits: splitRule.prefault({}),
  })
  .refine(({ from, to }) => from === null || to === null || Date.parse(from) < Date.parse(to), {
    error: told`must be after "from"`.message,
    path: ['to'],
  });

const counts = z.record(z.string(), count);

const manifest = z.strictObject({
  id,
  name: z.string(),
  project: z.strictObject({
    slug,
    name: z.string(),
    question: z.string(),
    itemKind: z.enum(itemKindNames),
  }),
  asOf: instant,
  query,
  parent: id.nullable(),
  hash: z.string(),
  schema: json,
  schemaRevision: count,
  codeVersion: z.string(),
  licence: z.string(),
  rows: count,
  unlabelled: count,
  /** Null for people who judge: a split can be drawn so that a single item falls into it. */
  bySplit: z.record(z.enum(splits), count).nullable(),
  bySource: z.record(z.enum(labelSources), count),
  byClass: counts,
  /** Null for them as well. */
  byClassAndSplit: z.record(z.enum(splits), counts).nullable(),
  byModel: counts,
  byPolicyRevision: counts,
  bySchemaRevision: counts,
  /** Rows by confidence, in bins of equal width from 0 to 1. */
  confidence: z.array(count),
  opinions: count,
  agreement: z.number().nullable(),
  weighted: z.strictObject({ rows: count, sum: z.number() }),
  audits: count,
});

/** A frozen dataset. */
const snapshot = z.strictObject({
  id,
  name: z.string(),
  state: z.enum(writingStates),
  progress: share,
  query,
  parent: id.nullable(),
  sealed: z.boolean(),
  licence: z.string(),
  requestedBy: actor,
  requestedAt: instant,
  endedAt: instant.nullable(),
  failure: z.string().nullable(),
  /** How many of its keys were withdrawn since, as their items were erased. */
  withdrawn: count,
  /**
   * Whether hash and manifest are withheld: of few rows, or of a stretch of time, they tell people who judge in the project what
   * they may yet judge blind.
   */
  withheld: z.boolean(),
  /** SHA-256 of the rows as canonical JSON Lines, in hex; null until they are whole. */
  hash: z.string().nullable(),
  manifest: manifest.nullable(),
  /** Where its rows are; null until they are whole. */
  url: z.string().nullable(),
  /**
   * The forms it can leave in: whether as data alone, and what keeps it from a form, null where nothing does. Empty until
   * its manifest is told.
   */
  formats: z.array(
    z.strictObject({ name: z.enum(datasetFormatNames), bare: z.boolean(), misfit: toldReply.nullable() }),
  ),
});
export type SnapshotReply = z.infer<typeof snapshot>;

const datasetExport = z.strictObject({
  id,
  snapshot: id,
  format: z.enum(datasetFormatNames),
  bare: z.boolean(),
  state: z.enum(writingStates),
  progress: share,
  requestedBy: actor,
  requestedAt: instant,
  endedAt: instant.nullable(),
  failure: z.string().nullable(),
  sha256: z.string().nullable(),
  bytes: count.nullable(),
  url: z.string().nullable(),
  linkExpiresAt: instant.nullable(),
});
export type DatasetExportReply = z.infer<typeof datasetExport>;

const row = z.looseObject({ key: z.string(), split: z.enum(splits), value: json, payload: json });

const difference = z.strictObject({
  added: count,
  removed: count,
  changed: count,
  unchanged: count,
  byColumn: counts,
  /** The first of each kind, by key. */
  examples: z.strictObject({
    added: z.array(z.strictObject({ key: z.string(), value: json })),
    removed: z.array(z.strictObject({ key: z.string(), value: json })),
    changed: z.array(
      z.strictObject({ key: z.string(), columns: z.array(z.string()), before: json, after: json }),
    ),
  }),
});

export type DifferenceReply = z.infer<typeof difference>;

const file = (types: string[], description: string) => ({ stream: 'reply' as const, types, description });
const notForJudges =
  'Not for people who judge in the project, as it tells labels that they may yet judge blind';

export const datasetsContract = defineContract({
  create: {
    method: 'post',
    path: '/projects/:project/snapshots',
    summary:
      'Freeze a dataset: the labels that are in force at this moment and match the query. It is written by a job, and is ' +
      'the same for ever once it is `ready`',
    access: 'datasets.write',
    params: inProject,
    body: z.strictObject({
      name: line(100),
      query: query.prefault({}),
      parent: id.nullable().default(null),
      /** Settles who is in the test split for all later snapshots. */
      seal: z.boolean().default(false),
      licence: text(200).default(''),
    }),
    reply: snapshot,
    status: 201,
    errors: ['conflict', 'not_found'],
  },
  list: {
    method: 'get',
    path: '/projects/:project/snapshots',
    summary: 'Snapshots, latest first',
    access: 'labels.export',
    params: inProject,
    query: z.strictObject(pageQuery),
    reply: pageOf(snapshot),
    errors: [],
  },
  get: {
    method: 'get',
    path: '/projects/:project/snapshots/:id',
    summary: 'One snapshot, with its manifest once it is whole',
    access: 'labels.export',
    params: oneSnapshot,
    reply: snapshot,
    errors: ['not_found'],
  },
  cancel: {
    method: 'post',
    path: '/projects/:project/snapshots/:id/cancel',
    summary: 'Give up a snapshot that is being written; one that has ended stays as it is',
    access: 'datasets.write',
    params: oneSnapshot,
    reply: snapshot,
    errors: ['not_found'],
  },
  rows: {
    method: 'get',
    path: '/projects/:project/snapshots/:id/rows',
    summary: `Rows of a snapshot by key, with \`cursor\` and \`limit\`, but for those of erased items. ${notForJudges}`,
    access: 'labels.export',
    params: oneSnapshot,
    query: z.strictObject({ ...pageQuery, split: z.enum(splits).optional() }),
    reply: pageOf(row),
    errors: ['not_found', 'conflict', 'forbidden'],
  },
  data: {
    method: 'get',
    path: '/projects/:project/snapshots/:id/data.jsonl.gz',
    summary: `All rows, gzipped canonical JSON Lines by key; ranges of it may be asked for. ${notForJudges}`,
    access: 'labels.export',
    params: oneSnapshot,
    reply: file(['application/gzip'], 'The file, or one range of it (206)'),
    errors: ['not_found', 'conflict', 'forbidden'],
  },
  difference: {
    method: 'get',
    path: '/projects/:project/snapshots/:id/difference',
    summary: `How it differs from the snapshot \`from\`: rows added, changed and removed, but for those of erased items. ${notForJudges}`,
    access: 'labels.export',
    params: oneSnapshot,
    query: z.strictObject({ from: id }),
    reply: difference,
    errors: ['not_found', 'conflict', 'forbidden'],
  },
  export: {
    method: 'post',
    path: '/projects/:project/snapshots/:id/exports',
    summary:
      'Have a snapshot written in a format: a zip with its card and manifest, or the data alone (`bare`). What was written ' +
      'before is answered again. Rows of items that were erased since are left out',
    access: 'labels.export',
    params: oneSnapshot,
    body: z.strictObject({ format: z.enum(datasetFormatNames), bare: z.boolean().default(false) }),
    reply: datasetExport,
    status: 201,
    errors: ['not_found', 'conflict', 'forbidden'],
  },
  exports: {
    method: 'get',
    path: '/projects/:project/snapshots/:id/exports',
    summary: 'What a snapshot was written as, latest first',
    access: 'labels.export',
    params: oneSnapshot,
    query: z.strictObject(pageQuery),
    reply: pageOf(datasetExport),
    errors: ['not_found'],
  },
  exported: {
    method: 'get',
    path: '/projects/:project/snapshots/:id/exports/:export',
    summary: 'One export, and how far it is',
    access: 'labels.export',
    params: oneExport,
    reply: datasetExport,
    errors: ['not_found'],
  },
  cancelExport: {
    method: 'post',
    path: '/projects/:project/snapshots/:id/exports/:export/cancel',
    summary: 'Give up an export that is being written; one that has ended stays as it is',
    access: 'labels.export',
    params: oneExport,
    reply: datasetExport,
    errors: ['not_found', 'forbidden'],
  },
  file: {
    method: 'get',
    path: '/projects/:project/snapshots/:id/exports/:export/file',
    summary: `The file of an export; ranges of it may be asked for. ${notForJudges}`,
    access: 'labels.export',
    params: oneExport,
    reply: file(['application/zip', 'application/octet-stream'], 'The file, or one range of it (206)'),
    errors: ['not_found', 'conflict', 'forbidden'],
  },
  link: {
    method: 'post',
    path: '/projects/:project/snapshots/:id/exports/:export/link',
    summary:
      'A link to the file that works without signing in until it expires; one that was made before works no longer',
    access: 'labels.export',
    params: oneExport,
    body: z.strictObject({ hours: count.min(1).max(720).default(24) }),
    reply: z.strictObject({ url: z.string(), expiresAt: instant }),
    errors: ['not_found', 'conflict', 'forbidden'],
  },
  withdrawn: {
    method: 'get',
    path: '/projects/:project/withdrawn-keys',
    summary:
      'The keys of items that were erased, latest first, with the snapshots and the trainings whose datasets hold them: whoever ' +
      'keeps copies takes them out',
    access: 'labels.export',
    params: inProject,
    query: z.strictObject(pageQuery),
    reply: pageOf(
      z.strictObject({ key: z.string(), erasedAt: instant, snapshots: z.array(id), trainings: z.array(id) }),
    ),
    errors: [],
  },
  linked: {
    method: 'get',
    path: '/downloads/:secret',
    summary: 'The file that a link is of, until it expires',
    access: 'public',
    params: z.strictObject({ secret: z.string().max(200) }),
    reply: file(['application/zip', 'application/octet-stream'], 'The file, or one range of it (206)'),
    errors: ['not_found'],
  },
});
