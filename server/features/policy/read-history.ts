import { setImmediate as nextTask } from 'node:timers/promises';
import { predictingModels } from '../../../db/queries/evidence.ts';
import {
  itemFurtherBack,
  routedItems,
  type HistoryFilter,
  type ItemPlace,
  type RoutedItem,
} from '../../../db/queries/routed-items.ts';
import { calibratedBy, comparedConfidence, noCalibrator } from '../../domain/calibrators.ts';
import type { Services } from '../../http/handler.ts';

/** Items gone through at a time, however few of them are asked for; between two lots other requests have their turn. */
const lot = 200;

/**
 * Looks at a project's newest routed items one after the other, `most` of them at most, with the confidence that the
 * calibrators in force make of what the model said.
 */
export const readHistory = async (
  { db }: Services,
  { projectId, most, ...filter }: HistoryFilter & { projectId: string; most: number },
  signal: AbortSignal,
  look: (item: RoutedItem) => void,
): Promise<void> => {
  const models = await db.read((q) => predictingModels(q, projectId));
  const calibrators = new Map(models.map(({ model, calibrator }) => [model, calibrator]));
  const asOfNow = (item: RoutedItem): RoutedItem => {
    const calibrated = calibratedBy(calibrators.get(item.subject.model) ?? noCalibrator, item.confidence);
    return { ...item, subject: { ...item.subject, confidence: comparedConfidence({ ...item, calibrated }) } };
  };
  let left = most;
  let last: string | null = null;
  while (left > 0) {
    const end: ItemPlace | null = await db.read((q) => itemFurtherBack(q, projectId, last, lot));
    const part = { ...filter, backTo: end?.itemId };
    const items = await db.read((q) => routedItems(q, projectId, part, last, Math.min(left, lot)));
    for (const item of items) look(asOfNow(item));
    // What lies further back came in earlier still.
    if (end === null || end.receivedAt < (filter.from ?? 0)) return;
    left -= items.length;
    last = end.itemId;
    await nextTask(undefined, { signal });
  }
};
