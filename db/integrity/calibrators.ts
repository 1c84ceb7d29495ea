import { and, asc, eq, gt } from 'drizzle-orm';
import { calibratedBy } from '../../server/domain/calibrators.ts';
import type { Queryable } from '../database.ts';
import { gatherFaults, type Check } from './check.ts';

/** Predictions looked at at a time. */
const lot = 10_000;

const predictionsAfter = async (q: Queryable, id: string) => {
  const { predictions: p, calibrators: c } = q.tables;
  return q.db
    .select({
      id: p.id,
      confidence: p.confidence,
      calibrated: p.calibrated,
      revision: p.calibrator,
      fitted: c.fitted,
    })
    .from(p)
    .leftJoin(c, and(eq(c.modelVersionId, p.modelVersionId), eq(c.revision, p.calibrator)))
    .where(and(gt(p.id, id), gt(p.calibrator, 0)))
    .orderBy(asc(p.id))
    .limit(lot);
};

/** A calibrated probability is what the calibrator that is named makes of the confidence. */
export const calibrators: Check = {
  title: 'calibrated probabilities',
  find: async (q) => {
    const faults = gatherFaults();
    for (let last = ''; ;) {
      const rows = await predictionsAfter(q, last);
      for (const { id, confidence, calibrated, revision, fitted } of rows)
        if (!fitted || calibratedBy({ revision, fitted }, confidence) !== calibrated)
          faults.add(`prediction ${id}: ${confidence} by calibrator ${revision} is kept as ${calibrated}`);
      const end = rows.at(-1);
      if (!end || rows.length < lot) return faults.finding();
      last = end.id;
    }
  },
};
