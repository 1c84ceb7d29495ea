import { eq } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { addRollups, type RollupChange } from '../../../db/queries/rollups.ts';
import { countsOf } from './counts.ts';
import { insertItemRows, itemRows, type Shape } from './items.ts';
import type { Place } from './place.ts';

/** Counters of one statement. */
const group = 100;

/** Writes what the counters count, and how far the labels' sequence has come. */
export const writeCounts = async (
  tx: Transaction,
  { projectId }: Place,
  { counts, labels }: { counts: RollupChange[]; labels: number },
): Promise<void> => {
  const { projectSequences: s } = tx.tables;
  for (let i = 0; i < counts.length; i += group) await addRollups(tx, projectId, counts.slice(i, i + group));
  await tx.db.update(s).set({ labelSeq: labels }).where(eq(s.projectId, projectId));
};

/** Writes a few items of a shape, with their counters, in either engine. */
export const writeItems = async (
  tx: Transaction,
  place: Place,
  { items, shape, now }: { items: number; shape: Shape; now: number },
): Promise<void> => {
  const rows = itemRows(place, {
    from: 0,
    count: items,
    shape,
    labelSeq: 1,
    at: (n) => now - (items - n) * 1_000,
  });
  await insertItemRows(tx, rows);
  const counted = new Map<string, RollupChange>();
  countsOf(rows, place, 0, counted);
  await writeCounts(tx, place, { counts: [...counted.values()], labels: rows.labels.length });
};
