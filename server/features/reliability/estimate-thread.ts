import { startWorker } from '../../../db/worker.ts';
import type { EstimateInput, EstimateResult } from '../../domain/reliability-estimate.ts';
import type { DawidSkeneProgress } from '../../domain/statistics/dawid-skene.ts';

/** What the thread tells: how far it is, at last with the result. */
export type Told = DawidSkeneProgress & { result: EstimateResult | null };

/** Estimates on a thread of its own, so that the server's is free for others; it ends with the signal. */
export const estimateOnThread = (
  input: EstimateInput,
  signal: AbortSignal,
  onProgress: (progress: DawidSkeneProgress) => void,
): Promise<DawidSkeneProgress & { result: EstimateResult }> => {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<Told & { result: EstimateResult }>();
  const worker = startWorker('estimate-worker', import.meta.url, input);
  const end = () => void worker.terminate();
  signal.addEventListener('abort', end, { once: true });
  worker.on('message', ({ result, ...progress }: Told) => {
    if (result) resolve({ result, ...progress });
    else onProgress(progress);
  });
  worker.on('error', reject);
  worker.on('exit', () => {
    signal.removeEventListener('abort', end);
    reject(signal.aborted ? signal.reason : new Error('the thread ended before the estimate was done'));
  });
  return promise;
};
