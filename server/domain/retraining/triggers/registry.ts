import { alarm } from './alarm.ts';
import { evidence } from './evidence.ts';
import type { TriggerName } from './names.ts';
import { newLabels } from './new-labels.ts';
import { schedule } from './schedule.ts';
import type { TriggerSettings } from './settings.ts';
import type { Trigger } from './trigger.ts';

/** What can ask for a training by itself. */
export const triggers: { [T in TriggerName]: Trigger<TriggerSettings[T]> } = {
  alarm,
  evidence,
  new_labels: newLabels,
  schedule,
};
