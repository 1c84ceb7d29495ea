import { Gauge, type Registry } from 'prom-client';
import type { Queryable } from '../../db/database.ts';
import { firingAlarms } from '../../db/queries/alarms.ts';
import { lastSuccess } from '../../db/queries/jobs.ts';
import { countedAtMost, databaseBytes, endpointQueues, projectQueues } from '../../db/queries/monitoring.ts';

/** Projects that are told of, at most: each has a few series of its own. */
const projectsAtMost = 200;

/** What every scrape reads from the database, all of it by looks into indexes. */
export const readStored = async (q: Queryable, now: number, jobs: readonly string[]) => {
  const projects = await projectQueues(q, now, projectsAtMost);
  const ids = projects.map(({ id }) => id);
  const endpoints = await endpointQueues(q, ids);
  const firing = await firingAlarms(q, ids);
  const successes: { job: string; at: number | null }[] = [];
  for (const job of jobs) successes.push({ job, at: await lastSuccess(q, job) });
  return { at: now, projects, endpoints, firing, successes, bytes: await databaseBytes(q) };
};

type Stored = Awaited<ReturnType<typeof readStored>>;

/** Gauges of what is in the database, in the registry; gives what fills them (null: it could not be read). */
export const createStored = (registry: Registry): ((stored: Stored | null) => void) => {
  const gauge = <L extends string = never>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers: [registry] });
  const ofProjects = `the latest ${projectsAtMost} projects, from the database: the same on every instance`;
  const up = gauge('countersign_database_up', 'Whether the database answered this instance just now');
  const reviews = gauge(
    'countersign_queue_reviews',
    `Reviews that are open or held, by who may answer them, of ${ofProjects}`,
    ['project', 'audience'],
  );
  const oldest = gauge(
    'countersign_queue_oldest_wait_seconds',
    `How long the oldest review that nobody holds has waited; 0: there is none. Of ${ofProjects}`,
    ['project'],
  );
  const overdue = gauge(
    'countersign_reviews_overdue',
    `Reviews that were not decided by when they were due, of ${ofProjects}`,
    ['project'],
  );
  const pending = gauge(
    'countersign_outbox_pending',
    `Callbacks that are yet to be delivered to endpoints that are not disabled, at most ${countedAtMost} of each are counted, of ${ofProjects}`,
    ['project'],
  );
  const lag = gauge(
    'countersign_outbox_oldest_seconds',
    `How long ago the oldest of the callbacks happened that are yet to be delivered; 0: there is none. Of ${ofProjects}`,
    ['project'],
  );
  const alarms = gauge('countersign_alarms_firing', `Alarms that fire, of ${ofProjects}`, ['project']);
  const success = gauge(
    'countersign_job_last_success_timestamp_seconds',
    'When the latest run of a job that went well ended, on any instance, from the database',
    ['job_name'],
  );
  const size = gauge(
    'countersign_database_size_bytes',
    'Size of the database: the same on every instance; of SQLite the file without its log',
  );

  return (stored) => {
    for (const each of [reviews, oldest, overdue, pending, lag, alarms, success, size]) each.reset();
    up.set(stored ? 1 : 0);
    if (!stored) {
      size.remove();
      return;
    }
    const age = (since: number | null): number =>
      since === null ? 0 : Math.max(0, stored.at - since) / 1000;
    for (const { id, slug: project, inspector, lead, oldestWaitingSince, overdue: late } of stored.projects) {
      const endpoints = stored.endpoints.filter(({ projectId }) => projectId === id);
      alarms.set({ project }, stored.firing.get(id) ?? 0);
      reviews.set({ project, audience: 'inspector' }, inspector);
      reviews.set({ project, audience: 'lead' }, lead);
      oldest.set({ project }, age(oldestWaitingSince));
      overdue.set({ project }, late);
      pending.set(
        { project },
        endpoints.reduce((sum, endpoint) => sum + endpoint.pending, 0),
      );
      lag.set({ project }, Math.max(0, ...endpoints.map(({ oldestSince }) => age(oldestSince))));
    }
    for (const { job, at } of stored.successes) if (at !== null) success.set({ job_name: job }, at / 1000);
    size.set(stored.bytes);
  };
};
