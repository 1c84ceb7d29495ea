import type { TriggerSettings } from './settings.ts';
import type { Trigger } from './trigger.ts';

const dayMs = 86_400_000;

/** So many days have passed. */
export const schedule: Trigger<TriggerSettings['schedule']> = ({ days }, { since }, now) => ({
  fires: now - since >= days * dayMs,
  have: Math.floor((now - since) / dayMs),
  need: days,
});
