import { z } from 'zod';
import type { CallbackEvent } from '../domain/callback-events.ts';
import { causes } from '../domain/retraining/triggers/names.ts';
import { comparisons } from '../domain/alarms/condition.ts';
import { alarmMetricNames } from '../domain/alarms/metrics.ts';
import { arms, destinations, labelSources, reviewPurposes, routingReasons } from '../domain/words.ts';
import { firstMoved } from './pipeline.ts';
import { id, instant, json, slug } from './values.ts';

/** What every event of an item says. */
const aboutItem = {
  project: slug,
  itemId: id,
  /** The sender's own id of the item. */
  key: z.string(),
};

const predicted = {
  /** `name@version`. */
  model: z.string(),
  value: json,
  confidence: z.number().nullable(),
  /** What a calibrator made of the confidence, and thresholds are compared with; null: none was in force. */
  calibrated: z.number().nullable(),
  routing: z.strictObject({
    destination: z.enum(destinations),
    reasons: z.array(z.enum(routingReasons)),
    rule: z.string().nullable(),
    threshold: z.number().nullable(),
    /** π. */
    reviewProbability: z.number(),
    arm: z.enum(arms).nullable(),
    policyRevision: z.number().int(),
  }),
};

const label = z.strictObject({ value: json, source: z.enum(labelSources), decidedAt: instant });

/** Alarms of a project that changed at one evaluation. */
const alarmsChanged = z.strictObject({
  project: slug,
  /** The page of the project's alarms. */
  url: z.string(),
  alarms: z.array(
    z.strictObject({
      id,
      name: z.string(),
      metric: z.enum(alarmMetricNames),
      comparison: z.enum(comparisons),
      threshold: z.number(),
      clearThreshold: z.number(),
      /** What was measured; null: there was no data at this moment. */
      value: z.number().nullable(),
      /** When it fired. */
      firedAt: instant,
      /** What to look at first. */
      note: z.string(),
      /** The step of the pipeline that moved first, where one did, and this alarm is of a step or what comes after. */
      firstMoved: firstMoved.nullable(),
    }),
  ),
});

const event = <T extends CallbackEvent | 'callback.test', D extends z.ZodType>(type: T, data: D) =>
  z.strictObject({ type: z.literal(type), timestamp: instant, data });

/** The bodies of callbacks, as Standard Webhooks has them: what happened, when, and what it is about. */
export const callbackBody = z.discriminatedUnion('type', [
  event('item.accepted', z.strictObject({ ...aboutItem, ...predicted, label })),
  event(
    'review.requested',
    z.strictObject({
      ...aboutItem,
      ...predicted,
      /** `recheck`: an audit disagreed, and another inspector is to look; `adjudication`: a lead is to settle it. */
      purpose: z.enum(reviewPurposes).exclude(['gold']),
      /** How many people are to judge it independently. */
      inspectors: z.number().int(),
    }),
  ),
  event('label.created', z.strictObject({ ...aboutItem, label })),
  /** `label` is null where it was withdrawn, as when two answers disagree after a change. */
  event('label.changed', z.strictObject({ ...aboutItem, label: label.nullable(), previous: label })),
  event(
    'review.escalated',
    z.strictObject({
      ...aboutItem,
      reviewId: id,
      purpose: z.enum(reviewPurposes).exclude(['gold']),
      note: z.string(),
    }),
  ),
  event(
    'retraining.requested',
    z.strictObject({
      project: slug,
      /** The training: what is reported of it goes to `…/retraining/cycles/<cycle>/reports`. */
      cycle: id,
      cause: z.enum(causes),
      dataset: z.strictObject({
        url: z.string(),
        /** Of the gzipped file, in hex. */
        sha256: z.string(),
        bytes: z.number().int(),
        labels: z.number().int(),
      }),
      /** Labels in it that people gave since the training before. */
      newLabels: z.number().int(),
    }),
  ),
  event('alarm.fired', alarmsChanged),
  event('alarm.cleared', alarmsChanged),
  event('callback.test', z.strictObject({ project: slug, message: z.string() })),
]);
export type CallbackBody = z.infer<typeof callbackBody>;
