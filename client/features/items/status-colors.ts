import type { ItemStatus } from '../../../server/domain/words.ts';

/** The colour of an item's status; the word beside it says the same. */
export const statusColors: Record<ItemStatus, string> = {
  accepted: 'ink',
  in_review: 'yellow',
  disputed: 'red',
  labelled: 'teal',
  erased: 'gray',
};
