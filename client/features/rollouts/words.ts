import { t } from '@lingui/core/macro';
import type { RolloutEvent } from '../../../server/domain/rollout/events.ts';
import type { GuardrailName } from '../../../server/domain/rollout/guardrails/names.ts';
import type { VerdictWord } from '../../../server/domain/rollout/guardrails/verdict.ts';
import type { RolloutAction, RolloutState } from '../../../server/domain/rollout/states.ts';

/** Where a rollout stands, and the colour of its badge. */
export const stateWords: Record<RolloutState, { name: string; color: string }> = {
  draft: { name: 'Draft', color: 'gray' },
  shadow: { name: 'Shadow', color: 'indigo' },
  canary: { name: 'Canary', color: 'blue' },
  paused: { name: 'Paused', color: 'yellow' },
  promoting: { name: 'Switching', color: 'blue' },
  promoted: { name: 'Promoted', color: 'teal' },
  rolled_back: { name: 'Rolled back', color: 'red' },
  aborted: { name: 'Aborted', color: 'gray' },
};

/** What each guardrail looks at, and what its limit is the most (or least) of. */
export const guardrailWords: Record<GuardrailName, { name: string; hint: string; limit: 'most' | 'least' }> =
  {
    error: { name: t`Error`, hint: 'Wrong, of what people judged without seeing its answer', limit: 'most' },
    worse_than_live: {
      name: 'Worse than live',
      hint: 'Live was right, where the two differ and one of them was',
      limit: 'most',
    },
    override: { name: 'Overrides', hint: 'Decided otherwise, with its answer in sight', limit: 'most' },
    disagreement: {
      name: 'Disagreement',
      hint: 'Answers that differ from live’s, of all items',
      limit: 'most',
    },
    abstentions: { name: 'Abstentions', hint: 'Predictions without an answer', limit: 'most' },
    latency: { name: 'Latency', hint: 'The 95th percentile, as it reports it', limit: 'most' },
    coverage: { name: 'Coverage', hint: 'Items of live that it predicted too', limit: 'least' },
    input_drift: {
      name: 'Input drift',
      hint: 'How far its inputs are from live’s: both should see the same, else the assignment or the service is broken',
      limit: 'most',
    },
  };

export const verdictWords: Record<VerdictWord, { name: string; color: string }> = {
  pass: { name: 'Pass', color: 'teal' },
  fail: { name: 'Fail', color: 'red' },
  inconclusive: { name: 'Inconclusive', color: 'yellow' },
  no_data: { name: 'No data', color: 'gray' },
};

/** What happened, as a line of the timeline begins. */
export const eventWords: Record<RolloutEvent, string> = {
  created: 'Drawn up',
  start: 'Started',
  advance: 'Went on',
  raise: 'Share raised',
  pause: 'Paused',
  resume: 'Resumed',
  roll_back: 'Rolled back',
  abort: 'Aborted',
  quarantine: 'Sent to people',
};

/** What a person can do, as buttons say it. */
export const actionWords: Record<Exclude<RolloutAction, 'raise'>, string> = {
  start: 'Start',
  advance: 'Go on',
  pause: 'Pause',
  resume: 'Resume',
  roll_back: 'Roll back',
  abort: 'Abort',
};

/** What was done, after the name of the version. */
export const doneWords: Record<Exclude<RolloutAction, 'raise'>, string> = {
  start: 'is started',
  advance: 'goes on',
  pause: 'is paused',
  resume: 'is resumed',
  roll_back: 'is rolled back',
  abort: 'is aborted',
};
