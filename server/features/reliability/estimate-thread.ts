import { startWorker } from '../../../db/worker.ts';
import type { EstimateInput, EstimateResult } from '../../domain/reliability-estimate.ts';
import type { DawidSkeneProgress } from '../../domain/statistics/dawid-skene.ts';

/** What an estimate comes to: its result, and for each item how probable each class is, one after another. */
export type Estimated = { result: EstimateResult; posteriors: Float64Array<ArrayBuffer> };

/** What the thread tells: how far it is, at last with what it found. */
export type Told = DawidSkeneProgress & { found: Estimated | null };

/** Estimates on a thread of its own, so that the server's is free for others; it ends with the signal. */
export const estimateOnThread = (
  input: EstimateInput,
  signal: AbortSignal,
  onProgress: (progress: DawidSkeneProgress) => void,
): Promise<DawidSkeneProgress & Estimated> => {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<DawidSkeneProgress & Estimated>();
  const worker = startWorker('estimate-worker', import.meta.url, input);
  const end = () => void worker.terminate();
  signal.addEventListener('abort', end, { once: true });
  worker.on('message', ({ found, ...progress }: Told) => {
    if (found) resolve({ ...found, ...progress });
    else onProgress(progress);
  });
  worker.on('error', reject);
  worker.on('exit', () => {
    signal.removeEventListener('abort', end);
    reject(signal.aborted ? signal.reason : new Error('the thread ended before the estimate was done'));
  });
  return promise;
};
