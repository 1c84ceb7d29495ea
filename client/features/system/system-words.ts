import type { SystemChart, SystemRow } from '../../../server/domain/system/charts.ts';
import type { SystemFigureName } from '../../../server/domain/system/figures.ts';

/** What each row of charts is called. */
export const rowWords: Record<SystemRow, string> = {
  work: 'What is asked of the server',
  waiting: 'What waits',
  machine: 'The machine',
};

/** What a chart is called, and one line on how to read it. */
export const chartWords: Record<SystemChart, readonly [title: string, hint: string]> = {
  submissions: ['Intake', 'records a minute, by what became of them'],
  refusals: ['Refused records', 'a minute, by the code of the problem'],
  intake_time: ['Intake time', 'of a request; a batch or a stream is one request'],
  model_latency: ['Latency of models', 'as services reported it'],
  claim_time: ['Claim time', 'of a request for reviews'],
  decision_time: ['Decision time', 'of a request that brings a decision'],
  lease_losses: ['Lost leases', 'a minute, by where somebody learnt that they no longer hold a review'],
  requests: ['Requests', 'a minute, by status'],
  problems: ['Errors', 'requests a minute, by the code of the problem'],
  queue: ['Reviews that wait', 'open or held, in all projects'],
  oldest_wait: ['Oldest wait', 'of a review that nobody holds'],
  outbox: ['Callbacks that wait', 'yet to be delivered, to all endpoints'],
  outbox_lag: ['Callbacks’ lag', 'how long ago the oldest one happened'],
  job_failures: ['Failed jobs', 'runs a minute, by job'],
  loop_delay: ['Event-loop delay', 'how late the process gets to its work'],
  memory: ['Memory', 'of an instance'],
  cpu: ['CPU', 'cores that an instance keeps busy'],
  sockets: ['Sockets', 'of browsers, open on all instances together'],
  database: ['Database size', 'of SQLite the file without its log'],
};

/** What each curve is called where it is not told by category. */
export const figureWords: Record<SystemFigureName, string> = {
  submissions: 'Records',
  refusals: 'Refused',
  requests: 'Requests',
  problems: 'Errors',
  intake_p50: 'Median',
  intake_p95: '95 % are below',
  intake_p99: '99 % are below',
  claim_p50: 'Median',
  claim_p95: '95 % are below',
  claim_p99: '99 % are below',
  decision_p50: 'Median',
  decision_p95: '95 % are below',
  decision_p99: '99 % are below',
  model_latency_p50: 'Median',
  model_latency_p95: '95 % are below',
  model_latency_p99: '99 % are below',
  lease_losses: 'Lost',
  queue_depth: 'Reviews',
  oldest_wait: 'Wait',
  outbox_pending: 'Callbacks',
  outbox_lag: 'Lag',
  job_failures: 'Failed',
  loop_delay_p50: 'Median',
  loop_delay_p99: '99 % are below',
  loop_delay_max: 'Longest',
  memory_resident: 'Resident',
  memory_heap: 'Heap',
  memory_max: 'Most',
  cpu: 'Busy',
  cpu_max: 'Most',
  sockets: 'Open',
  database_size: 'Size',
};

const categoryWords: Record<string, string> = {
  accepted: 'Accepted automatically',
  review: 'To people',
  repeated: 'Repeated',
  rejected: 'Refused',
  broken_off: 'Broken off',
};

/** What a category is called: codes, states and jobs by their names. */
export const categoryText = (category: string): string => categoryWords[category] ?? category;
