import type { Queryable } from '../../../db/database.ts';
import { predictingModels } from '../../../db/queries/evidence.ts';
import { AppError } from '../../errors.ts';

/**
 * The project's model versions that have predicted, and the one that is asked for, or the one heard from last; null: none
 * has predicted. Throws where that one has not.
 */
export const modelShown = async (
  q: Queryable,
  projectId: string,
  asked: string | undefined,
): Promise<{ models: string[]; shown: { id: string; model: string } | null }> => {
  const models = await predictingModels(q, projectId);
  const shown = models.find(({ model }) => asked === undefined || model === asked) ?? null;
  if (!shown && asked !== undefined)
    throw new AppError('not_found', { detail: `no model version ${asked} has predicted here` });
  return { models: models.map(({ model }) => model), shown };
};
