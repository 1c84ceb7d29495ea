import type { Worker } from 'node:worker_threads';
import { startWorker } from '../../db/worker.ts';
import type { Stretch } from './stretch-text.ts';

type Piece = Uint8Array<ArrayBuffer>;

/** What the thread is sent, and what it answers. */
export type Question = { id: number; stretch: Stretch; worn: ArrayBuffer[] };
export type Answer = { id: number } & ({ pieces: Piece[] } | { error: unknown });

/**
 * A thread that makes the text of stretches of labels from an embedded file, UTF-8 in pieces. It is started at the first
 * question, is asked again by each export only once that has room for more, and ends with the signal; what it was then
 * asked fails, as it does where the thread breaks down.
 */
export const createTextThread = (
  file: string,
  stopping: AbortSignal,
): ((stretch: Stretch, worn: ArrayBuffer[]) => Promise<Piece[]>) => {
  const waiting = new Map<number, PromiseWithResolvers<Piece[]>>();
  let questions = 0;
  let thread: Worker | null = null;

  const start = (): Worker => {
    const worker = startWorker('text-worker', import.meta.url, file);
    let failure: unknown = new Error('the thread that makes the text of exports has ended');
    worker.on('message', (answer: Answer) => {
      const { resolve, reject } = waiting.get(answer.id) ?? {};
      waiting.delete(answer.id);
      if ('pieces' in answer) resolve?.(answer.pieces);
      else reject?.(answer.error);
    });
    worker.on('error', (error) => (failure = error));
    worker.on('exit', () => {
      thread = null;
      for (const { reject } of waiting.values()) reject(failure);
      waiting.clear();
    });
    worker.unref();
    stopping.addEventListener('abort', () => void worker.terminate(), { once: true });
    return worker;
  };

  return (stretch, worn) => {
    stopping.throwIfAborted();
    const answered = Promise.withResolvers<Piece[]>();
    const id = (questions += 1);
    waiting.set(id, answered);
    thread ??= start();
    thread.postMessage({ id, stretch, worn } satisfies Question, worn);
    return answered.promise;
  };
};
