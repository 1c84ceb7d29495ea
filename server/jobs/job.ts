import type { Services } from '../http/handler.ts';

/** A piece of work that runs by the clock, once a slot however many instances there are. */
export type Job = {
  name: string;
  everySeconds: number;
  run(services: Services, signal: AbortSignal): Promise<void>;
};

/** Declares a job. */
export const defineJob = (job: Job): Job => job;
