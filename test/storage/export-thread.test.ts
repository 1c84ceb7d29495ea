import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import type { Stretch } from '../../server/datasets/stretch-text.ts';
import { createTextThread } from '../../server/datasets/text-thread.ts';
import { givenItems, givenProject } from '../support/rows.ts';

let folder: string;
let file: string;
let stopping: AbortController;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'countersign-thread-'));
  file = path.join(folder, 'countersign.db');
  stopping = new AbortController();
});
afterEach(() => {
  stopping.abort();
  rmSync(folder, { recursive: true });
});

const stretchOf = (projectId: string, range = { after: 0, through: 100 }): Stretch => ({
  format: 'jsonl',
  schema: { kind: 'text', maxLength: 100 },
  reader: { projectId, judgeId: null },
  filter: {},
  range,
});
const givenLabels = async (keys: string[]): Promise<string> => {
  const db = await openDatabase(file);
  const { id } = await db.write(async (tx) => {
    const project = await givenProject(tx);
    const payload = { payload: { text: 'ü'.repeat(100) }, inputs: {} };
    await givenItems(
      tx,
      project,
      keys.map((key) => ({ key, payload })),
    );
    return project;
  });
  await db.close();
  return id;
};
const keysIn = (pieces: Uint8Array[]): unknown[] =>
  Buffer.concat(pieces)
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { key: string }).key);

it('text of labels is made on memory that is given back, and questions at once are each answered', async () => {
  const projectId = await givenLabels(['a', 'b', 'c']);
  const textOf = createTextThread(file, stopping.signal);
  const whole = await textOf(stretchOf(projectId), []);
  expect(keysIn(whole)).toEqual(['a', 'b', 'c']);
  const worn = whole.map(({ buffer }) => buffer);
  const [first, second] = await Promise.all([
    textOf(stretchOf(projectId, { after: 0, through: 1 }), worn),
    textOf(stretchOf(projectId, { after: 1, through: 3 }), [new ArrayBuffer(1)]),
  ]);
  expect(worn.every(({ detached }) => detached)).toBe(true);
  expect(keysIn(first)).toEqual(['a']);
  expect(keysIn(second)).toEqual(['b', 'c']);
});

it('a thread that breaks down fails what it was asked, and the next question starts another', async () => {
  const textOf = createTextThread(file, stopping.signal);
  await expect(textOf(stretchOf('none'), [])).rejects.toThrow(/unable to open/);
  const projectId = await givenLabels(['a']);
  expect(keysIn(await textOf(stretchOf(projectId), []))).toEqual(['a']);
});

it('what cannot be read fails, and what is asked after it does not', async () => {
  const projectId = await givenLabels(['a']);
  const textOf = createTextThread(file, stopping.signal);
  const unknown = { ...stretchOf(projectId), format: 'none' as 'jsonl' }; // as a fault in the making of text
  const asked = [textOf(unknown, []), textOf(stretchOf(projectId), [])] as const;
  await expect(asked[0]).rejects.toThrow();
  expect(keysIn(await asked[1])).toEqual(['a']);
});

it('a thread ends when the server stops, and fails what it was asked', async () => {
  const projectId = await givenLabels(['a']);
  const textOf = createTextThread(file, stopping.signal);
  const asked = textOf(stretchOf(projectId), []);
  stopping.abort();
  await expect(asked).rejects.toThrow(/has ended/);
  await expect(async () => textOf(stretchOf(projectId), [])).rejects.toThrow();
});
