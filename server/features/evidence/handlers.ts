import { modelEvidence, predictingModels } from '../../../db/queries/evidence.ts';
import { AppError } from '../../errors.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { accuracy } from './accuracy.ts';
import { bias } from './bias.ts';
import { calibration } from './calibration.ts';
import { comparisons } from './compare.ts';
import type { evidenceContract } from './contract.ts';

export const evidenceHandlers = ({ db }: Services): Handlers<typeof evidenceContract> => ({
  get: ({ project, query }) =>
    db.read(async (q) => {
      const models = await predictingModels(q, project.id);
      const shown = models.find(({ model }) => query.model === undefined || model === query.model);
      if (!shown && query.model !== undefined)
        throw new AppError('not_found', { detail: `no model version ${query.model} has predicted here` });
      const found = shown
        ? await modelEvidence(q, project.id, shown.id)
        : { answers: [], labels: [], intake: [] };
      return {
        models: models.map(({ model }) => model),
        model: shown?.model ?? null,
        comparisons: comparisons(found.answers),
        accuracy: accuracy(found),
        calibration: calibration(found.labels),
        bias: bias(found.answers),
      };
    }),
});
