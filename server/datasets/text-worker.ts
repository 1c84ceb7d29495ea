// Makes the text of exports from an embedded database on a thread of its own, so that the server's is free for others.
import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from '../../db/sqlite-reader.ts';
import { stretchText } from './stretch-text.ts';
import type { Answer, Question } from './text-thread.ts';

const q = openReader(String(workerData));

const made = async ({ id, stretch, worn }: Question): Promise<Answer> => {
  try {
    return { id, pieces: await stretchText(q, stretch, worn) };
  } catch (error) {
    return { id, error };
  }
};

const answer = async (question: Question): Promise<void> => {
  const text = await made(question);
  parentPort?.postMessage(text, 'pieces' in text ? text.pieces.map(({ buffer }) => buffer) : []);
};

parentPort?.on('message', (question: Question) => void answer(question));
