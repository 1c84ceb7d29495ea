import { startWorker } from '../../../db/worker.ts';
import type { Outcome, Progress, Task } from './task.ts';

/**
 * Megabytes of a thread's heap, far more than a part takes: with less room, what is done with is collected sooner. The room
 * for what is new would shrink with the rest, and rows be read at a fifth of their speed.
 */
const heap = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 48 };

const isProgress = (message: Progress | Outcome): message is Progress =>
  message.is === 'rows' || message.is === 'file';

/**
 * Runs a task on a thread of its own. `note` is told of each part once the media store has it, and is waited for before the
 * next; the thread ends with the signal, and the promise is then rejected by its reason.
 */
export const runTask = <T extends Task>(
  task: T,
  note: (progress: Progress) => Promise<void>,
  signal: AbortSignal,
): Promise<Outcome> => {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  const worker = startWorker('dataset-worker', import.meta.url, task, {
    resourceLimits: heap,
  });
  const fail = (error: unknown): void => {
    reject(error instanceof Error ? error : new Error(String(error)));
    void worker.terminate();
  };
  const stop = (): void => fail(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  worker.on('message', (message: Progress | Outcome) => {
    if (isProgress(message)) note(message).then(() => worker.postMessage('noted'), fail);
    else resolve(message);
  });
  worker.on('error', fail);
  worker.on('exit', () => reject(new Error('the thread that writes datasets has ended')));
  return promise.finally(() => signal.removeEventListener('abort', stop));
};
