import type { RolloutState } from './rollout/states.ts';

/** What a model version is in its project at a moment. */
export const modelStates = ['registered', 'shadow', 'canary', 'live', 'previous', 'retired'] as const;
export type ModelState = (typeof modelStates)[number];

/** What is known of a version, and of the rollout under way where it is its candidate (null: it is not). */
type Standing = {
  isLive: boolean;
  isPrevious: boolean;
  isRetired: boolean;
  rollout: { state: RolloutState; step: number } | null;
};

/** The state of a version; a rollout that waits for a person is where it was when it paused. */
export const modelState = ({ isLive, isPrevious, isRetired, rollout }: Standing): ModelState => {
  if (isLive) return 'live';
  if (rollout)
    return rollout.state === 'shadow' || (rollout.state === 'paused' && rollout.step < 0)
      ? 'shadow'
      : 'canary';
  if (isRetired) return 'retired';
  return isPrevious ? 'previous' : 'registered';
};
