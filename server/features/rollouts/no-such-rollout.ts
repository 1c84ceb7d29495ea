import { AppError } from '../../errors.ts';

/** A project has no rollout of this id. */
export const noSuchRollout = (): AppError =>
  new AppError('not_found', { detail: 'this project has no such rollout' });
