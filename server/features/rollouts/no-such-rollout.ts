import { AppError } from '../../errors.ts';
import { told } from '../../domain/told.ts';

/** A project has no rollout of this id. */
export const noSuchRollout = (): AppError =>
  new AppError('not_found', { detail: told`this project has no such rollout` });
