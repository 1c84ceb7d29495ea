import { stat } from 'node:fs/promises';
import type { Worker } from 'node:worker_threads';
import { startWorker } from './worker.ts';

/** A write-ahead log longer than this is copied into the database's file, in bytes. */
export const longestLog = 16 * 1024 * 1024;
/** How often its length is looked at, in milliseconds. */
const lookEvery = 250;

/**
 * Keeps the write-ahead log of an embedded database short: a helper thread copies the bulk of it, and `finish` is then to
 * copy the little that was written meanwhile, on the writer's connection, so that the log begins anew. Where the helper
 * fails, `finish` does it all.
 */
export const startCheckpointer = (file: string, finish: () => void): { stop(): Promise<void> } => {
  let helper: Worker | null = null;
  let busy = false;
  let stopped = false;

  const done = (): void => {
    busy = false;
    if (!stopped) finish();
  };
  const ask = (): void => {
    if (!helper) {
      helper = startWorker('checkpoint-worker', import.meta.url, file);
      helper.on('message', done);
      helper.on('error', () => {
        helper = null;
        done();
      });
      helper.unref();
    }
    helper.postMessage('checkpoint');
  };
  const look = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    const { size } = await stat(`${file}-wal`).catch(() => ({ size: 0 }));
    if (size > longestLog && !stopped) ask();
    else busy = false;
  };
  const timer = setInterval(() => void look(), lookEvery).unref();

  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await helper?.terminate();
    },
  };
};
