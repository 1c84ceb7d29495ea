import type { RolloutSettings } from './settings.ts';

/** Where a rollout stands. */
export const rolloutStates = [
  'draft',
  'shadow',
  'canary',
  'paused',
  'promoting',
  'promoted',
  'rolled_back',
  'aborted',
] as const;
export type RolloutState = (typeof rolloutStates)[number];

/** What can be done to a rollout, by a person or by itself. */
export const rolloutActions = ['start', 'advance', 'pause', 'resume', 'raise', 'roll_back', 'abort'] as const;
export type RolloutAction = (typeof rolloutActions)[number];

/** States in which a rollout has hold of its project: there is one such at a time. */
export const activeStates = ['shadow', 'canary', 'paused', 'promoting'] as const satisfies RolloutState[];
export type ActiveState = (typeof activeStates)[number];

export const isActive = (state: RolloutState): state is ActiveState =>
  (activeStates as readonly RolloutState[]).includes(state);

/**
 * Where a rollout is. `step` counts the settings' steps from 0; −1: none has begun. `share` is what the candidate decides, in
 * [0,1]; `since` is when this step or state began, in epoch milliseconds.
 */
export type RolloutPlace = { state: RolloutState; step: number; share: number; since: number };

/** Whether the candidate decides nothing yet; a rollout that waits for a person is where it was when it paused. */
export const isInShadow = ({ state, step }: Pick<RolloutPlace, 'state' | 'step'>): boolean =>
  state === 'shadow' || (state === 'paused' && step < 0);

/** A rollout that was just drawn up. */
export const drawnUp = (now: number): RolloutPlace => ({ state: 'draft', step: -1, share: 0, since: now });

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Until when what was before can be brought back after the promotion, in epoch milliseconds. */
export const rollbackUntil = ({ since }: RolloutPlace, { rollbackHours }: RolloutSettings): number =>
  since + rollbackHours * hourMs;

/** The share while the last switch is under way: it rises evenly over its time, from what the steps came to. */
const switchedShare = (place: RolloutPlace, { kind, steps, switchMinutes }: RolloutSettings, now: number) => {
  const from = kind === 'canary' ? (steps.at(-1) ?? 0) : 0;
  const part = switchMinutes === 0 ? 1 : Math.min((now - place.since) / (switchMinutes * minuteMs), 1);
  return Math.max(place.share, from + (1 - from) * part);
};

/** The place one step further: the next share, the last switch, or the end of it. */
const further = (place: RolloutPlace, settings: RolloutSettings, now: number): RolloutPlace => {
  const step = place.step + 1;
  const share = settings.kind === 'canary' ? settings.steps[step] : undefined;
  if (share !== undefined) return { state: 'canary', step, share, since: now };
  const promoting: RolloutPlace = { ...place, state: 'promoting', since: now };
  return { ...promoting, share: switchedShare(promoting, settings, now) };
};

type Rules = Record<
  RolloutAction,
  (place: RolloutPlace, settings: RolloutSettings, now: number) => RolloutPlace | null
>;

const rules: Rules = {
  start: (place, settings, now) => {
    if (place.state !== 'draft') return null;
    // A blue/green candidate is warm before the switch: it predicts, and is compared.
    const shadow = settings.shadowFirst || settings.kind === 'blue_green';
    return shadow ? { ...place, state: 'shadow', since: now } : further(place, settings, now);
  },
  advance: (place, settings, now) => {
    if (place.state === 'shadow' || place.state === 'canary') return further(place, settings, now);
    if (place.state !== 'promoting' || switchedShare(place, settings, now) < 1) return null;
    return { ...place, state: 'promoted', share: 1, since: now };
  },
  raise: (place, settings, now) =>
    place.state === 'promoting' ? { ...place, share: switchedShare(place, settings, now) } : null,
  pause: (place, _, now) =>
    place.state === 'canary' || place.state === 'shadow' ? { ...place, state: 'paused', since: now } : null,
  resume: (place, _, now) =>
    place.state === 'paused'
      ? { ...place, state: isInShadow(place) ? 'shadow' : 'canary', since: now }
      : null,
  roll_back: (place, settings, now) => {
    const after = place.state === 'promoted' && now < rollbackUntil(place, settings);
    return isActive(place.state) || after ? { ...place, state: 'rolled_back', share: 0, since: now } : null;
  },
  abort: (place, _, now) =>
    isActive(place.state) || place.state === 'draft'
      ? { ...place, state: 'aborted', share: 0, since: now }
      : null,
};

/** Where an action brings a rollout; null: it cannot be done there. Of a rollout itself, only its place is answered. */
export const act = (
  { state, step, share, since }: RolloutPlace,
  action: RolloutAction,
  settings: RolloutSettings,
  now: number,
): RolloutPlace | null => rules[action]({ state, step, share, since }, settings, now);

/** What can be done to a rollout at this moment. */
export const possibleActions = (
  place: RolloutPlace,
  settings: RolloutSettings,
  now: number,
): RolloutAction[] => rolloutActions.filter((action) => act(place, action, settings, now) !== null);
