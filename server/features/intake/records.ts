import { AppError } from '../../errors.ts';
import { told } from '../../domain/told.ts';

const openingBracket = 0x5b;

/** What is said of a line that was passed over. */
export const lineTooLong = (limit: number): AppError =>
  new AppError('body_too_large', {
    detail: told`a line is longer than ${limit} bytes, the limit of this server`,
  });

/** What is said of a record of an array that is larger than the limit. */
export const recordTooLarge = (limit: number): AppError =>
  new AppError('body_too_large', {
    detail: told`a record is larger than ${limit} bytes, the limit of this server`,
  });

/** Whether a JSON text that begins so may be an array. */
export const mayBeArray = (start: Buffer): boolean => {
  const first = start.find((byte) => byte > 0x20);
  return first === undefined || first === openingBracket;
};
