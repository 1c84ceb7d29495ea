import { z } from 'zod';
import { defineContract } from '../../contract/route.ts';
import {
  actor,
  id,
  instant,
  modelName,
  pageOf,
  pageQuery,
  share,
  slug,
  text,
} from '../../contract/values.ts';
import { cycleStates } from '../../domain/retraining/cycle.ts';
import { holds } from '../../domain/retraining/standing.ts';
import { causes, triggerNames } from '../../domain/retraining/triggers/names.ts';
import { rolloutStates } from '../../domain/rollout/states.ts';
import { labelSources } from '../../domain/words.ts';

const count = z.number().int();
const inProject = z.strictObject({ project: slug });
const oneCycle = inProject.extend({ id });

const on = z.boolean();
const settings = z.strictObject({
  /** The least time between two trainings that triggers ask for. */
  pauseHours: count.min(0).max(8_760),
  /** Whether the version that comes of a training is brought in as shadow by itself, where no other rollout is under way. */
  entersShadow: z.boolean().default(false),
  /** After so many hours without a report of its trainer, a training that has started has failed. */
  silentHours: count.min(1).max(8_760).default(24),
  triggers: z.strictObject({
    alarm: z.strictObject({ on }),
    /** The accuracy is below `below`, and so is its whole interval, by at least `least` blind answers. */
    evidence: z.strictObject({ on, below: z.number().gt(0).max(1), least: count.min(1).max(1_000_000) }),
    new_labels: z.strictObject({ on, atLeast: count.min(1).max(100_000_000) }),
    schedule: z.strictObject({ on, days: count.min(1).max(3_650) }),
  }),
});

const standing = z.strictObject({
  fires: z.boolean(),
  have: z.number().nullable(),
  need: z.number().nullable(),
});

/** When trainings are asked for, and how far the next is. */
const retraining = z.strictObject({
  settings,
  triggers: z.record(z.enum(triggerNames), standing),
  /** What holds back whatever fires; null: nothing. */
  hold: z.enum(holds).nullable(),
  pausedUntil: instant.nullable(),
  /** Labels that people gave since the last training was asked for. */
  newLabels: count,
});
export type Retraining = z.infer<typeof retraining>;

/** The share of items on which a version is right, from blind reviews weighted by 1/π, with its interval. */
const accuracy = z.strictObject({ n: count, value: z.number(), low: z.number(), high: z.number() });

const version = z.strictObject({
  model: z.string(),
  firstPredictionAt: instant.nullable(),
  /** Null: people have not judged it blind. */
  accuracy: accuracy.nullable(),
});

/** A training, from what asked for it to the version that came of it. */
export const cycle = z.strictObject({
  id,
  state: z.enum(cycleStates),
  cause: z.enum(causes),
  requestedBy: actor,
  requestedAt: instant,
  /** Of what is under way: the writing of the dataset, or the training. */
  progress: share,
  message: z.string(),
  readyAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  failure: z.string().nullable(),
  /** Labels that people gave since the training before. */
  newLabels: count,
  /** Null until it is whole; from then on it is the same for ever. */
  dataset: z
    .strictObject({
      url: z.string(),
      /** Of the gzipped file, in hex. */
      sha256: z.string(),
      bytes: count,
      labels: count,
      bySource: z.record(z.enum(labelSources), count),
    })
    .nullable(),
  /** The version that was live when it was asked for (or else heard from last), and the one that came of it. */
  before: version.nullable(),
  after: version.nullable(),
  /** How that one was brought in, in its latest rollout; null: it was not. */
  rollout: z
    .strictObject({
      id,
      state: z.enum(rolloutStates),
      shadowAt: instant.nullable(),
      canaryAt: instant.nullable(),
      liveAt: instant.nullable(),
    })
    .nullable(),
});
export type Cycle = z.infer<typeof cycle>;

const report = z.discriminatedUnion('report', [
  z.strictObject({ report: z.literal('started') }),
  z.strictObject({ report: z.literal('progress'), progress: share, message: text(200).default('') }),
  z.strictObject({ report: z.literal('failed'), reason: text(2_000).min(1) }),
  z.strictObject({ report: z.literal('finished'), model: modelName }),
]);

export const retrainingContract = defineContract({
  get: {
    method: 'get',
    path: '/projects/:project/retraining',
    summary: 'When trainings are asked for, and how far each trigger is from asking for the next',
    access: 'models.read',
    params: inProject,
    reply: retraining,
    errors: [],
  },
  change: {
    method: 'put',
    path: '/projects/:project/retraining',
    summary: 'Set when trainings are asked for',
    access: 'project.manage',
    params: inProject,
    body: settings,
    reply: retraining,
    errors: [],
  },
  cycles: {
    method: 'get',
    path: '/projects/:project/retraining/cycles',
    summary:
      'Trainings, latest first; trainers that cannot be called back ask for those that are `requested`',
    access: 'models.read',
    params: inProject,
    query: z.strictObject({ ...pageQuery, state: z.enum(cycleStates).optional() }),
    reply: pageOf(cycle),
    errors: [],
  },
  cycle: {
    method: 'get',
    path: '/projects/:project/retraining/cycles/:id',
    summary: 'One training',
    access: 'models.read',
    params: oneCycle,
    reply: cycle,
    errors: ['not_found'],
  },
  request: {
    method: 'post',
    path: '/projects/:project/retraining/cycles',
    summary: 'Ask for a training on the labels there are; its dataset is written, then the trainer is told',
    access: 'retraining.request',
    params: inProject,
    reply: cycle,
    status: 201,
    errors: ['conflict'],
  },
  cancel: {
    method: 'post',
    path: '/projects/:project/retraining/cycles/:id/cancel',
    summary: 'Cancel a training; one that has ended stays as it is',
    access: 'retraining.request',
    params: oneCycle,
    reply: cycle,
    errors: ['not_found'],
  },
  dataset: {
    method: 'get',
    path: '/projects/:project/retraining/cycles/:id/dataset',
    summary:
      'The labels of a training, gzipped JSON Lines with the columns of an export: the same bytes for ever. Not for ' +
      'people who judge in the project, as it tells the labels of items that they may yet judge blind',
    access: 'labels.export',
    params: oneCycle,
    reply: { stream: 'reply', types: ['application/gzip'], description: 'The file, its SHA-256 as the etag' },
    errors: ['not_found', 'conflict', 'forbidden'],
  },
  report: {
    method: 'post',
    path: '/projects/:project/retraining/cycles/:id/reports',
    summary:
      'How the training goes: `started`, any number of `progress`, then `finished` with the version, or `failed`. A ' +
      'report that is repeated is answered alike; one that does not follow is a conflict that says why',
    access: 'retraining.report',
    params: oneCycle,
    body: report,
    reply: cycle,
    errors: ['not_found', 'conflict'],
  },
});
