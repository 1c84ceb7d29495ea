import { t } from '@lingui/core/macro';
import type { RolloutEvent } from '../../../server/domain/rollout/events.ts';
import type { GuardrailName } from '../../../server/domain/rollout/guardrails/names.ts';
import type { VerdictWord } from '../../../server/domain/rollout/guardrails/verdict.ts';
import type { RolloutAction, RolloutState } from '../../../server/domain/rollout/states.ts';

/** Where a rollout stands, and the colour of its badge. */
export const stateWords: Record<RolloutState, { name: string; color: string }> = {
  draft: { name: t`Draft`, color: 'gray' },
  shadow: { name: t`Shadow`, color: 'indigo' },
  canary: { name: t`Canary`, color: 'blue' },
  paused: { name: t`Paused`, color: 'yellow' },
  promoting: { name: t`Switching`, color: 'blue' },
  promoted: { name: t`Promoted`, color: 'teal' },
  rolled_back: { name: t`Rolled back`, color: 'red' },
  aborted: { name: t`Aborted`, color: 'gray' },
};

/** What each guardrail looks at, and what its limit is the most (or least) of. */
export const guardrailWords: Record<GuardrailName, { name: string; hint: string; limit: 'most' | 'least' }> =
  {
    error: { name: t`Error`, hint: t`Wrong, of what people judged without seeing its answer`, limit: 'most' },
    worse_than_live: {
      name: t`Worse than live`,
      hint: t`Live was right, where the two differ and one of them was`,
      limit: 'most',
    },
    override: { name: t`Overrides`, hint: t`Decided otherwise, with its answer in sight`, limit: 'most' },
    disagreement: {
      name: t`Disagreement`,
      hint: t`Answers that differ from live’s, of all items`,
      limit: 'most',
    },
    abstentions: { name: t`Abstentions`, hint: t`Predictions without an answer`, limit: 'most' },
    latency: { name: t`Latency`, hint: t`The 95th percentile, as it reports it`, limit: 'most' },
    coverage: { name: t`Coverage`, hint: t`Items of live that it predicted too`, limit: 'least' },
    input_drift: {
      name: t`Input drift`,
      hint: t`How far its inputs are from live’s: both should see the same, else the assignment or the service is broken`,
      limit: 'most',
    },
  };

export const verdictWords: Record<VerdictWord, { name: string; color: string }> = {
  pass: { name: t`Pass`, color: 'teal' },
  fail: { name: t`Fail`, color: 'red' },
  inconclusive: { name: t`Inconclusive`, color: 'yellow' },
  no_data: { name: t`No data`, color: 'gray' },
};

/** What happened, as a line of the timeline begins. */
export const eventWords: Record<RolloutEvent, string> = {
  created: t`Drawn up`,
  start: t`Started`,
  advance: t`Went on`,
  raise: t`Share raised`,
  pause: t`Paused`,
  resume: t`Resumed`,
  roll_back: t`Rolled back`,
  abort: t`Aborted`,
  quarantine: t`Sent to people`,
};

/** What a person can do, as buttons say it. */
export const actionWords: Record<Exclude<RolloutAction, 'raise'>, string> = {
  start: t`Start`,
  advance: t`Go on`,
  pause: t`Pause`,
  resume: t`Resume`,
  roll_back: t`Roll back`,
  abort: t`Abort`,
};

/** What was done, after the name of the version. */
export const doneWords: Record<Exclude<RolloutAction, 'raise'>, string> = {
  start: t`is started`,
  advance: t`goes on`,
  pause: t`is paused`,
  resume: t`is resumed`,
  roll_back: t`is rolled back`,
  abort: t`is aborted`,
};
