import type { Arm, LabelSource } from '../words.ts';

/**
 * 1/π for what people decided of items that were drawn for them: how many items of its kind a label stands for. Null for others,
 * and where π is not positive: what somebody chose to look at, after it had been accepted, stands for itself alone.
 */
export const weightOf = (source: LabelSource, arm: Arm | null, reviewProbability: number): number | null =>
  source !== 'auto' && arm !== null && Number.isFinite(1 / reviewProbability) ? 1 / reviewProbability : null;
