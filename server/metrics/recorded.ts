import { logCell } from '../domain/measures/cells.ts';
import type { MeasureChange } from '../domain/measures/metrics.ts';
import type { SystemMetric, TimedRequest } from '../domain/system/metrics.ts';
import type { Metrics } from './counted.ts';

/** What an instance adds to its measures. */
export type SystemChange = Omit<MeasureChange, 'metric' | 'modelVersionId'> & { metric: SystemMetric };

/** The contracts' paths of the requests that are timed by themselves. */
const timed: Record<string, TimedRequest> = {
  '/projects/:project/predictions': 'intake',
  '/projects/:project/reviews/claim': 'claim',
  '/projects/:project/reviews/:id/decision': 'decision',
};

/** A number as it is measured: in its cell. */
export const measured = (metric: SystemMetric, x: number, part = ''): SystemChange => ({
  metric,
  part,
  bin: logCell(x),
  n: 1,
  sum: x,
});

/** What happened on this instance since it was last taken, added up in memory, and how many sockets are open. */
export const createRecorded = () => {
  let changes = new Map<string, SystemChange>();
  let sockets = 0;
  const add = (change: SystemChange): void => {
    const key = `${change.metric}\0${change.part}\0${change.bin}`;
    const known = changes.get(key);
    if (known) {
      known.n += change.n;
      known.sum += change.sum;
    } else changes.set(key, { ...change });
  };
  const count = (metric: SystemMetric, part: string, bin = '', n = 1): void => {
    if (n > 0) add({ metric, part, bin, n, sum: 0 });
  };
  const metrics: Metrics = {
    requestEnded: ({ route, status, problem, seconds }) => {
      count('server_requests', status, problem ?? '');
      const request = route === null ? undefined : timed[route];
      if (request !== undefined) add(measured('server_request_time', seconds * 1000, request));
    },
    submissionTaken: ({ repeated, destination }, latencyMs) => {
      count('server_submissions', repeated ? 'repeated' : destination === 'auto' ? 'accepted' : 'review');
      if (!repeated && latencyMs !== null) add(measured('server_model_latency', latencyMs));
    },
    submissionRefused: (code) => count('server_submissions', 'rejected', code),
    decisionMade: () => undefined,
    decisionLate: () => count('server_lease_losses', 'decision'),
    leasesRenewed: (renewals) =>
      count(
        'server_lease_losses',
        'renewal',
        '',
        renewals.filter(({ expiresAt }) => expiresAt === null).length,
      ),
    jobEnded: (job, failed) => count('server_jobs', job, failed ? 'failed' : 'well'),
    socketOpened: () => {
      sockets += 1;
      return () => {
        sockets -= 1;
      };
    },
  };
  return {
    metrics,
    sockets: () => sockets,
    take: (): SystemChange[] => {
      const taken = [...changes.values()];
      changes = new Map();
      return taken;
    },
    /** Takes back what could not be written: it counts the next time. */
    putBack: (taken: readonly SystemChange[]): void => taken.forEach(add),
  };
};
export type Recorded = ReturnType<typeof createRecorded>;

/** Reports to both. */
export const toBoth = (a: Metrics, b: Metrics): Metrics => ({
  requestEnded: (...said) => [a, b].forEach((one) => one.requestEnded(...said)),
  submissionTaken: (...said) => [a, b].forEach((one) => one.submissionTaken(...said)),
  submissionRefused: (...said) => [a, b].forEach((one) => one.submissionRefused(...said)),
  decisionMade: (...said) => [a, b].forEach((one) => one.decisionMade(...said)),
  decisionLate: () => [a, b].forEach((one) => one.decisionLate()),
  leasesRenewed: (...said) => [a, b].forEach((one) => one.leasesRenewed(...said)),
  jobEnded: (...said) => [a, b].forEach((one) => one.jobEnded(...said)),
  socketOpened: () => {
    const closers = [a, b].map((one) => one.socketOpened());
    return () => closers.forEach((close) => close());
  },
});
