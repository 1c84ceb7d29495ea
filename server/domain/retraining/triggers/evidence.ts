import type { TriggerSettings } from './settings.ts';
import type { Trigger } from './trigger.ts';

/** The accuracy is below a bound, beyond chance: so is the upper end of its interval. */
export const evidence: Trigger<TriggerSettings['evidence']> = ({ below, least }, { accuracy }) => ({
  fires: accuracy !== null && accuracy.n >= least && accuracy.high < below,
  have: accuracy?.high ?? null,
  need: below,
});
