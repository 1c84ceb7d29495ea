import { type Difference, type MeanSums, newcombe, welch } from './differences.ts';

/** Decisions of one arm: how many, how many agreed with the suggestion, and their times in milliseconds. */
export type ArmSums = { n: number; agreed: number; time: MeanSums };

/** What seeing the suggestion changes: assisted minus blind, each with a 95 % interval. */
export type AutomationBias = {
  /** In agreement with the suggestion, in [−1,1]. */
  agreement: Difference;
  /** In time per decision, in milliseconds. */
  time: Difference;
};

/**
 * Automation bias among items below the threshold whose arm was drawn: the difference in agreement (Newcombe 1998,
 * method 10) and in time per decision (Welch 1947). Only items of one draw may be counted, or the arms do not compare.
 */
export const automationBias = (assisted: ArmSums, blind: ArmSums): AutomationBias => ({
  agreement: newcombe({ k: assisted.agreed, n: assisted.n }, { k: blind.agreed, n: blind.n }),
  time: welch(assisted.time, blind.time),
});
