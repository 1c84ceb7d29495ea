import { eq } from 'drizzle-orm';
import type { Database } from '../../../db/database.ts';
import { addRollups, type RollupChange } from '../../../db/queries/rollups.ts';
import { insertItemRows, itemRows, type ItemRows, type Shape } from './items.ts';
import type { Place } from './place.ts';

/** Items of one transaction. */
const group = 5_000;

const month = 30 * 86_400_000;

const countsOf = (rows: ItemRows, { modelVersionId }: Place): RollupChange[] => {
  const of = (metric: RollupChange['metric'], at: number): RollupChange => ({
    metric,
    modelVersionId,
    at,
    n: 1,
  });
  const waiting = rows.reviews.filter(({ state }) => state === 'open').length;
  return [
    ...rows.items.map(({ destination, receivedAt }) => of(destination, receivedAt)),
    ...rows.reviews
      .filter(({ purpose }) => purpose === 'audit')
      .map(({ createdAt }) => of('audit', createdAt)),
    ...rows.decisions.flatMap(({ createdAt }) => [
      of('decisions', createdAt),
      of('compared_assisted', createdAt),
      of('agreed_assisted', createdAt),
    ]),
    { metric: 'waiting_inspector', modelVersionId: '', at: null, n: waiting },
  ];
};

/** Writes so many items of a shape, with their counters, as if they had come over the last month until `now`. */
export const writeItems = async (
  db: Database,
  place: Place,
  { items, shape, now }: { items: number; shape: Shape; now: number },
): Promise<void> => {
  const at = (n: number): number => Math.floor(now - month + (n / items) * month);
  let labelSeq = 1;
  for (let from = 0; from < items; from += group) {
    const count = Math.min(group, items - from);
    const rows = itemRows(place, { from, count, shape, labelSeq, at });
    labelSeq += rows.labels.length;
    await db.write(async (tx) => {
      const { projectSequences: s } = tx.tables;
      await insertItemRows(tx, rows);
      await addRollups(tx, place.projectId, countsOf(rows, place));
      await tx.db
        .update(s)
        .set({ labelSeq: labelSeq - 1 })
        .where(eq(s.projectId, place.projectId));
    });
  }
};
