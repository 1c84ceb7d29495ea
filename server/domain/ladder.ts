import { leastAuditShare } from './certificate.ts';
import type { Policy } from './policy.ts';
import { wilson } from './statistics/intervals.ts';
import { degrees, type Degree } from './words.ts';

/** What evidence there is, of the live model version (or else the one heard from last), when a project thinks of its next step. */
export type LadderFacts = {
  /** Items that the version has predicted with an answer. */
  predicted: number;
  /** Blind answers beside the model's, and those that agree. */
  compared: number;
  agreed: number;
  /** Certified thresholds, the lowest first. */
  certified: readonly number[];
  /** Audits that have waited for longer than they may. */
  overdue: number;
  /** Whether the watch over a certificate in force has alarmed. */
  alarmed: boolean;
};

/** What is asked for on the way up. */
export const requirementNames = [
  'predictions',
  'comparisons',
  'agreement',
  'audits_on',
  'certificate',
  'certificate_for_all',
  'no_overdue_audits',
  'no_alarm',
] as const;
export type RequirementName = (typeof requirementNames)[number];

/** One line of the checklist: what there is, and what is asked for, as a number where it is one. */
export type Requirement = { name: RequirementName; met: boolean; have: number | null; need: number | null };

/** Blind comparisons that a suggestion is worth showing on. */
const comparisonsNeeded = 100;

/** Suggestions are to be right more often than not, by the lower bound of the interval. */
const agreementNeeded = 0.5;

const requirement = (name: RequirementName, have: number, need: number): Requirement => ({
  name,
  met: have >= need,
  have,
  need,
});
const condition = (name: RequirementName, met: boolean): Requirement => ({
  name,
  met,
  have: null,
  need: null,
});

/** What each degree asks for beside what the degrees below it ask for. */
const asked: Record<Degree, (facts: LadderFacts, policy: Policy) => Requirement[]> = {
  human_only: () => [],
  shadow: ({ predicted }) => [requirement('predictions', predicted, 1)],
  assistance: ({ compared, agreed }) => [
    requirement('comparisons', compared, comparisonsNeeded),
    requirement('agreement', wilson(agreed, compared).low ?? 0, agreementNeeded),
  ],
  partial: ({ certified }, policy) => [
    condition('audits_on', leastAuditShare(policy) > 0),
    condition('certificate', certified.length > 0),
  ],
  full: ({ certified, overdue, alarmed }) => [
    condition('certificate_for_all', certified.includes(0)),
    condition('no_overdue_audits', overdue === 0),
    condition('no_alarm', !alarmed),
  ],
};

/** Whether one degree leaves more to the model than another. */
export const isHigher = (degree: Degree, than: Degree): boolean =>
  degrees.indexOf(degree) > degrees.indexOf(than);

/** The checklist of a step up to a degree: all that it and the degrees that it passes ask for; empty for a step down. */
export const checklist = (policy: Policy, to: Degree, facts: LadderFacts): Requirement[] =>
  degrees
    .filter((degree) => isHigher(degree, policy.degree) && !isHigher(degree, to))
    .flatMap((degree) => asked[degree](facts, policy));
