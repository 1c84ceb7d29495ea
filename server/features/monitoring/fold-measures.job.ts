import { foldMeasures, oldestMeasures } from '../../../db/queries/measures.ts';
import { keptFor, startOf } from '../../domain/measures/spans.ts';
import { defineJob } from '../../jobs/job.ts';

/**
 * Adds measures up over longer stretches as they age, a stretch of one project a transaction, so that a page about a month
 * reads no more than one about an hour.
 */
export const foldOldMeasures = defineJob({
  name: 'fold-measures',
  everySeconds: 300,
  run: async ({ db, now }, signal) => {
    for (const { span, next, ms } of keptFor) {
      // Only stretches that are old enough to their end.
      const before = startOf(now() - ms, next);
      for (;;) {
        signal.throwIfAborted();
        const oldest = await db.read((q) => oldestMeasures(q, span, before));
        if (!oldest) break;
        const start = startOf(oldest.start, next);
        await db.write((tx) => foldMeasures(tx, oldest.projectId, { span, next, start }));
      }
    }
  },
});
