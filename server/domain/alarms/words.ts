import type { FirstMoved } from '../pipeline/state.ts';
import type { AlarmCondition } from './condition.ts';
import { metricFacts, type AlarmMetric } from './metrics.ts';
import { told, type Told } from '../told.ts';

/** What each metric is called, as the beginning of a sentence. */
export const metricWords: Record<AlarmMetric, Told> = {
  intake: told`Items taken in`,
  answers: told`Answers of inspectors`,
  automated_share: told`Share accepted automatically`,
  override_rate: told`Share of suggestions overruled`,
  agreement_blind: told`Agreement of blind answers`,
  agreement_audit: told`Agreement of audits`,
  null_share: told`Share of predictions without an answer`,
  repeat_share: told`Share of submissions of a known key`,
  skip_share: told`Share of reviews passed by`,
  latency: told`Latency of the model (95th percentile)`,
  queue_depth: told`Open reviews`,
  waiting_for_leads: told`Reviews waiting for a lead`,
  oldest_wait: told`Longest wait of a review`,
  overdue_reviews: told`Reviews overdue`,
  unanswered: told`Time that work waits and nobody answers`,
  inspectors_paused: told`Inspectors paused`,
  audits_overdue: told`Audits overdue`,
  certificates_lapsed: told`Certificates lapsed`,
  drifting: told`Inputs and predictions that drift`,
  steps_silent: told`Steps not heard from`,
  step_failures: told`Share of failed runs of the worst step`,
  shadow_coverage: told`Coverage of the candidate in shadow`,
  outbox_pending: told`Callbacks waiting`,
  outbox_lag: told`Age of the oldest callback waiting`,
  deliveries_failed: told`Callbacks given up`,
  job_failures: told`Failed runs of scheduled work`,
  event_loop_delay: told`Event-loop delay of the server (99th percentile)`,
  database_size: told`Size of the database`,
};

const steps = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
] as const;

/** "3 d", "90 min", "42 s": a time in the largest unit that says it in whole numbers, or a little less exactly. */
export const timeText = (seconds: number): string => {
  const whole = steps.find(([, length]) => seconds >= length && seconds % length === 0);
  const [unit, length] = whole ?? steps.find(([, size]) => seconds >= 2 * size) ?? (['s', 1] as const);
  return `${Math.round(seconds / length)} ${unit}`;
};

/** A value of a metric, as people read it. */
export const measureText = (metric: AlarmMetric, value: number): Told => {
  switch (metricFacts(metric).unit) {
    case 'share':
      return told`${Number((value * 100).toFixed(1))} %`;
    case 'seconds':
      return told`${timeText(value)}`;
    case 'milliseconds':
      return told`${Math.round(value)} ms`;
    case 'bytes':
      return told`${Number((value / 2 ** 20).toPrecision(3))} MiB`;
    case 'count':
      return told`${Number(value.toFixed(2))}`;
  }
};

/** "below 1 within 24 h": what a value is held against. */
export const thresholdText = ({ metric, comparison, threshold, windowMinutes }: AlarmCondition): Told => {
  const bound = measureText(metric, threshold);
  const side = comparison === 'above' ? told`above ${bound}` : told`below ${bound}`;
  return windowMinutes === null ? side : told`${side} within ${timeText(windowMinutes * 60)}`;
};

/** "Items taken in: 0 (alarm below 1 within 24 h)": what an alarm saw, and what that is held against. */
export const seenText = (condition: AlarmCondition, value: number | null): Told => {
  const seen = value === null ? told`no data` : measureText(condition.metric, value);
  return told`${metricWords[condition.metric]}: ${seen} (alarm ${thresholdText(condition)})`;
};

/** "First step that moved: voice, since …": the step to look at before all others; `since` is epoch milliseconds. */
export const firstMovedText = ({ step, since }: FirstMoved): string =>
  `First step that moved: ${step}, since ${new Date(since).toISOString()}`;

const firingText = (condition: AlarmCondition): Told => {
  const { forMinutes, leastCases } = condition;
  const bound = thresholdText(condition);
  const when = leastCases > 0 ? told`${bound}, of at least ${leastCases} cases` : bound;
  return forMinutes === 0
    ? told`Fires at once ${when}.`
    : told`Fires after ${timeText(forMinutes * 60)} ${when}.`;
};

const clearingText = ({ metric, comparison, clearThreshold, keepMinutes }: AlarmCondition): Told => {
  const bound = measureText(metric, clearThreshold);
  const at = comparison === 'above' ? told`${bound} or less` : told`${bound} or more`;
  return keepMinutes === 0
    ? told`Clears at once at ${at}.`
    : told`Clears after ${timeText(keepMinutes * 60)} at ${at}.`;
};

/** When an alarm fires and when it clears, in two sentences. */
export const conditionSentences = (condition: AlarmCondition): Told =>
  told`${firingText(condition)} ${clearingText(condition)}`;
