/** What a rollout is held against. */
export const guardrailNames = ['error', 'worse_than_live', 'override', 'disagreement', 'coverage'] as const;
export type GuardrailName = (typeof guardrailNames)[number];
