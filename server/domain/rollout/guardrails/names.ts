/** What a rollout is held against. */
export const guardrailNames = [
  'error',
  'worse_than_live',
  'override',
  'disagreement',
  'abstentions',
  'latency',
  'coverage',
] as const;
export type GuardrailName = (typeof guardrailNames)[number];
