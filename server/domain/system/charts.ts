import type { SystemFigureName } from './figures.ts';

/** What is drawn together of the software, in rows; each chart with its curves. */
export const systemRows = {
  work: {
    submissions: ['submissions'],
    refusals: ['refusals'],
    intake_time: ['intake_p50', 'intake_p95', 'intake_p99'],
    model_latency: ['model_latency_p50', 'model_latency_p95', 'model_latency_p99'],
    claim_time: ['claim_p50', 'claim_p95', 'claim_p99'],
    decision_time: ['decision_p50', 'decision_p95', 'decision_p99'],
    lease_losses: ['lease_losses'],
    requests: ['requests'],
    problems: ['problems'],
  },
  waiting: {
    queue: ['queue_depth'],
    oldest_wait: ['oldest_wait'],
    outbox: ['outbox_pending'],
    outbox_lag: ['outbox_lag'],
    job_failures: ['job_failures'],
  },
  machine: {
    loop_delay: ['loop_delay_p50', 'loop_delay_p99', 'loop_delay_max'],
    memory: ['memory_resident', 'memory_heap', 'memory_max'],
    cpu: ['cpu', 'cpu_max'],
    sockets: ['sockets'],
    database: ['database_size'],
  },
} as const satisfies Record<string, Record<string, readonly SystemFigureName[]>>;

type Rows = typeof systemRows;
export type SystemRow = keyof Rows;
export type SystemChart = { [R in SystemRow]: keyof Rows[R] }[SystemRow];

/** All charts in their order, with their rows and figures. */
export const systemCharts = Object.entries(systemRows).flatMap(([row, charts]) =>
  Object.entries(charts).map(([chart, figures]) => ({
    row: row as SystemRow, // the record's own keys
    chart: chart as SystemChart,
    figures: figures as readonly SystemFigureName[],
  })),
);

/** Their names, as contracts list them. */
export const systemChartNames = systemCharts.map(({ chart }) => chart) as [SystemChart, ...SystemChart[]]; // there are some
