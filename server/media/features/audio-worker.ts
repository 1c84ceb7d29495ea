// Hears audio files on a thread of its own, so that the server's is free for others.
import { parentPort } from 'node:worker_threads';
import type { Heard } from './audio.ts';
import { featuresOfAudio } from './decode-audio.ts';

const heard = async (bytes: Uint8Array): Promise<Heard> => {
  try {
    return { features: await featuresOfAudio(bytes) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
};

parentPort?.on('message', (bytes: Uint8Array) => {
  void heard(bytes).then((answer) => parentPort?.postMessage(answer));
});
