import type { Queryable } from '../../db/database.ts';
import { predictingModels, type PredictingModel } from '../../db/queries/evidence.ts';
import { AppError } from '../errors.ts';
import { told } from '../domain/told.ts';

/** A model version of this name; throws where it has predicted nothing. */
const named = (models: readonly PredictingModel[], model: string): PredictingModel => {
  const found = models.find((one) => one.model === model);
  if (!found) throw new AppError('not_found', { detail: told`no model version ${model} has predicted here` });
  return found;
};

/** A project's model version of this name; throws where it has predicted nothing. */
export const modelNamed = async (q: Queryable, projectId: string, model: string): Promise<PredictingModel> =>
  named(await predictingModels(q, projectId), model);

/**
 * A project's model versions that predicted, the live one first, then the one heard from last, and the one that is asked for: the
 * first where none is named, null where there is none at all.
 */
export const modelShown = async (
  q: Queryable,
  projectId: string,
  model: string | undefined,
): Promise<{ models: PredictingModel[]; shown: PredictingModel | null }> => {
  const models = await predictingModels(q, projectId);
  return { models, shown: model === undefined ? (models[0] ?? null) : named(models, model) };
};
