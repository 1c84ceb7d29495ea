import { AppError } from '../../errors.ts';
import { told } from '../../domain/told.ts';

/** What is answered where an id names no training of the project. */
export const noSuchCycle = (): AppError =>
  new AppError('not_found', { detail: told`no such training in this project` });
