import { plural, t } from '@lingui/core/macro';
import type { CycleState } from '../../../server/domain/retraining/cycle.ts';
import type { Hold } from '../../../server/domain/retraining/standing.ts';
import type { Cause, TriggerName } from '../../../server/domain/retraining/triggers/names.ts';
import type { RetrainingSettings } from '../../../server/domain/retraining/triggers/settings.ts';
import type { Retraining } from '../../../server/features/retraining/contract.ts';
import { countText, percentText } from '../../ui/proportion.tsx';

/** What asked for a training. */
export const causeWords: Record<Cause, string> = {
  by_hand: t`by hand`,
  alarm: t`after an alarm`,
  evidence: t`as the accuracy fell`,
  new_labels: t`as enough new labels were there`,
  schedule: t`on schedule`,
};

/** How a training stands. */
export const cycleWords: Record<CycleState, string> = {
  preparing: t`Dataset is being written`,
  requested: t`Waits for the trainer`,
  started: t`Training`,
  finished: t`Finished`,
  failed: t`Failed`,
  cancelled: t`Cancelled`,
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
  open: t`A training is under way: the next is asked for once that has ended.`,
  pause: t`The pause after the last training is not over.`,
  no_new_labels: t`People have given no new label since the last training.`,
};

/** When each trigger fires, as its settings say. */
export const triggerWords: {
  [T in TriggerName]: (settings: RetrainingSettings['triggers'][T]) => string;
} = {
  alarm: () => t`Inputs drift, or the watch over a certificate alarms`,
  evidence: ({ below, least }) =>
    t`Accuracy surely below ${percentText(below)}, by ${countText(least)} blind answers or more`,
  new_labels: ({ atLeast }) => t`${countText(atLeast)} new labels by people`,
  schedule: ({ days }) => plural(days, { one: 'Every day', other: `Every ${countText(days)} days` }),
};

/** How far each is, in words. */
export const standingWords: Record<TriggerName, (standing: Retraining['triggers'][TriggerName]) => string> = {
  alarm: ({ fires }) => (fires ? t`It has alarmed` : t`No alarm`),
  evidence: ({ have }) =>
    have === null ? t`Nothing was judged blind yet` : t`At most ${percentText(have)} by its interval`,
  new_labels: ({ have, need }) => t`${countText(have ?? 0)} of ${countText(need ?? 0)}`,
  schedule: ({ have, need }) => t`Day ${countText(have ?? 0)} of ${countText(need ?? 0)}`,
};
