import type { FirstMoved } from '../pipeline/state.ts';
import type { AlarmCondition } from './condition.ts';
import { metricFacts, type AlarmMetric } from './metrics.ts';

/** What each metric is called, as the beginning of a sentence. */
export const metricWords: Record<AlarmMetric, string> = {
  intake: 'Items taken in',
  answers: 'Answers of inspectors',
  automated_share: 'Share accepted automatically',
  override_rate: 'Share of suggestions overruled',
  agreement_blind: 'Agreement of blind answers',
  agreement_audit: 'Agreement of audits',
  null_share: 'Share of predictions without an answer',
  repeat_share: 'Share of submissions of a known key',
  skip_share: 'Share of reviews passed by',
  latency: 'Latency of the model (95th percentile)',
  queue_depth: 'Open reviews',
  waiting_for_leads: 'Reviews waiting for a lead',
  oldest_wait: 'Longest wait of a review',
  overdue_reviews: 'Reviews overdue',
  unanswered: 'Time that work waits and nobody answers',
  inspectors_paused: 'Inspectors paused',
  audits_overdue: 'Audits overdue',
  certificates_lapsed: 'Certificates lapsed',
  drifting: 'Inputs and predictions that drift',
  steps_silent: 'Steps not heard from',
  step_failures: 'Share of failed runs of the worst step',
  shadow_coverage: 'Coverage of the candidate in shadow',
  outbox_pending: 'Callbacks waiting',
  outbox_lag: 'Age of the oldest callback waiting',
  deliveries_failed: 'Callbacks given up',
  job_failures: 'Failed runs of scheduled work',
  event_loop_delay: 'Event-loop delay of the server (99th percentile)',
  database_size: 'Size of the database',
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
export const measureText = (metric: AlarmMetric, value: number): string => {
  switch (metricFacts(metric).unit) {
    case 'share':
      return `${Number((value * 100).toFixed(1))} %`;
    case 'seconds':
      return timeText(value);
    case 'milliseconds':
      return `${Math.round(value)} ms`;
    case 'bytes':
      return `${Number((value / 2 ** 20).toPrecision(3))} MiB`;
    case 'count':
      return String(Number(value.toFixed(2)));
  }
};

/** "below 1 within 24 h": what a value is held against. */
export const thresholdText = ({ metric, comparison, threshold, windowMinutes }: AlarmCondition): string =>
  `${comparison} ${measureText(metric, threshold)}` +
  (windowMinutes === null ? '' : ` within ${timeText(windowMinutes * 60)}`);

/** "Items taken in: 0, below 1 within 24 h": what an alarm saw, and what that is held against. */
export const seenText = (condition: AlarmCondition, value: number | null): string =>
  `${metricWords[condition.metric]}: ${
    value === null ? 'no data' : measureText(condition.metric, value)
  } (alarm ${thresholdText(condition)})`;

/** "First step that moved: voice, since …": the step to look at before all others; `since` is epoch milliseconds. */
export const firstMovedText = ({ step, since }: FirstMoved): string =>
  `First step that moved: ${step}, since ${new Date(since).toISOString()}`;

const lasting = (minutes: number): string =>
  minutes === 0 ? ' at once' : ` after ${timeText(minutes * 60)}`;

/** When an alarm fires and when it clears, in two sentences. */
export const conditionSentences = (condition: AlarmCondition): string => {
  const { metric, comparison, clearThreshold, forMinutes, keepMinutes, leastCases } = condition;
  const clear = `${measureText(metric, clearThreshold)} or ${comparison === 'above' ? 'less' : 'more'}`;
  const cases = leastCases > 0 ? `, of at least ${leastCases} cases` : '';
  return (
    `Fires${lasting(forMinutes)} ${thresholdText(condition)}${cases}. ` +
    `Clears${lasting(keepMinutes)} at ${clear}.`
  );
};
