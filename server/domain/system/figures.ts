import { rate, type Figure, type FigureUnit } from '../measures/figure.ts';
import type { Measure } from '../measures/metrics.ts';
import { countOfNumbers, meanOf, quantileOf } from '../measures/quantile.ts';
import type { SystemMetric, TimedRequest } from './metrics.ts';

/** Everything that is told of the software. */
export const systemFigureNames = [
  'submissions',
  'refusals',
  'requests',
  'problems',
  'intake_p50',
  'intake_p95',
  'intake_p99',
  'claim_p50',
  'claim_p95',
  'claim_p99',
  'decision_p50',
  'decision_p95',
  'decision_p99',
  'model_latency_p50',
  'model_latency_p95',
  'model_latency_p99',
  'lease_losses',
  'queue_depth',
  'oldest_wait',
  'outbox_pending',
  'outbox_lag',
  'job_failures',
  'loop_delay_p50',
  'loop_delay_p99',
  'loop_delay_max',
  'memory_resident',
  'memory_heap',
  'memory_max',
  'cpu',
  'cpu_max',
  'sockets',
  'database_size',
] as const;
export type SystemFigureName = (typeof systemFigureNames)[number];

/** A figure of the software; `categoryOf`: what it is told by, one curve each; null: it is one curve. */
export type SystemFigure = Figure & { categoryOf: ((measure: Measure) => string | null) | null };

/** What is counted is known only of minutes in which an instance reported: that it stood still is not that nothing came. */
const whileReporting = (figure: Figure): Figure => ({
  ...figure,
  metrics: [...figure.metrics, 'server_memory'],
  of: (measures, minutes, subject) =>
    measures.some(({ metric }) => metric === 'server_memory')
      ? figure.of(measures, minutes, subject)
      : { value: null, n: 0 },
});

const by = (
  metric: SystemMetric,
  told: (measure: Measure) => string | null = ({ part }) => part,
): SystemFigure => {
  const categoryOf = (measure: Measure) => (measure.metric === metric ? told(measure) : null);
  return {
    ...whileReporting(rate(metric, (m, { category }) => told(m) === category)),
    needs: ['category'],
    categoryOf,
  };
};

/** The mean or a quantile of what was measured; `part`: of this part of it. */
const numbers = (
  metric: SystemMetric,
  unit: FigureUnit,
  quantile: number | 'mean',
  part = '',
): SystemFigure => ({
  unit,
  metrics: [metric],
  needs: [],
  of: (measures) => {
    const counted = measures.filter((m) => m.metric === metric && m.part === part);
    const value = quantile === 'mean' ? meanOf(counted) : quantileOf(counted, quantile);
    return { value, n: countOfNumbers(counted) };
  },
  categoryOf: null,
});

/** What the samples of all instances come to together, on average over the time. */
const together = (metric: SystemMetric, unit: FigureUnit): SystemFigure => ({
  ...whileReporting({
    unit,
    metrics: [metric],
    needs: [],
    of: (measures, minutes) => {
      const counted = measures.filter((m) => m.metric === metric);
      return { value: counted.reduce((all, { sum }) => all + sum, 0) / minutes, n: countOfNumbers(counted) };
    },
  }),
  categoryOf: null,
});

const time = (request: TimedRequest, quantile: number): SystemFigure =>
  numbers('server_request_time', 'milliseconds', quantile, request);

/** Every figure by its name. */
export const systemFigures: Record<SystemFigureName, SystemFigure> = {
  submissions: by('server_submissions'),
  refusals: by('server_submissions', ({ part, bin }) => (part === 'rejected' ? bin : null)),
  requests: by('server_requests'),
  problems: by('server_requests', ({ bin }) => (bin === '' ? null : bin)),
  intake_p50: time('intake', 0.5),
  intake_p95: time('intake', 0.95),
  intake_p99: time('intake', 0.99),
  claim_p50: time('claim', 0.5),
  claim_p95: time('claim', 0.95),
  claim_p99: time('claim', 0.99),
  decision_p50: time('decision', 0.5),
  decision_p95: time('decision', 0.95),
  decision_p99: time('decision', 0.99),
  model_latency_p50: numbers('server_model_latency', 'milliseconds', 0.5),
  model_latency_p95: numbers('server_model_latency', 'milliseconds', 0.95),
  model_latency_p99: numbers('server_model_latency', 'milliseconds', 0.99),
  lease_losses: by('server_lease_losses'),
  queue_depth: numbers('server_queue', 'count', 'mean'),
  oldest_wait: numbers('server_oldest_wait', 'milliseconds', 'mean'),
  outbox_pending: numbers('server_outbox', 'count', 'mean'),
  outbox_lag: numbers('server_outbox_lag', 'milliseconds', 'mean'),
  job_failures: by('server_jobs', ({ part, bin }) => (bin === 'failed' ? part : null)),
  loop_delay_p50: numbers('server_loop_delay', 'milliseconds', 'mean', 'p50'),
  loop_delay_p99: numbers('server_loop_delay', 'milliseconds', 'mean', 'p99'),
  loop_delay_max: numbers('server_loop_delay', 'milliseconds', 1, 'max'),
  memory_resident: numbers('server_memory', 'bytes', 'mean', 'resident'),
  memory_heap: numbers('server_memory', 'bytes', 'mean', 'heap'),
  memory_max: numbers('server_memory', 'bytes', 1, 'resident'),
  cpu: numbers('server_cpu', 'count', 'mean'),
  cpu_max: numbers('server_cpu', 'count', 1),
  sockets: together('server_sockets', 'count'),
  database_size: numbers('server_database', 'bytes', 'mean'),
};
