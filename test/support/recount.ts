import { expect } from 'vitest';
import type { Database } from '../../db/database.ts';
import { evidence } from '../../db/integrity/evidence.ts';
import { measures } from '../../db/integrity/measures.ts';
import * as integrity from '../../db/integrity/recount.ts';

/** A project's counters as they are kept. */
export const keptCounters = (db: Database, projectId: string): Promise<integrity.Counters> =>
  db.read((q) => integrity.keptCounters(q, projectId));

/** A project's counters as its items, reviews and decisions say they must be. */
export const recount = (db: Database, projectId: string): Promise<integrity.Counters> =>
  db.read((q) => integrity.recount(q, projectId));

/** Holds that the evidence and the measures of all projects are what a recount makes them. */
export const expectEvidence = async (db: Database): Promise<void> => {
  const { examples } = await db.read(evidence.find);
  expect(examples, 'evidence that is not what a recount makes it').toEqual([]);
  const measured = await db.read(measures.find);
  expect(measured.examples, 'measures that are not what a recount makes them').toEqual([]);
};
