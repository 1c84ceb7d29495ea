import { finishJobRun, startJobRun } from '../../db/queries/jobs.ts';
import type { Services } from '../http/handler.ts';
import type { Job } from './job.ts';

/** Runs one slot of a job where no instance has run it yet; answers whether it ran here. */
export const runSlot = async (services: Services, job: Job, signal: AbortSignal): Promise<boolean> => {
  const { db, now, log } = services;
  const slot = Math.floor(now() / (job.everySeconds * 1000));
  const id = `${job.name}:${slot}`;
  if (!(await db.write((tx) => startJobRun(tx, id, job.name, now())))) return false;
  let failure: string | null = null;
  try {
    await job.run(services, signal, id);
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
    log.error({ err: error, job: job.name }, 'a job failed');
  }
  services.metrics.jobEnded(job.name, failure !== null);
  await db.write((tx) => finishJobRun(tx, id, now(), failure));
  return true;
};

/** Runs each job at the beginning of its slots until stopped; `stop` waits for what is under way. */
export const startJobs = (services: Services, jobs: readonly Job[]): { stop(): Promise<void> } => {
  const stopping = new AbortController();
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<unknown>>();

  const schedule = (job: Job): void => {
    if (stopping.signal.aborted) return;
    const length = job.everySeconds * 1000;
    const wait = length - (services.now() % length);
    const timer = setTimeout(() => {
      const run = runSlot(services, job, stopping.signal)
        .catch((error: unknown) => services.log.error({ err: error, job: job.name }, 'a job could not start'))
        .finally(() => {
          running.delete(run);
          schedule(job);
        });
      running.add(run);
    }, wait);
    timers.set(job.name, timer.unref());
  };
  for (const job of jobs) schedule(job);

  return {
    stop: async () => {
      stopping.abort();
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running);
    },
  };
};
