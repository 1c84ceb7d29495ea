import { z } from 'zod';
import { arms, destinations, labelSources, routingReasons } from '../domain/words.ts';
import { stepReports } from './pipeline.ts';
import { id, instant, itemKey, json, measuredValue, modelName, share, text } from './values.ts';

/** What one model version says of an item. */
const prediction = z.strictObject({
  model: modelName,
  /** The model's answer; null where it abstains. */
  value: json,
  confidence: share.nullable().default(null),
  scores: z.record(text(100), z.number()).nullable().default(null),
  latencyMs: z.number().min(0).max(86_400_000).nullable().default(null),
});

/** An item by itself. */
export const item = z.strictObject({
  key: itemKey,
  /** What people see; its shape is that of the project's item kind. */
  payload: json,
  inputs: z.record(text(100).min(1), measuredValue).default({}),
  occurredAt: instant.nullable().default(null),
  priority: z.number().int().min(0).max(1000).default(0),
  /** What versions are assigned by in a rollout, such as the part or customer it is of; null: the item's key. */
  unit: itemKey.nullable().default(null),
  /** What the steps of the project's pipeline made of it, by name; one that the project does not declare is refused. */
  steps: stepReports.default({}),
});
export type Item = z.infer<typeof item>;

/** An item as a model service submits it, with its prediction. */
export const submission = prediction.extend({
  ...item.shape,
  /** The epoch of the assignment that was gone by; null: none was asked for. */
  epoch: z.number().int().min(0).nullable().default(null),
  /** What other versions say: the assigned one is used, and the rest are compared with it. */
  others: z.array(prediction).max(4).default([]),
});
export type Submission = z.infer<typeof submission>;

/** What became of a submission. */
export const receipt = z.strictObject({
  key: z.string(),
  itemId: id,
  destination: z.enum(destinations),
  reasons: z.array(z.enum(routingReasons)),
  rule: z.string().nullable(),
  threshold: share.nullable(),
  /** π: the probability, known before the draw, that a person reviews this item. */
  reviewProbability: share,
  arm: z.enum(arms).nullable(),
  policyRevision: z.number().int(),
  /** The version whose prediction was used. */
  model: z.string(),
  /** The label in force after this submission; null while people have yet to decide. */
  label: z.strictObject({ value: json, source: z.enum(labelSources) }).nullable(),
  /** True where this very submission had been taken before. */
  repeated: z.boolean(),
});
export type Receipt = z.infer<typeof receipt>;
