import { AppError } from '../../errors.ts';

/** What is answered where an id names no training of the project. */
export const noSuchCycle = (): AppError =>
  new AppError('not_found', { detail: 'no such training in this project' });
