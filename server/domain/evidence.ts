import type { Arm, ReviewPurpose } from './words.ts';

/**
 * How people were asked, which is never pooled: `shadow`, where nobody could have seen the suggestion; `assisted` and
 * `blind`, where a draw decided whether they did; `audit`, where the model's answer had been accepted.
 */
export const evidenceBases = ['shadow', 'assisted', 'blind', 'audit'] as const;
export type EvidenceBasis = (typeof evidenceBases)[number];

/** How the person was asked whose answer this is; null: they settled a disagreement and had seen the opinions. */
export const basisOf = (
  { purpose, arm }: { purpose: ReviewPurpose; arm: Arm },
  blindProbability: number | null,
): EvidenceBasis | null => {
  if (purpose === 'adjudication') return null;
  if (purpose === 'audit') return 'audit';
  if (arm === 'assisted') return 'assisted';
  return blindProbability === 1 ? 'shadow' : 'blind';
};
