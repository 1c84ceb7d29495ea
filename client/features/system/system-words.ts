import { t } from '@lingui/core/macro';
import type { SystemChart, SystemRow } from '../../../server/domain/system/charts.ts';
import type { SystemFigureName } from '../../../server/domain/system/figures.ts';

/** What each row of charts is called. */
export const rowWords: Record<SystemRow, string> = {
  work: t`What is asked of the server`,
  waiting: t`What waits`,
  machine: t`The machine`,
};

/** What a chart is called, and one line on how to read it. */
export const chartWords: Record<SystemChart, readonly [title: string, hint: string]> = {
  submissions: [t`Intake`, t`records a minute, by what became of them`],
  refusals: [t`Refused records`, t`a minute, by the code of the problem`],
  intake_time: [t`Intake time`, t`of a request; a batch or a stream is one request`],
  model_latency: [t`Latency of models`, t`as services reported it`],
  claim_time: [t`Claim time`, t`of a request for reviews`],
  decision_time: [t`Decision time`, t`of a request that brings a decision`],
  lease_losses: [t`Lost leases`, t`a minute, by where somebody learnt that they no longer hold a review`],
  requests: [t`Requests`, t`a minute, by status`],
  problems: [t`Errors`, t`requests a minute, by the code of the problem`],
  queue: [t`Reviews that wait`, t`open or held, in all projects`],
  oldest_wait: [t`Oldest wait`, t`of a review that nobody holds`],
  outbox: [t`Callbacks that wait`, t`yet to be delivered, to all endpoints`],
  outbox_lag: [t`Callbacks’ lag`, t`how long ago the oldest one happened`],
  job_failures: [t`Failed jobs`, t`runs a minute, by job`],
  loop_delay: [t`Event-loop delay`, t`how late the process gets to its work`],
  memory: [t`Memory`, t`of an instance`],
  cpu: ['CPU', t`cores that an instance keeps busy`],
  sockets: [t`Sockets`, t`of browsers, open on all instances together`],
  database: [t`Database size`, t`of SQLite the file without its log`],
};

/** What each curve is called where it is not told by category. */
export const figureWords: Record<SystemFigureName, string> = {
  submissions: t`Records`,
  refusals: t`Refused`,
  requests: t`Requests`,
  problems: t`Errors`,
  intake_p50: t`Median`,
  intake_p95: t`95 % are below`,
  intake_p99: t`99 % are below`,
  claim_p50: t`Median`,
  claim_p95: t`95 % are below`,
  claim_p99: t`99 % are below`,
  decision_p50: t`Median`,
  decision_p95: t`95 % are below`,
  decision_p99: t`99 % are below`,
  model_latency_p50: t`Median`,
  model_latency_p95: t`95 % are below`,
  model_latency_p99: t`99 % are below`,
  lease_losses: t`Lost`,
  queue_depth: t`Reviews`,
  oldest_wait: t`Wait`,
  outbox_pending: t`Callbacks`,
  outbox_lag: t`Lag`,
  job_failures: t`Failed`,
  loop_delay_p50: t`Median`,
  loop_delay_p99: t`99 % are below`,
  loop_delay_max: t`Longest`,
  memory_resident: t`Resident`,
  memory_heap: t`Heap`,
  memory_max: t`Most`,
  cpu: t`Busy`,
  cpu_max: t`Most`,
  sockets: t`Open`,
  database_size: t`Size`,
};

const categoryWords: Record<string, string> = {
  accepted: t`Accepted automatically`,
  review: t`To people`,
  repeated: t`Repeated`,
  rejected: t`Refused`,
  broken_off: t`Broken off`,
};

/** What a category is called: codes, states and jobs by their names. */
export const categoryText = (category: string): string => categoryWords[category] ?? category;
