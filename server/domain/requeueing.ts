import type { LabelSource } from './words.ts';

/** Why an item is not put back into review. */
export const notRequeued = ['waits', 'adjudicated', 'gold', 'erased', 'unknown'] as const;
export type NotRequeued = (typeof notRequeued)[number];

/**
 * What stands against one more review of an item; null: nothing does. A lead's settlement stands whatever others say, so that
 * asking them would be for nothing; the answer to a gold item is known, and of an erased one nothing is left to be judged.
 */
export const whyNotRequeued = (item: {
  waits: boolean;
  isGold: boolean;
  isErased: boolean;
  labelSource: LabelSource | null;
}): NotRequeued | null => {
  if (item.isErased) return 'erased';
  if (item.isGold) return 'gold';
  if (item.waits) return 'waits';
  return item.labelSource === 'adjudicated' ? 'adjudicated' : null;
};
