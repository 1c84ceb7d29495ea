import type { BinCounts, DriftSubject } from '../../drift/counts.ts';
import { hasCrossed, observeBet, startBet } from '../../statistics/betting.ts';
import { wilson, type Interval } from '../../statistics/intervals.ts';
import { mixtureLogWealth } from '../../statistics/mixture.ts';
import type { GuardrailName } from './names.ts';

/** Predictions that it takes to say anything of all of them. */
export const predictionsNeeded = 200;

/** `inconclusive`: there is too little yet, or it is over the limit by no more than chance could explain. */
export const verdictWords = ['pass', 'fail', 'inconclusive', 'no_data'] as const;
export type VerdictWord = (typeof verdictWords)[number];

/**
 * What a guardrail says at one moment: the share it looks at (of latency, the milliseconds; of input drift, the index) with its 95 % interval, of n,
 * and the limit.
 */
export type Verdict = {
  guardrail: GuardrailName;
  verdict: VerdictWord;
  /** Null: of nothing. */
  value: number | null;
  n: number;
  interval: Interval;
  limit: number;
  /** How many more it takes at least; 0: enough. */
  missing: number;
};

/** An outcome (true: it counts against the candidate) and when it was known, in epoch milliseconds. */
export type Outcome = { bad: boolean; at: number };

/** What is known of a candidate since its rollout began, each list in the order in which it became known. */
export type RolloutFacts = {
  /** Items it decided or was to decide that people judged without seeing its answer: whether it was wrong. */
  errors: readonly Outcome[];
  /** Items that people judged with its answer in sight: whether they decided otherwise. */
  overrides: readonly Outcome[];
  /** Items that people judged blind where candidate and live differed and one of them was right: whether live was. */
  pairs: readonly Outcome[];
  /** Items on which candidate and live both predicted, and those of them on which they differ. */
  both: number;
  differing: number;
  /** Its predictions, and those of them in which it gave no answer. */
  predicted: number;
  abstained: number;
  /** Predictions whose latency it reported, and the 95th percentile of that in milliseconds (null: none). */
  timed: number;
  latency: number | null;
  /** Since the step began: items that other versions decided, and those of them that the candidate predicted too. */
  expected: number;
  covered: number;
  /** Since the step began: the declared inputs of what live and the candidate decided. */
  inputs: Record<'live' | 'candidate', Readonly<Record<DriftSubject, BinCounts>>>;
};

/** What a guardrail looks at. `since`: when the step began. `alpha` is its own share of the rollout's. */
export type GuardrailCase = {
  facts: RolloutFacts;
  limit: number;
  alpha: number;
  leastLabels: number;
  since: number;
  /** Whether the candidate decides nothing yet. */
  inShadow: boolean;
};

/** One guardrail. `judge` answers null where it has nothing to say in the state the rollout is in. */
export type Guardrail = {
  /** Whether it rolls back on labels by a test: those share the rollout's alpha. */
  tests: boolean;
  judge(of: GuardrailCase): Omit<Verdict, 'guardrail' | 'limit'> | null;
};

/**
 * A guardrail on how many of all its predictions are of a kind, which needs no labels: k of n since the rollout began. Where the
 * rate is surely over the limit something is broken, and nobody need be asked.
 */
export const judgeCounts = (
  k: number,
  n: number,
  { limit, alpha }: GuardrailCase,
): Omit<Verdict, 'guardrail' | 'limit'> => {
  const missing = Math.max(predictionsNeeded - n, 0);
  const found = { value: n === 0 ? null : k / n, n, missing, interval: wilson(k, n) };
  if (found.value === null) return { ...found, verdict: 'no_data' };
  if (mixtureLogWealth(k, n, limit) >= -Math.log(alpha)) return { ...found, verdict: 'fail' };
  return { ...found, verdict: missing === 0 && found.value <= limit ? 'pass' : 'inconclusive' };
};

/**
 * A guardrail on a rate of outcomes in [0,1]. It fails once a bet against "the rate is at most the limit" has reached
 * 1/alpha (`betting.ts`), over all outcomes of the rollout, so that it may be looked at after each. It passes once the
 * step itself has as many as it needs and the rate over all is at most the limit.
 */
export const judgeRate = (
  outcomes: readonly Outcome[],
  { limit, alpha, leastLabels, since }: GuardrailCase,
): Omit<Verdict, 'guardrail' | 'limit'> => {
  const n = outcomes.length;
  const bad = outcomes.filter((one) => one.bad).length;
  const missing = Math.max(leastLabels - outcomes.filter(({ at }) => at >= since).length, 0);
  const value = n === 0 ? null : bad / n;
  const found = { value, n, missing, interval: wilson(bad, n) };
  if (value === null) return { ...found, verdict: 'no_data' };
  const bet = outcomes.reduce((before, one) => observeBet(before, one.bad ? 1 : 0, limit), startBet);
  if (hasCrossed(bet, alpha)) return { ...found, verdict: 'fail' };
  return { ...found, verdict: missing === 0 && value <= limit ? 'pass' : 'inconclusive' };
};
