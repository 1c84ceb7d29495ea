import { setImmediate as nextTask } from 'node:timers/promises';
import { routedItems, type HistoryFilter, type RoutedItem } from '../../../db/queries/routed-items.ts';
import type { Services } from '../../http/handler.ts';

/** Items read at a time; between two lots other requests have their turn. */
const lot = 200;

/** Looks at a project's newest routed items one after the other, `most` of them at most. */
export const readHistory = async (
  { db }: Services,
  { projectId, most, ...filter }: HistoryFilter & { projectId: string; most: number },
  signal: AbortSignal,
  look: (item: RoutedItem) => void,
): Promise<void> => {
  let left = most;
  let last: string | null = null;
  while (left > 0) {
    const size: number = Math.min(left, lot);
    const items = await db.read((q) => routedItems(q, projectId, filter, last, size));
    for (const item of items) look(item);
    if (items.length < size) return;
    left -= size;
    last = items.at(-1)?.itemId ?? null;
    await nextTask(undefined, { signal });
  }
};
