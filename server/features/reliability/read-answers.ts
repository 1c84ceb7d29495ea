import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../../db/database.ts';
import { blindAnswers, type BlindAnswer } from '../../../db/queries/estimates.ts';
import { mostCells, mostRead, type EstimateInput } from '../../domain/reliability-estimate.ts';

/** Answers that one read takes, at most: few enough that others hardly wait for it. */
const batch = 2_000;

/** Gives each text a number, from 0. */
const numbering = () => {
  const known = new Map<string, number>();
  return {
    of: (text: string): number => {
      const number = known.get(text) ?? known.size;
      known.set(text, number);
      return number;
    },
    texts: () => [...known.keys()],
    size: () => known.size,
  };
};

/** The answers of whole items only: where there may be more to read, those of the last item wait for the next batch. */
const wholeItems = (rows: BlindAnswer[]): BlindAnswer[] => {
  const last = rows.at(-1)?.itemId;
  return rows.length < batch ? rows : rows.filter(({ itemId }) => itemId !== last);
};

/** How far the reading has come: answers read, those that are used, and their items. */
export type ReadSoFar = { read: number; answers: number; items: number };

/** Answers for the estimation, and the ids of the items by their numbers. */
export type AnswersRead = { input: EstimateInput; itemIds: string[] };

/**
 * Reads the newest independent blind answers of a project, at most `mostRead`, and keeps those on items that several
 * inspectors judged, as long as the estimation has room for them. `onBatch` is told how far it is.
 */
export const readAnswers = async (
  db: Database,
  projectId: string,
  signal: AbortSignal,
  onBatch: (soFar: ReadSoFar) => Promise<void>,
): Promise<AnswersRead> => {
  const [users, classes] = [numbering(), numbering()];
  const ratings: number[] = [];
  const itemIds: string[] = [];
  let read = 0;
  let before: string | null = null;
  const hasRoom = () => (ratings.length / 3) * classes.size() < mostCells;
  while (read < mostRead && hasRoom()) {
    signal.throwIfAborted();
    const from = before;
    const rows = await db.read((q) => blindAnswers(q, projectId, from, batch));
    const whole = wholeItems(rows);
    for (const [itemId, answers] of Map.groupBy(whole, (row) => row.itemId)) {
      if (answers.length < 2) continue;
      for (const { userId, value } of answers)
        ratings.push(itemIds.length, users.of(userId), classes.of(value));
      itemIds.push(itemId);
    }
    read += whole.length;
    before = whole.at(-1)?.itemId ?? null;
    await onBatch({ read, answers: ratings.length / 3, items: itemIds.length });
    if (rows.length < batch || before === null) break;
    await setImmediate();
  }
  return {
    input: {
      users: users.texts(),
      classes: classes.texts(),
      items: itemIds.length,
      ratings: Int32Array.from(ratings),
    },
    itemIds,
  };
};
