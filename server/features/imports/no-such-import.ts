import { told } from '../../domain/told.ts';
import { AppError } from '../../errors.ts';

/** What is answered where an id names no import of the project. */
export const noSuchImport = (): AppError =>
  new AppError('not_found', { detail: told`no such import in this project` });
