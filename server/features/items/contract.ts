import { z } from 'zod';
import { classShare } from '../../contract/class-share.ts';
import { kept } from '../../contract/kept-for.ts';
import { stepReports } from '../../contract/pipeline.ts';
import { defineContract } from '../../contract/route.ts';
import { id, instant, itemKey, json, line, pageOf, pageQuery, slug } from '../../contract/values.ts';
import { evidenceBases } from '../../domain/evidence.ts';
import {
  arms,
  audiences,
  decisionKinds,
  decisionStandings,
  destinations,
  itemStatuses,
  labelSources,
  reviewPurposes,
  reviewStates,
  revisionKinds,
  routingReasons,
} from '../../domain/words.ts';

const inProject = z.strictObject({ project: slug });
const oneItem = inProject.extend({ key: itemKey });

/** A label in force. */
const label = z.strictObject({
  id,
  seq: z.number().int(),
  value: json,
  source: z.enum(labelSources),
  decidedAt: instant,
});

/** An item in a list. `withheld`: the reader may yet have to judge it blind, so what others answered is left out. */
const itemRow = z.strictObject({
  id,
  key: z.string(),
  payload: json,
  status: z.enum(itemStatuses),
  destination: z.enum(destinations),
  model: z.string(),
  modelValue: json,
  confidence: z.number().nullable(),
  label: label.pick({ value: true, source: true }).nullable(),
  withheld: z.boolean(),
  receivedAt: instant,
});

const prediction = z.strictObject({
  id,
  model: z.string(),
  value: json,
  confidence: z.number().nullable(),
  /** What the calibrator of this revision made of the confidence; null and 0: none was in force. */
  calibrated: z.number().nullable(),
  calibrator: z.number().int(),
  scores: z.record(z.string(), z.number()).nullable(),
  latencyMs: z.number().nullable(),
  receivedAt: instant,
});

const routing = z.strictObject({
  id,
  predictionId: id,
  destination: z.enum(destinations),
  reasons: z.array(z.enum(routingReasons)),
  rule: z.string().nullable(),
  threshold: z.number().nullable(),
  reviewProbability: z.number(),
  /** The audit stratum it was accepted in; null: of none. */
  stratum: z.string().nullable(),
  arm: z.enum(arms).nullable(),
  policyRevision: z.number().int(),
  createdAt: instant,
});

const review = z.strictObject({
  id,
  purpose: z.enum(reviewPurposes),
  state: z.enum(reviewStates),
  arm: z.enum(arms),
  schemaRevision: z.number().int().nullable(),
  holder: z.string().nullable(),
  /** Told to leads alone: whom it is for, and why a lead put the item back into review, where one did. */
  opened: z
    .strictObject({ audience: z.enum(audiences), ...kept, requeued: z.string().nullable() })
    .nullable(),
  createdAt: instant,
  /** By when it was to be decided, and when its priority was raised for that; null: at no time. */
  dueAt: instant.nullable(),
  raisedAt: instant.nullable(),
  closedAt: instant.nullable(),
});

const decision = z.strictObject({
  id,
  reviewId: id,
  inspector: z.string(),
  kind: z.enum(decisionKinds),
  value: json,
  standing: z.enum(decisionStandings),
  revises: id.nullable(),
  revision: z.enum(revisionKinds).nullable(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  /** In a grid a share of what its cells took together. */
  timeSpentMs: z.number().int().nullable(),
  /** Among how many cells of a grid that one key decided; null: it was judged by itself. */
  cells: z.number().int().nullable(),
  arm: z.enum(arms),
  suggestionShown: z.boolean(),
  schemaRevision: z.number().int(),
  createdAt: instant,
});

/** Everything known about an item. */
export const itemDetail = z.strictObject({
  id,
  key: z.string(),
  payload: json,
  inputs: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
  /** What the steps of the pipeline made of it, by name. */
  steps: stepReports,
  status: z.enum(itemStatuses),
  priority: z.number().int(),
  occurredAt: instant.nullable(),
  receivedAt: instant,
  /** True where the reader may yet judge this item blind: steps, predictions, decisions and labels are left out. */
  withheld: z.boolean(),
  label: label.nullable(),
  predictions: z.array(prediction),
  routings: z.array(routing),
  reviews: z.array(review),
  decisions: z.array(decision),
  labels: z.array(
    label.extend({
      /** The decisions that add up to it; empty for an automatic label. */
      decisionIds: z.array(id),
      predictionId: id,
      routingId: id,
      policyRevision: z.number().int(),
      schemaRevision: z.number().int(),
      /** The estimate that settled it where inspectors differed, and how probable that made it; null: none did. */
      estimate: z.strictObject({ id, estimatedAt: instant, posterior: z.number() }).nullable(),
      supersededAt: instant.nullable(),
    }),
  ),
  /** What the latest estimate makes of the answers, the likeliest class first; null: it did not use them. */
  posterior: z.strictObject({ estimateId: id, estimatedAt: instant, shares: z.array(classShare) }).nullable(),
});

/** The label in force, as a waiting model service asks for it. */
const labelAnswer = z.strictObject({
  key: z.string(),
  status: z.enum(itemStatuses),
  label: label.nullable(),
  withheld: z.boolean(),
});

export const itemsContract = defineContract({
  list: {
    method: 'get',
    path: '/projects/:project/items',
    summary: 'Items, newest first, filtered',
    access: 'items.read',
    params: inProject,
    query: z.strictObject({
      ...pageQuery,
      /** Keys that begin with this text; the list is then in key order. */
      key: z.string().max(300).optional(),
      status: z.enum(itemStatuses).optional(),
      destination: z.enum(destinations).optional(),
      source: z.enum(labelSources).optional(),
      /** The class in force. */
      class: z.string().max(100).optional(),
      /** The class that the model answered. */
      predicted: z.string().max(100).optional(),
      /** How people were asked whose answer stands; an audit's counts once people stand behind the label. */
      asked: z.enum(evidenceBases).optional(),
      model: z.string().max(200).optional(),
      /** When they came in: from one moment up to another. */
      from: instant.optional(),
      to: instant.optional(),
    }),
    reply: pageOf(itemRow),
    errors: [],
  },
  get: {
    method: 'get',
    path: '/projects/:project/items/:key',
    summary: 'Everything known about an item, blind rules kept',
    access: 'items.read',
    params: oneItem,
    reply: itemDetail,
    errors: [],
  },
  label: {
    method: 'get',
    path: '/projects/:project/items/:key/label',
    summary:
      'The label in force; with wait=30 the answer comes when there is one, or after that many seconds',
    access: 'items.read',
    params: oneItem,
    query: z.strictObject({ wait: z.coerce.number().min(0).max(60).default(0) }),
    reply: labelAnswer,
    errors: ['shutting_down'],
  },
  reveal: {
    method: 'post',
    path: '/projects/:project/items/:key/reveal',
    summary: 'Show a withheld item anyway; whoever looks can then never judge it',
    access: 'reviews.lead',
    params: oneItem,
    reply: itemDetail,
    errors: ['conflict'],
  },
  erase: {
    method: 'post',
    path: '/projects/:project/items/:key/erase',
    summary:
      'Erase an item for legal reasons: its payload, files, inputs, and what people wrote about it; its key is withdrawn. ' +
      'It is in no later export or snapshot, and the snapshots that hold it are named. Asked again, it answers alike',
    access: 'project.manage',
    params: oneItem,
    body: z.strictObject({ reason: line(500) }),
    reply: z.strictObject({
      erasedAt: instant,
      /** The ids of earlier snapshots that hold it, or may, as they were being written. */
      snapshots: z.array(id),
    }),
    errors: ['not_found'],
  },
});
