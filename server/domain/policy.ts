import type { Consensus } from './consensus.ts';
import type { Degree } from './words.ts';

/** How a measured input compares, in a rule. */
export const inputOperators = ['lt', 'lte', 'gt', 'gte', 'eq', 'ne', 'in', 'missing'] as const;
export type InputOperator = (typeof inputOperators)[number];

/** A condition of a rule or stratum; all conditions of one must hold. */
export type Condition =
  | {
      on: 'input';
      name: string;
      op: InputOperator;
      /** A number or a category; a list for `in`; null for `missing`. */
      value: number | string | boolean | (number | string)[] | null;
    }
  | { on: 'class'; in: string[] }
  | { on: 'confidence'; op: 'lt' | 'gte'; value: number }
  | { on: 'model'; in: string[] }
  /** Seconds between the item's `occurredAt` and its intake. */
  | { on: 'age'; op: 'lt' | 'gte'; seconds: number };

/** The first rule whose conditions all hold is the one applied. */
export type PolicyRule = {
  name: string;
  when: Condition[];
  then: {
    /** Bring the item to a person whatever the confidence (degree `partial`). */
    review?: boolean;
    /** Replace the item's priority where this is higher. */
    priority?: number;
    /** How many inspectors judge it independently, from 1 to `mostInspectors`, in place of the policy's number. */
    inspectors?: number;
    /** Minutes from when a review is made until it is due, in place of the policy's. */
    dueMinutes?: number;
    /** The skill that its reviews need: the name of the group of those who have it. */
    skill?: string;
  };
};

/** A part of what is accepted automatically that is audited at a share of its own; the first that matches is applied. */
export type AuditStratum = {
  name: string;
  when: Condition[];
  /** π: the probability, in [0,1], that an item of this stratum is reviewed blind afterwards. */
  share: number;
};

/** How a project decides who decides. */
export type Policy = {
  degree: Degree;
  /** Least confidence, in [0,1], that is accepted automatically in degree `partial`. */
  threshold: number;
  /** Thresholds that replace the global one for a predicted class. */
  classThresholds: Record<string, number>;
  /** Share, in [0,1], of assisted work that is judged blind. */
  blindShare: number;
  /** Probability, in [0,1], that an automatically accepted item of no stratum is reviewed blind afterwards. */
  auditShare: number;
  auditStrata: AuditStratum[];
  /** Minutes from when a review is made until it is due, unless a rule says otherwise; without them it never is. */
  dueMinutes?: number | undefined;
  /** The share of that time, in (0,1], after which the priority of the review is raised; 0.75 unless it is told. */
  raiseAfter?: number | undefined;
  rules: PolicyRule[];
  /** How many inspectors judge an item that goes to people, where no rule says otherwise; absent: one. */
  inspectors?: number | undefined;
  /** When their answers are a consensus; absent: where all agree. */
  consensus?: Consensus | undefined;
};

/** How many inspectors judge an item that the rule (null: none) was applied to. */
export const inspectorsFor = (policy: Policy, rule: PolicyRule | null): number =>
  rule?.then.inspectors ?? policy.inspectors ?? 1;

/** When the answers of several inspectors are a consensus. */
export const consensusOf = ({ consensus }: Pick<Policy, 'consensus'>): Consensus => consensus ?? 'unanimous';

/**
 * What is accepted automatically and never looked at again, by stratum (null: whatever is of none): its share is 0, so
 * that nothing can be estimated or certified of it. Empty where everything may be audited.
 */
export const unauditedStrata = ({ auditShare, auditStrata }: Policy): (string | null)[] => [
  ...auditStrata.filter(({ share }) => share === 0).map(({ name }) => name),
  ...(auditShare === 0 ? [null] : []),
];

/** The policy a project starts with: people decide everything and nothing is suggested. */
export const firstPolicy: Policy = {
  degree: 'human_only',
  threshold: 0.95,
  classThresholds: {},
  blindShare: 0.1,
  auditShare: 0.05,
  auditStrata: [],
  rules: [],
};
