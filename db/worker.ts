import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a thread from the entry of this name beside the module at `url` (its `import.meta.url`): the sources are run as
 * they are, or from a bundle in which every entry is a file beside the others.
 */
export const startWorker = (
  name: string,
  url: string,
  workerData: unknown,
  more: Pick<WorkerOptions, 'resourceLimits'> = {},
): Worker =>
  new Worker(new URL(`./${name}${url.endsWith('.ts') ? '.ts' : '.js'}`, url), { workerData, ...more });
