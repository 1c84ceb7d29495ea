import type { LabelSource } from '../words.ts';

/** 1/π for what people decided: how many items of its kind a label stands for; null for others, and where π is not positive. */
export const weightOf = (source: LabelSource, reviewProbability: number): number | null =>
  source !== 'auto' && Number.isFinite(1 / reviewProbability) ? 1 / reviewProbability : null;
