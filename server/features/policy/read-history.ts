import { setImmediate as nextTask } from 'node:timers/promises';
import {
  itemFurtherBack,
  routedItems,
  type HistoryFilter,
  type ItemPlace,
  type RoutedItem,
} from '../../../db/queries/routed-items.ts';
import type { Services } from '../../http/handler.ts';

/** Items gone through at a time, however few of them are asked for; between two lots other requests have their turn. */
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
    const end: ItemPlace | null = await db.read((q) => itemFurtherBack(q, projectId, last, lot));
    const part = { ...filter, backTo: end?.itemId };
    const items = await db.read((q) => routedItems(q, projectId, part, last, Math.min(left, lot)));
    for (const item of items) look(item);
    // What lies further back came in earlier still.
    if (end === null || end.receivedAt < (filter.from ?? 0)) return;
    left -= items.length;
    last = end.itemId;
    await nextTask(undefined, { signal });
  }
};
