import type { Services } from '../http/handler.ts';

/** A piece of work that runs by the clock, once a slot however many instances there are. */
export type Job = {
  name: string;
  everySeconds: number;
  /** `runId` is `name:slot`, the same on whichever instance the slot is run. */
  run(services: Services, signal: AbortSignal, runId: string): Promise<void>;
};

/** Declares a job. */
export const defineJob = (job: Job): Job => job;
