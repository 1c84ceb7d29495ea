import { endpointCounts, endpointsOf } from '../../../../db/queries/callbacks.ts';
import { endpointQueues } from '../../../../db/queries/monitoring.ts';
import { secondsSince, type MetricReader } from './reader.ts';

export const outboxPending: MetricReader = async (q, { project }) => {
  const queues = await endpointQueues(q, [project.id]);
  return { value: queues.reduce((sum, { pending }) => sum + pending, 0) };
};

export const outboxLag: MetricReader = async (q, { project, now }) => {
  const queues = await endpointQueues(q, [project.id]);
  return { value: Math.max(0, ...queues.map(({ oldestSince }) => secondsSince(oldestSince, now))) };
};

export const deliveriesFailed: MetricReader = async (q, { project, since }) => {
  const ids = (await endpointsOf(q, project.id)).map(({ id }) => id);
  const counts = [...(await endpointCounts(q, ids, since)).values()];
  return { value: counts.reduce((sum, { failed }) => sum + failed, 0) };
};
