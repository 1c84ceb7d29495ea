import type { Verdict } from './guardrails/verdict.ts';
import type { RolloutSettings } from './settings.ts';
import type { RolloutAction, RolloutPlace } from './states.ts';

/** Whether a step's time is over and every guardrail passes: the next may follow. */
export const isReady = (
  { since }: RolloutPlace,
  verdicts: readonly Verdict[],
  { dwellMinutes }: RolloutSettings,
  now: number,
): boolean =>
  now - since >= dwellMinutes * 60_000 &&
  verdicts.length > 0 &&
  verdicts.every(({ verdict }) => verdict === 'pass');

/**
 * What a rollout does by itself at this moment: back out as soon as a guardrail fails; go on where all pass, if it may; raise
 * the share while it switches over; wait for a person once its deadline is over. Null: nothing.
 */
export const nextAction = (
  place: RolloutPlace,
  verdicts: readonly Verdict[],
  settings: RolloutSettings,
  now: number,
): RolloutAction | null => {
  const { state, share, since } = place;
  if (state !== 'shadow' && state !== 'canary' && state !== 'promoting') return null;
  if (verdicts.some(({ verdict }) => verdict === 'fail')) return 'roll_back';
  if (state === 'promoting') return share < 1 ? 'raise' : 'advance';
  if (isReady(place, verdicts, settings, now)) {
    // The switch of blue/green is always a person's.
    return settings.advance === 'automatic' && settings.kind === 'canary' ? 'advance' : null;
  }
  return now - since >= settings.deadlineHours * 3_600_000 ? 'pause' : null;
};
