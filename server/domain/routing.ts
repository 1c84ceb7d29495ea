import { assignmentFaults } from './assignment.ts';
import { draw } from './draw.ts';
import { dueBy, type Due } from './due.ts';
import type { LabelSchema } from './label-schema.ts';
import { obstacleTo } from './obstacle.ts';
import { inspectorsFor, type AuditStratum, type Condition, type Policy, type PolicyRule } from './policy.ts';
import type { Arm, Degree, Destination, Json, RoutingReason } from './words.ts';

/**
 * What stands against using a prediction, whatever the policy says: which version decides, or that the version was asked and gave
 * no answer (`model_failed`).
 */
export const routingFaults = [...assignmentFaults, 'model_failed'] as const;
export type RoutingFault = (typeof routingFaults)[number];

/** What of a submission the policy looks at. */
export type RoutingSubject = {
  key: string;
  /** The model's answer; null where it abstained. */
  value: Json;
  /** In [0,1]; null where the model gave none. */
  confidence: number | null;
  /** `name@version`. */
  model: string;
  inputs: Record<string, number | string | boolean | null>;
  priority: number;
  /** Epoch milliseconds: when it happened (null: unknown) and when it was taken in. */
  occurredAt: number | null;
  receivedAt: number;
  /** What stands against using it, whatever the policy says; null: nothing. */
  fault: RoutingFault | null;
  /** The share, in [0,1], in which it is audited if it is accepted, where that is more than the policy's: versions differ on it. */
  disagreementShare: number;
};

/** A prediction of the version that decides, and no other beside it. */
export const asAssigned = { fault: null, disagreementShare: 0 } as const;

/** The outcome of applying a policy to a prediction. */
export type Routing = {
  destination: Destination;
  reasons: RoutingReason[];
  /** The rule that was applied; null where none matched. */
  rule: string | null;
  /** The threshold that was compared with; null where the degree knows none. */
  threshold: number | null;
  /** The probability, known before any draw, that a person reviews this item. */
  reviewProbability: number;
  /** The audit stratum of what is accepted automatically; null: it is of none, or people decide. */
  stratum: string | null;
  /** The probability, known before any draw, that a person judges this item without seeing the suggestion. */
  blindProbability: number;
  /** Whether it is reviewed: always when `destination` is `review`, by draw when it is `auto`. */
  reviewed: boolean;
  /** How it is reviewed; null where it is not. */
  arm: Arm | null;
  priority: number;
  /** How many inspectors judge it independently; 0 where it is not reviewed. */
  inspectors: number;
  /** How long reviews of it may take, those that are made later too; null: the policy says nothing of it. */
  due: Due | null;
};

/** What stands under a name that somebody chose, and not what every object has by that name, like `constructor`. */
const own = <T>(values: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

const matchesInput = (c: Extract<Condition, { on: 'input' }>, s: RoutingSubject): boolean => {
  const actual = own(s.inputs, c.name) ?? null;
  if (c.op === 'missing') return actual === null;
  if (actual === null) return false;
  if (c.op === 'in') return Array.isArray(c.value) && c.value.some((v) => v === actual);
  if (c.op === 'eq') return actual === c.value;
  if (c.op === 'ne') return actual !== c.value;
  if (typeof actual !== 'number' || typeof c.value !== 'number') return false;
  const compare = {
    lt: actual < c.value,
    lte: actual <= c.value,
    gt: actual > c.value,
    gte: actual >= c.value,
  };
  return compare[c.op];
};

const matches = (c: Condition, s: RoutingSubject): boolean => {
  switch (c.on) {
    case 'input':
      return matchesInput(c, s);
    case 'class':
      return typeof s.value === 'string' && c.in.includes(s.value);
    case 'confidence':
      return s.confidence !== null && (c.op === 'lt' ? s.confidence < c.value : s.confidence >= c.value);
    case 'model':
      return c.in.includes(s.model);
    case 'age': {
      if (s.occurredAt === null) return false;
      const seconds = (s.receivedAt - s.occurredAt) / 1000;
      return c.op === 'lt' ? seconds < c.seconds : seconds >= c.seconds;
    }
  }
};

const firstOf = <T extends { when: Condition[] }>(list: T[], subject: RoutingSubject): T | null =>
  list.find(({ when }) => when.every((c) => matches(c, subject))) ?? null;

/** The first rule of the policy whose conditions all hold; null where none does. */
export const firstMatch = (policy: Policy, subject: RoutingSubject): PolicyRule | null =>
  firstOf(policy.rules, subject);

/** The first audit stratum of the policy whose conditions all hold; null where none does. */
export const stratumOf = (policy: Policy, subject: RoutingSubject): AuditStratum | null =>
  firstOf(policy.auditStrata, subject);

/** The least confidence accepted automatically for this predicted class. */
export const thresholdFor = (policy: Policy, value: Json): number =>
  (typeof value === 'string' ? own(policy.classThresholds, value) : undefined) ?? policy.threshold;

/** Who decides, were there no audit: the destination and why. */
const decideDestination = (
  policy: Policy,
  schema: LabelSchema,
  s: RoutingSubject,
  rule: PolicyRule | null,
): { destination: Destination; reasons: RoutingReason[]; threshold: number | null } => {
  const acceptable = policy.degree === 'partial' || policy.degree === 'full';
  if (s.fault !== null) return { destination: 'review', reasons: [s.fault], threshold: null };
  if (!acceptable) return { destination: 'review', reasons: ['degree'], threshold: null };
  const threshold = policy.degree === 'partial' ? thresholdFor(policy, s.value) : null;
  const review = (reason: RoutingReason) => ({
    destination: 'review' as const,
    reasons: [reason],
    threshold,
  });
  if (s.value === null) return review('no_value');
  const obstacle = obstacleTo(schema, s.value);
  if (obstacle !== null) return review(obstacle);
  if (threshold === null) return { destination: 'auto', reasons: ['degree'], threshold };
  if (rule?.then.review) return review('rule');
  if (s.confidence === null) return review('no_confidence');
  if (s.confidence < threshold) return review('below_threshold');
  return { destination: 'auto', reasons: ['at_or_above_threshold'], threshold };
};

const suggests: Record<Degree, boolean> = {
  human_only: false,
  shadow: false,
  assistance: true,
  partial: true,
  full: true,
};

/**
 * Applies a policy to one submission. Pure: the draws come from a hash of (seed, purpose, key), so that the same
 * history under the same policy gives the same routings, and under another policy the what-if.
 */
export const route = (policy: Policy, schema: LabelSchema, seed: string, s: RoutingSubject): Routing => {
  const rule = firstMatch(policy, s);
  const { destination, reasons, threshold } = decideDestination(policy, schema, s, rule);
  const priority = Math.max(s.priority, rule?.then.priority ?? 0);
  const inspectors = inspectorsFor(policy, rule);
  const due = dueBy(policy, rule);
  const known = { destination, rule: rule?.name ?? null, threshold, priority, due };
  if (destination === 'auto') {
    const stratum = stratumOf(policy, s);
    const ordinary = stratum?.share ?? policy.auditShare;
    const share = Math.max(ordinary, s.disagreementShare);
    const u = draw(seed, 'audit', s.key);
    const audited = u < share;
    const why: RoutingReason[] = u < ordinary ? ['audit'] : ['audit', 'disagreement'];
    return {
      ...known,
      reasons: audited ? [...reasons, ...why] : reasons,
      reviewProbability: share,
      stratum: stratum?.name ?? null,
      blindProbability: share,
      reviewed: audited,
      arm: audited ? 'blind' : null,
      inspectors: audited ? 1 : 0,
    };
  }
  // What a version says that does not decide is not shown either.
  const suggested = suggests[policy.degree] && s.value !== null && s.fault === null;
  const blindProbability = suggested ? policy.blindShare : 1;
  const assisted = draw(seed, 'blind', s.key) >= blindProbability;
  return {
    ...known,
    reasons,
    reviewProbability: 1,
    stratum: null,
    blindProbability,
    reviewed: true,
    arm: assisted ? 'assisted' : 'blind',
    inspectors,
  };
};

/** The skill that the rule which was applied asks of whoever reviews the item; null: it asks for none. */
export const skillOf = (policy: Policy, { rule }: Pick<Routing, 'rule'>): string | null =>
  rule === null ? null : (policy.rules.find(({ name }) => name === rule)?.then.skill ?? null);
