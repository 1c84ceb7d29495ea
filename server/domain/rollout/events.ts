import { rolloutActions } from './states.ts';

/** What a rollout's timeline tells: what was done to it, and what was sent to people once it was backed out of. */
export const rolloutEvents = ['created', ...rolloutActions, 'quarantine'] as const;
export type RolloutEvent = (typeof rolloutEvents)[number];
