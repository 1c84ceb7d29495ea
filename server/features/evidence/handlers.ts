import { modelEvidence, predictingModels } from '../../../db/queries/evidence.ts';
import { comparedByDay, dayMs } from '../../../db/queries/rollups.ts';
import { AppError } from '../../errors.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { accuracy } from './accuracy.ts';
import { bias } from './bias.ts';
import { calibrations } from './calibration.ts';
import { comparisons } from './compare.ts';
import type { evidenceContract } from './contract.ts';
import { daysTold, overTime } from './over-time.ts';

export const evidenceHandlers = ({ db, now }: Services): Handlers<typeof evidenceContract> => ({
  get: ({ project, query }) =>
    db.read(async (q) => {
      const models = await predictingModels(q, project.id);
      const shown = models.find(({ model }) => query.model === undefined || model === query.model);
      if (!shown && query.model !== undefined)
        throw new AppError('not_found', { detail: `no model version ${query.model} has predicted here` });
      const found = shown
        ? await modelEvidence(q, project.id, shown.id)
        : { answers: [], labels: [], intake: [] };
      const since = now() - (now() % dayMs) - (daysTold - 1) * dayMs;
      const byDay = shown ? await comparedByDay(q, project.id, shown.id, since) : [];
      return {
        models: models.map(({ model }) => model),
        model: shown?.model ?? null,
        comparisons: comparisons(found.answers),
        overTime: overTime(byDay),
        accuracy: accuracy(found),
        calibrations: calibrations(found.labels, shown?.calibrator.revision ?? 0),
        bias: bias(found.answers),
      };
    }),
});
