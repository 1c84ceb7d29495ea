import type { Queryable } from '../../../db/database.ts';
import { itemIdOf } from '../../../db/queries/item-history.ts';
import { AppError } from '../../errors.ts';
import { told } from '../../domain/told.ts';

/** The id of the project's item of this key; throws where there is none. */
export const itemOf = async (q: Queryable, projectId: string, key: string): Promise<string> => {
  const itemId = await itemIdOf(q, projectId, key);
  if (itemId === null)
    throw new AppError('not_found', { detail: told`this project has no item of this key` });
  return itemId;
};
