import { dueNumbers } from '../../../../db/queries/due.ts';
import { queueCounts } from '../../../../db/queries/overview.ts';
import { hourMs, lastCounted } from '../../../../db/queries/rollups.ts';
import { secondsSince, type MetricReader } from './reader.ts';

export const queueDepth: MetricReader = async (q, { project, now }) => ({
  value: (await queueCounts(q, project.id, now)).open,
});

export const waitingForLeads: MetricReader = async (q, { project, now }) => ({
  value: (await queueCounts(q, project.id, now)).forLeads,
});

export const oldestWait: MetricReader = async (q, { project, now }) => ({
  value: secondsSince((await queueCounts(q, project.id, now)).oldestWaitingSince, now),
});

export const overdueReviews: MetricReader = async (q, { project, now }) => ({
  value: (await dueNumbers(q, project.id, now)).overdue,
});

/** Answers are counted by the hour: one that began to count may have been given at its end. */
export const unanswered: MetricReader = async (q, { project, now }) => {
  const { oldestWaitingSince } = await queueCounts(q, project.id, now);
  const hour = await lastCounted(q, project.id, 'decisions');
  const answered = hour === null ? 0 : hour + hourMs;
  return {
    value: oldestWaitingSince === null ? 0 : secondsSince(Math.max(oldestWaitingSince, answered), now),
  };
};
