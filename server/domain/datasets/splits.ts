import { stickyUniform } from '../draw.ts';

/** What rows of a dataset are for. */
export const splits = ['train', 'validation', 'test'] as const;
export type Split = (typeof splits)[number];

/** How rows are split. Raising `test` or `validation` only moves rows out of `train`, lowering one only into it. */
export type SplitRule = {
  /** Shares in [0,1] that add up to at most 1; the rest is for training. */
  validation: number;
  test: number;
  /** What sets one draw apart from another. */
  salt: string;
  /** The input by which rows are kept together, such as the camera; null: each row is drawn by its key. */
  groupBy: string | null;
};

/**
 * The split of a row, by its group or key: the same for ever under the same salt and shares. The test rows are those below
 * the share `test` of one draw, so that nothing but the salt, that share and the grouping decides who is among them;
 * the validation rows are drawn from the other end.
 */
export const splitOf = ({ salt, test, validation }: SplitRule, unit: string): Split => {
  const u = stickyUniform(`${salt}:split`, unit);
  if (u < test) return 'test';
  return u >= 1 - validation ? 'validation' : 'train';
};
