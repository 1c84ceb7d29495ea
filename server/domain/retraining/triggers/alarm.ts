import type { TriggerSettings } from './settings.ts';
import type { Trigger } from './trigger.ts';

/** Something says that the model, or the world that it was trained on, is no longer what it was. */
export const alarm: Trigger<TriggerSettings['alarm']> = (_, { alarms }) => ({
  fires: alarms.length > 0,
  have: alarms.length,
  need: 1,
});
