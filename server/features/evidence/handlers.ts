import { modelEvidence } from '../../../db/queries/evidence.ts';
import { comparedByDay, dayMs } from '../../../db/queries/rollups.ts';
import { hasClasses } from '../../domain/label-schema.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { modelShown } from '../../http/model-shown.ts';
import { accuracy } from './accuracy.ts';
import { bias } from './bias.ts';
import { calibrations } from './calibration.ts';
import { comparisons } from './compare.ts';
import type { evidenceContract } from './contract.ts';
import { daysTold, overTime } from './over-time.ts';
import { slices } from './slices.ts';

export const evidenceHandlers = (s: Services): Handlers<typeof evidenceContract> => ({
  get: ({ project, query }) =>
    s.db.read(async (q) => {
      const { models, shown } = await modelShown(q, project.id, query.model);
      const found = shown
        ? await modelEvidence(q, project.id, shown.id)
        : { answers: [], labels: [], intake: [] };
      const now = s.now();
      const since = now - (now % dayMs) - (daysTold - 1) * dayMs;
      const byDay = shown ? await comparedByDay(q, project.id, shown.id, since) : [];
      return {
        models: models.map(({ model }) => model),
        model: shown?.model ?? null,
        comparisons: comparisons(found.answers, hasClasses(project.schema)),
        overTime: overTime(byDay),
        accuracy: accuracy(found),
        calibrations: calibrations(found.labels, shown?.calibrator.revision ?? 0),
        bias: bias(found.answers),
      };
    }),

  slices: slices(s),
});
