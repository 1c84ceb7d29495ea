import type { CycleState } from '../../../server/domain/retraining/cycle.ts';
import type { Hold } from '../../../server/domain/retraining/standing.ts';
import type { Cause, TriggerName } from '../../../server/domain/retraining/triggers/names.ts';
import type { RetrainingSettings } from '../../../server/domain/retraining/triggers/settings.ts';
import type { Retraining } from '../../../server/features/retraining/contract.ts';
import { countText, percentText } from '../../ui/proportion.tsx';

/** What asked for a training. */
export const causeWords: Record<Cause, string> = {
  by_hand: 'by hand',
  alarm: 'after an alarm',
  evidence: 'as the accuracy fell',
  new_labels: 'as enough new labels were there',
  schedule: 'on schedule',
};

/** How a training stands. */
export const cycleWords: Record<CycleState, string> = {
  preparing: 'Dataset is being written',
  requested: 'Waits for the trainer',
  started: 'Training',
  finished: 'Finished',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** The colour of that; the word beside it says the same. */
export const cycleColors: Record<CycleState, string> = {
  preparing: 'blue',
  requested: 'yellow',
  started: 'blue',
  finished: 'teal',
  failed: 'red',
  cancelled: 'gray',
};

/** What holds back whatever fires. */
export const holdWords: Record<Hold, string> = {
  open: 'A training is under way: the next is asked for once that has ended.',
  pause: 'The pause after the last training is not over.',
  no_new_labels: 'People have given no new label since the last training.',
};

/** When each trigger fires, as its settings say. */
export const triggerWords: {
  [T in TriggerName]: (settings: RetrainingSettings['triggers'][T]) => string;
} = {
  alarm: () => 'Inputs drift, or the watch over a certificate alarms',
  evidence: ({ below, least }) =>
    `Accuracy surely below ${percentText(below)}, by ${countText(least)} blind answers or more`,
  new_labels: ({ atLeast }) => `${countText(atLeast)} new labels by people`,
  schedule: ({ days }) => (days === 1 ? 'Every day' : `Every ${countText(days)} days`),
};

/** How far each is, in words. */
export const standingWords: Record<TriggerName, (standing: Retraining['triggers'][TriggerName]) => string> = {
  alarm: ({ fires }) => (fires ? 'It has alarmed' : 'No alarm'),
  evidence: ({ have }) =>
    have === null ? 'Nothing was judged blind yet' : `At most ${percentText(have)} by its interval`,
  new_labels: ({ have, need }) => `${countText(have ?? 0)} of ${countText(need ?? 0)}`,
  schedule: ({ have, need }) => `Day ${countText(have ?? 0)} of ${countText(need ?? 0)}`,
};
