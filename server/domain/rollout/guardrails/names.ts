/** What a rollout is held against. */
export const guardrailNames = [
  'error',
  'worse_than_live',
  'override',
  'disagreement',
  'abstentions',
  'latency',
  'coverage',
  'input_drift',
] as const;
export type GuardrailName = (typeof guardrailNames)[number];

/** What a guardrail's limit is: a share in (0,1), milliseconds, or a population stability index. */
export type LimitUnit = 'share' | 'milliseconds' | 'index';

export const limitUnits: Record<GuardrailName, LimitUnit> = {
  error: 'share',
  worse_than_live: 'share',
  override: 'share',
  disagreement: 'share',
  abstentions: 'share',
  latency: 'milliseconds',
  coverage: 'share',
  input_drift: 'index',
};
