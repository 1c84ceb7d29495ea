/**
 * What each instance measures of itself, minute by minute: measures of no project, whose `modelVersionId` is the name of
 * the instance. Each says what its `part` and `bin` tell apart. A sample is one a minute and instance: its bin is the cell of what
 * was measured, its sum that.
 */
export const systemMetrics = [
  /** Records submitted: part is what became of them, bin the code of the problem of those `rejected`. */
  'server_submissions',
  /** Requests that ended: part is the class of the status, bin the code of the problem that they were answered with. */
  'server_requests',
  /** How long requests took: part is a `TimedRequest`, bin a cell, the sum is in milliseconds. */
  'server_request_time',
  /** Latencies that models reported: bin is a cell, the sum is in milliseconds. */
  'server_model_latency',
  /** Times that somebody was told that they no longer hold a review: part is where. */
  'server_lease_losses',
  /** Runs of jobs that ended: part is the job, bin `well` or `failed`. */
  'server_jobs',
  /** Samples of how late the event loop was in the minute: part is `p50`, `p99` or `max`; milliseconds. */
  'server_loop_delay',
  /** Samples of bytes: part is `resident` or `heap`. Whoever reports at all, reports this. */
  'server_memory',
  /** Samples of processor time, in cores that were busy. */
  'server_cpu',
  /** Samples of how many sockets are open. */
  'server_sockets',
  /** Samples of the database, which each instance sees alike: its bytes; reviews that wait, and the oldest one's milliseconds. */
  'server_database',
  'server_queue',
  'server_oldest_wait',
  /** The same of callbacks that are yet to be delivered. */
  'server_outbox',
  'server_outbox_lag',
] as const;
export type SystemMetric = (typeof systemMetrics)[number];

/** Whose measures those are that belong to no project. */
export const noProject = '';

/** Requests whose time is told by itself. */
export const timedRequests = ['intake', 'claim', 'decision'] as const;
export type TimedRequest = (typeof timedRequests)[number];
