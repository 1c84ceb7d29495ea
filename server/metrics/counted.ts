import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ProblemCode } from '../contract/problems.ts';
import { decisionKinds, type DecisionKind, type Destination } from '../domain/words.ts';

/** Where somebody learns that they no longer hold a review. */
const lossWays = ['decision', 'renewal'] as const;

/** A request that is over. `route` is a contract's path, never one that was asked for; null: it met no contract. */
export type RequestEnded = {
  method: string;
  route: string | null;
  status: string;
  /** The code of the problem that it was answered with; null: with none. */
  problem: ProblemCode | null;
  seconds: number;
};

/** What the parts of the server report as it happens; all of it is of this instance, since it started. */
export type Metrics = {
  requestEnded(request: RequestEnded): void;
  /** A submission was taken in; its latency (milliseconds) counts the first time. */
  submissionTaken(receipt: { repeated: boolean; destination: Destination }, latencyMs: number | null): void;
  submissionRefused(code: ProblemCode): void;
  decisionMade(kind: DecisionKind | 'change' | 'question'): void;
  /** A decision came from somebody who no longer held the review. */
  decisionLate(): void;
  /** Leases were to be renewed; those that had ended (null) are counted. */
  leasesRenewed(renewals: readonly { expiresAt: number | null }[]): void;
  jobEnded(job: string, failed: boolean): void;
  /** A socket opened; answers what to call when it closes. */
  socketOpened(): () => void;
};

const requestTimes = (registry: Registry) =>
  new Histogram({
    name: 'countersign_http_request_duration_seconds',
    help: 'Time from a request to the end of its reply, of this instance; long polls, streams and exports take as long as they are asked to',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers: [registry],
  });

/** Submissions are counted by plain additions, which the counter takes over when it is read: it would hash labels each time. */
const submissions = (registry: Registry) => {
  const taken = { accepted: 0, review: 0, repeated: 0 };
  const refused = new Map<ProblemCode, number>();
  const counter: Counter<'outcome' | 'code'> = new Counter({
    name: 'countersign_submissions_total',
    help: 'Records submitted to this instance, by what became of them; those that were rejected also by the code of the problem',
    labelNames: ['outcome', 'code'],
    registers: [registry],
    collect: () => {
      counter.reset();
      for (const [outcome, n] of Object.entries(taken)) counter.inc({ outcome }, n);
      for (const [code, n] of refused) counter.inc({ outcome: 'rejected', code }, n);
    },
  });
  return { taken, refused };
};

const latencies = (registry: Registry) =>
  new Histogram({
    name: 'countersign_model_latency_seconds',
    help: 'How long models took for their predictions, as reported with the submissions to this instance',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers: [registry],
  });

/** A counter by one label, which begins at zero for each value that is known beforehand. */
const counterBy = <L extends string>(
  registry: Registry,
  [name, help]: [string, string],
  label: L,
  values: readonly string[],
) => {
  const counter = new Counter({ name, help, labelNames: [label], registers: [registry] });
  const add = (value: string, n: number): void => counter.labels(value).inc(n);
  for (const value of values) add(value, 0);
  return add;
};

/**
 * Counters and histograms of what happens on this instance, in the registry. `jobs`: the names of all; Prometheus gives
 * the label `job` to what it scrapes.
 */
export const createCounted = (registry: Registry, jobs: readonly string[]): Metrics => {
  const times = requestTimes(registry);
  const { taken, refused } = submissions(registry);
  const latency = latencies(registry);
  const decisions = counterBy(
    registry,
    ['countersign_decisions_total', 'Decisions of people that this instance kept'],
    'kind',
    [...decisionKinds, 'change'],
  );
  const losses = counterBy(
    registry,
    [
      'countersign_lease_losses_total',
      'Times that this instance told somebody that they no longer hold a review',
    ],
    'at',
    lossWays,
  );
  const runs = counterBy(
    registry,
    ['countersign_job_runs_total', 'Runs of scheduled jobs that ended on this instance'],
    'job_name',
    jobs,
  );
  const failures = counterBy(
    registry,
    ['countersign_job_failures_total', 'Runs of scheduled jobs that failed on this instance'],
    'job_name',
    jobs,
  );
  const sockets = new Gauge({
    name: 'countersign_socket_connections',
    help: 'Sockets of browsers that are open on this instance',
    registers: [registry],
  });
  return {
    requestEnded: ({ method, route, status, seconds }) =>
      times.observe({ method, route: route ?? 'other', status }, seconds),
    submissionTaken: ({ repeated, destination }, latencyMs) => {
      taken[repeated ? 'repeated' : destination === 'auto' ? 'accepted' : 'review'] += 1;
      if (!repeated && latencyMs !== null) latency.observe(latencyMs / 1000);
    },
    submissionRefused: (code) => void refused.set(code, (refused.get(code) ?? 0) + 1),
    decisionMade: (kind) => decisions(kind, 1),
    decisionLate: () => losses('decision', 1),
    leasesRenewed: (renewals) =>
      losses('renewal', renewals.filter(({ expiresAt }) => expiresAt === null).length),
    jobEnded: (job, failed) => {
      runs(job, 1);
      if (failed) failures(job, 1);
    },
    socketOpened: () => {
      sockets.inc();
      return () => sockets.dec();
    },
  };
};
