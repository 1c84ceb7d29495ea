import { movedFrom } from '../drift/compare.ts';
import type { GuardrailName } from './guardrails/names.ts';

/** `canary`: step by step; `blue_green`: both are warm, and one switch changes over. */
export const rolloutKinds = ['canary', 'blue_green'] as const;
export type RolloutKind = (typeof rolloutKinds)[number];

/** Whether a step whose guardrails all pass is followed by the next by itself, or when somebody says so. */
export const advances = ['automatic', 'by_hand'] as const;
export type Advance = (typeof advances)[number];

/** How a candidate is brought in. It stays as it is for the whole rollout. */
export type RolloutSettings = {
  kind: RolloutKind;
  /** Whether it first only predicts, and is compared, and decides nothing. */
  shadowFirst: boolean;
  /** Shares in (0,1] that it decides, each greater than the one before. */
  steps: readonly number[];
  /** Least time of shadow and of each step, in minutes. */
  dwellMinutes: number;
  /** Labels by people of what it decided that each step needs. */
  leastLabels: number;
  /** The most that each guardrail lets pass (the least, of coverage): see `limitUnits`. One that is not named does not count. */
  limits: Partial<Record<GuardrailName, number>>;
  /** The probability of rolling back a candidate that is within all limits, in (0,1). */
  alpha: number;
  advance: Advance;
  /** After so long in one step without its end, a person is asked: the rollout pauses. */
  deadlineHours: number;
  /** Share, in [0,1], of what is accepted where live and candidate differ that people look at, and how many a day at most. */
  disagreementShare: number;
  disagreementsPerDay: number;
  /** How long the last switch takes, in minutes; 0: at once. */
  switchMinutes: number;
  /** For how long after the promotion one click brings back what was before. */
  rollbackHours: number;
};

/** What a rollout is proposed with. */
export const proposedSettings: RolloutSettings = {
  kind: 'canary',
  shadowFirst: true,
  steps: [0.01, 0.05, 0.1, 0.25, 0.5, 1],
  dwellMinutes: 60,
  leastLabels: 50,
  limits: {
    error: 0.1,
    worse_than_live: 0.5,
    override: 0.3,
    disagreement: 0.3,
    abstentions: 0.05,
    coverage: 0.9,
    input_drift: movedFrom,
  },
  alpha: 0.05,
  advance: 'by_hand',
  deadlineHours: 168,
  disagreementShare: 0.5,
  disagreementsPerDay: 100,
  switchMinutes: 0,
  rollbackHours: 72,
};
