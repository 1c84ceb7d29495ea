import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { startWorker } from '../../../db/worker.ts';
import type { AudioFeatures } from '../../domain/audio-features.ts';
import { createTurns } from '../../domain/in-turn.ts';
import { rounded, type KindFeatures } from './kind-features.ts';

/** What the thread answers to the bytes of a file. */
export type Heard = { features: AudioFeatures } | { error: string };

/** A file that takes longer is given up, in milliseconds. */
const patience = 30_000;

let thread: Worker | null = null;

const start = (): Worker => {
  const worker = startWorker('audio-worker', import.meta.url, null);
  worker.on('error', () => (thread = null));
  worker.unref();
  return worker;
};

/** Has the thread, which is started for the first file, hear one; where it breaks down, the next file has another. */
const hear = async (bytes: Uint8Array): Promise<AudioFeatures> => {
  thread ??= start();
  const listening = once(thread, 'message', { signal: AbortSignal.timeout(patience) });
  thread.postMessage(bytes);
  const [heard] = (await listening.catch((error: unknown) => {
    void thread?.terminate();
    thread = null;
    throw error;
  })) as [Heard]; // as the thread sends it
  if ('error' in heard) throw new Error(heard.error);
  return heard.features;
};

/** Files are heard one after another. */
const inTurn = createTurns();

/** What a recording is like: its length, root mean square in dBFS, and the shares that are clipped and silent. */
export const audioFeatures: KindFeatures = {
  inputs: [
    { name: 'audio.seconds', type: 'number', low: null, high: null },
    { name: 'audio.loudness', type: 'number', low: -60, high: 0 },
    { name: 'audio.clipping', type: 'number', low: 0, high: 0.1 },
    { name: 'audio.silence', type: 'number', low: 0, high: 1 },
  ],
  ofFile: async (bytes) => {
    const { seconds, loudness, clipping, silence } = await inTurn(() => hear(bytes));
    return {
      'audio.seconds': rounded(seconds),
      'audio.loudness': rounded(loudness),
      'audio.clipping': rounded(clipping),
      'audio.silence': rounded(silence),
    };
  },
  // What lies on the web is not fetched.
  ofPayload: () => ({}),
};
