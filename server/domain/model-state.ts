import { isInShadow, type RolloutPlace } from './rollout/states.ts';

/** What a model version is in its project at a moment. */
export const modelStates = ['registered', 'shadow', 'canary', 'live', 'previous', 'retired'] as const;
export type ModelState = (typeof modelStates)[number];

/** What is known of a version, and of the rollout under way where it is its candidate (null: it is not). */
type Standing = {
  isLive: boolean;
  isPrevious: boolean;
  isRetired: boolean;
  rollout: Pick<RolloutPlace, 'state' | 'step'> | null;
};

/** The state of a version. */
export const modelState = ({ isLive, isPrevious, isRetired, rollout }: Standing): ModelState => {
  if (isLive) return 'live';
  if (rollout) return isInShadow(rollout) ? 'shadow' : 'canary';
  if (isRetired) return 'retired';
  return isPrevious ? 'previous' : 'registered';
};
