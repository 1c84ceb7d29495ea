/** What a metric is measured in: a number of things, a share in [0,1], a time, or a size. */
export type MetricUnit = 'count' | 'share' | 'seconds' | 'milliseconds' | 'bytes';

/** Pages of a project that say more about a metric. */
export type MetricPage =
  | 'overview'
  | 'monitoring'
  | 'items'
  | 'review'
  | 'evidence'
  | 'policy'
  | 'rollouts'
  | 'callbacks'
  | 'inspectors';

type MetricFacts = {
  unit: MetricUnit;
  /** Whether it is measured over a window that ends now; otherwise it is how things stand at this moment. */
  windowed: boolean;
  /** What to look at first. */
  page: MetricPage;
};

/** Everything that an alarm can watch in a project. */
export const alarmMetrics = {
  /** Items taken in; no data before the first. */
  intake: { unit: 'count', windowed: true, page: 'items' },
  /** Answers of inspectors; no data while there is nothing to answer. */
  answers: { unit: 'count', windowed: true, page: 'review' },
  /** Share of the items taken in that were accepted without a review. */
  automated_share: { unit: 'share', windowed: true, page: 'policy' },
  /** Share of answers given with the suggestion in sight that differ from it. */
  override_rate: { unit: 'share', windowed: true, page: 'evidence' },
  /** Share of blind answers, and of audits, that agree with the model. */
  agreement_blind: { unit: 'share', windowed: true, page: 'evidence' },
  agreement_audit: { unit: 'share', windowed: true, page: 'evidence' },
  /** Share of predictions without an answer: the model abstained. */
  null_share: { unit: 'share', windowed: true, page: 'monitoring' },
  /** Share of submissions whose key had been submitted before. */
  repeat_share: { unit: 'share', windowed: true, page: 'monitoring' },
  /** Share of reviews that inspectors passed by. */
  skip_share: { unit: 'share', windowed: true, page: 'monitoring' },
  /** Latency that the model service reports; 95 % of predictions are quicker. */
  latency: { unit: 'milliseconds', windowed: true, page: 'monitoring' },
  /** Reviews that inspectors, and only leads, can claim. */
  queue_depth: { unit: 'count', windowed: false, page: 'review' },
  waiting_for_leads: { unit: 'count', windowed: false, page: 'review' },
  /** How long the review has waited that has waited longest. */
  oldest_wait: { unit: 'seconds', windowed: false, page: 'review' },
  /** Reviews that were not decided by when they were due. */
  overdue_reviews: { unit: 'count', windowed: false, page: 'review' },
  /** How long work has waited without anybody answering anything. */
  unanswered: { unit: 'seconds', windowed: false, page: 'review' },
  /** Inspectors who are paused for their answers to gold items. */
  inspectors_paused: { unit: 'count', windowed: false, page: 'inspectors' },
  audits_overdue: { unit: 'count', windowed: false, page: 'evidence' },
  /** Certificates in force that say nothing any more. */
  certificates_lapsed: { unit: 'count', windowed: false, page: 'evidence' },
  /** Inputs, class shares and confidences that have drifted from their reference; no data without a reference. */
  drifting: { unit: 'count', windowed: false, page: 'monitoring' },
  /** Steps of the pipeline that are not heard from though items come in; no data without steps. */
  steps_silent: { unit: 'count', windowed: false, page: 'monitoring' },
  /** Share of runs that failed, of the step where it is largest. */
  step_failures: { unit: 'share', windowed: true, page: 'monitoring' },
  /** Share of the items of the live version that the candidate in shadow predicted too; no data while there is none. */
  shadow_coverage: { unit: 'share', windowed: true, page: 'rollouts' },
  /** Callbacks that are yet to be delivered, and how long ago the oldest of them happened. */
  outbox_pending: { unit: 'count', windowed: false, page: 'callbacks' },
  outbox_lag: { unit: 'seconds', windowed: false, page: 'callbacks' },
  /** Callbacks that were given up. */
  deliveries_failed: { unit: 'count', windowed: true, page: 'callbacks' },
  /** Runs of the server's scheduled work that failed, of whatever project. */
  job_failures: { unit: 'count', windowed: true, page: 'overview' },
  /** How late the server gets to its work, on the instance that is latest: the mean of each minute's 99th percentile. */
  event_loop_delay: { unit: 'milliseconds', windowed: true, page: 'overview' },
  /** Size of the database; of SQLite the file without its log. */
  database_size: { unit: 'bytes', windowed: false, page: 'overview' },
} as const satisfies Record<string, MetricFacts>;

export type AlarmMetric = keyof typeof alarmMetrics;

/** Their names, as columns and contracts list them. */
export const alarmMetricNames = Object.keys(alarmMetrics) as [AlarmMetric, ...AlarmMetric[]]; // a record's own keys

/** What is known of a metric. */
export const metricFacts = (metric: AlarmMetric): MetricFacts => alarmMetrics[metric];

/**
 * Metrics of the steps of a pipeline, and of what a model makes of their work: where one of them alarms, the step that
 * moved first is named.
 */
const afterSteps: ReadonlySet<AlarmMetric> = new Set<AlarmMetric>([
  'steps_silent',
  'step_failures',
  'drifting',
  'null_share',
  'override_rate',
  'agreement_blind',
  'agreement_audit',
]);

/** Whether steps may be why an alarm on this metric fires. */
export const isAfterSteps = (metric: AlarmMetric): boolean => afterSteps.has(metric);
