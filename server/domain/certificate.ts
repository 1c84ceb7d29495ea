import { activeClasses, classesOf, type LabelSchema } from './label-schema.ts';
import type { Policy, PolicyRule } from './policy.ts';
import { thresholdFor } from './routing.ts';

/**
 * What a policy revision rests on: "of what this model version answers with at least this confidence (of this class
 * alone), at most `targetError` is wrong", said with confidence `targetConfidence`. As it stood when it was used.
 */
export type Certificate = {
  /** `name@version`. */
  model: string;
  /** The predicted class it is about; null: all together. */
  value: string | null;
  threshold: number;
  /** α and 1 − δ. */
  targetError: number;
  targetConfidence: number;
  /** What else the accepted items depend on; see `referenceOf`. */
  reference: string;
  /** The calibrator whose probabilities the threshold is about; 0: the confidence as the model says it. */
  calibrator: number;
  /** Audited items at or above the threshold, wrong ones among them, and the e-value they came to. */
  n: number;
  errors: number;
  eValue: number;
  /** The policy revision that put it in force. */
  revision: number;
};

/** Why a certificate says nothing any more. */
export const lapses = ['model', 'calibrator', 'reference', 'target', 'evidence', 'alarm'] as const;
export type Lapse = (typeof lapses)[number];

/** The thresholds that a policy applies, by predicted class; `null` stands for all that have none of their own. */
const appliedThreshold = (policy: Policy, value: string | null): number | null => {
  if (value === null) return Object.keys(policy.classThresholds).length === 0 ? policy.threshold : null;
  return Object.hasOwn(policy.classThresholds, value) ? (policy.classThresholds[value] ?? null) : null;
};

/** Those of a revision's certificates whose thresholds its successor still applies: others are no longer in force. */
export const certificatesKept = (certificates: readonly Certificate[], next: Policy): Certificate[] =>
  next.degree === 'partial'
    ? certificates.filter(({ value, threshold }) => appliedThreshold(next, value) === threshold)
    : [];

/** The rules up to the last that brings items to people: those behind it change nothing of what is accepted. */
const rulesInWay = ({ rules }: Pick<Policy, 'rules'>): PolicyRule[] =>
  rules.slice(0, rules.findLastIndex(({ then }) => then.review === true) + 1);

/** Whether it depends on their confidence which items are brought to people by a rule. */
export const looksAtConfidence = (policy: Pick<Policy, 'rules'>): boolean =>
  rulesInWay(policy).some(({ when }) => when.some(({ on }) => on === 'confidence'));

/**
 * What the items that are accepted depend on beside model version, calibrator and threshold, as one text: the rules that
 * bring items to people, in order, and the classes in use. Evidence under one reference says nothing under another.
 */
export const referenceOf = (policy: Pick<Policy, 'rules'>, schema: LabelSchema): string => {
  const rules = rulesInWay(policy).map(({ when, then }) => [when, then.review === true]);
  const classes = activeClasses({ classes: classesOf(schema) }).map(({ name }) => name);
  return JSON.stringify({ rules, classes: classes.toSorted() });
};

/** The least share of what is accepted that is audited, in any stratum. */
export const leastAuditShare = ({ auditShare, auditStrata }: Policy): number =>
  Math.min(auditShare, ...auditStrata.map(({ share }) => share));

/**
 * The least probability, under a policy, that an item (of this predicted class; null: of any) is judged blind that is
 * at or above a threshold and that no rule brings to people. 0: some are never looked at, and nothing can be certified.
 */
export const leastBlindProbability = (policy: Policy, threshold: number, value: string | null): number => {
  switch (policy.degree) {
    case 'human_only':
    case 'shadow':
      return 1;
    case 'assistance':
      return policy.blindShare;
    case 'full':
      return leastAuditShare(policy);
    case 'partial': {
      const highest =
        value === null
          ? Math.max(policy.threshold, ...Object.values(policy.classThresholds))
          : thresholdFor(policy, value);
      return Math.min(leastAuditShare(policy), threshold < highest ? policy.blindShare : 1);
    }
  }
};
