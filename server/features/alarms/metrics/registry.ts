import { pausesOf } from '../../../../db/queries/gold.ts';
import { failedRuns } from '../../../../db/queries/jobs.ts';
import type { AlarmMetric } from '../../../domain/alarms/metrics.ts';
import { auditsOverdue, certificatesLapsed } from './audited.ts';
import { agreed, answers, figureOf, guarded, intake } from './counted.ts';
import { databaseSize, eventLoopDelay } from './machine.ts';
import { drifting, shadowCoverage } from './predicted.ts';
import { stepFailures, stepsSilent } from './steps.ts';
import { oldestWait, overdueReviews, queueDepth, unanswered, waitingForLeads } from './queue.ts';
import type { MetricReader } from './reader.ts';
import { deliveriesFailed, outboxLag, outboxPending } from './sent.ts';

/** How each metric is read. */
export const metricReaders: Record<AlarmMetric, MetricReader> = {
  intake,
  answers,
  automated_share: figureOf('automated_share'),
  override_rate: figureOf('override_share'),
  agreement_blind: agreed('blind'),
  agreement_audit: agreed('audit'),
  null_share: guarded(figureOf('null_share')),
  repeat_share: figureOf('repeat_share'),
  skip_share: figureOf('skip_share'),
  latency: figureOf('latency_p95'),
  queue_depth: queueDepth,
  waiting_for_leads: waitingForLeads,
  oldest_wait: oldestWait,
  overdue_reviews: overdueReviews,
  unanswered,
  inspectors_paused: async (q, { project }) => ({ value: (await pausesOf(q, project.id)).length }),
  audits_overdue: auditsOverdue,
  certificates_lapsed: certificatesLapsed,
  drifting,
  steps_silent: stepsSilent,
  step_failures: stepFailures,
  shadow_coverage: shadowCoverage,
  outbox_pending: outboxPending,
  outbox_lag: outboxLag,
  deliveries_failed: deliveriesFailed,
  job_failures: async (q, { since }) => ({ value: await failedRuns(q, since) }),
  event_loop_delay: eventLoopDelay,
  database_size: databaseSize,
};
