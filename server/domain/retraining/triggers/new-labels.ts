import type { TriggerSettings } from './settings.ts';
import type { Trigger } from './trigger.ts';

/** People have given so many labels. */
export const newLabels: Trigger<TriggerSettings['new_labels']> = ({ atLeast }, facts) => ({
  fires: facts.newLabels >= atLeast,
  have: facts.newLabels,
  need: atLeast,
});
