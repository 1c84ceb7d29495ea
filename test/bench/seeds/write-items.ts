import { eq } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import type { CoverageChange } from '../../../db/queries/audit-coverage.ts';
import { heardFrom } from '../../../db/queries/intake-models.ts';
import { addRollups, type RollupChange } from '../../../db/queries/rollups.ts';
import { countsOf } from './counts.ts';
import { coverageOf, evidenceOf, writeCertification, writeCoverage, writeEvidence } from './evidence.ts';
import type { Written } from './fill.ts';
import { insertItemRows, itemRows, type Shape } from './items.ts';
import type { Place } from './place.ts';

/** Counters of one statement. */
const group = 100;

/** Writes what the counters count, how far the labels' sequence has come, and what certificates rest on. */
export const writeCounts = async (
  tx: Transaction,
  place: Place,
  { counts, labels, covered, evidence }: Written,
  now: number,
): Promise<void> => {
  const { projectId } = place;
  const { projectSequences: s } = tx.tables;
  for (let i = 0; i < counts.length; i += group) await addRollups(tx, projectId, counts.slice(i, i + group));
  await tx.db.update(s).set({ labelSeq: labels }).where(eq(s.projectId, projectId));
  for (const { of, copies } of evidence) await writeEvidence(tx, place, of, copies);
  await writeCoverage(tx, place, covered);
  await heardFrom(tx, [place.modelVersionId], now);
  await writeCertification(tx, place, now);
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
  const covered = new Map<number, CoverageChange>();
  coverageOf(rows, 0, covered);
  const evidence = [{ of: evidenceOf(rows, place), copies: 1 }];
  const counts = [...counted.values()];
  await writeCounts(tx, place, { counts, labels: rows.labels.length, covered, evidence }, now);
};
