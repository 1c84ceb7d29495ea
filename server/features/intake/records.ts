import type { IncomingMessage } from 'node:http';
import { AppError } from '../../errors.ts';
import { told } from '../../domain/told.ts';

const newline = 0x0a;
const openingBracket = 0x5b;

/** A line of a request; null: it was longer than the limit, and passed over. */
export type Line = string | null;

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

/**
 * The lines of a request as they arrive, in groups of what each chunk of the network completes. Memory is bounded by one
 * line's limit: the rest of a longer one is thrown away as it comes.
 */
export async function* lines(request: IncomingMessage, limit: number): AsyncGenerator<Line[]> {
  let rest: Buffer[] = [];
  let size = 0;
  const keep = (part: Buffer): void => {
    size += part.length;
    if (size > limit) rest = [];
    else if (part.length > 0) rest.push(part);
  };
  const take = (): Line => {
    const [first] = rest;
    const whole = rest.length === 1 && first ? first : Buffer.concat(rest);
    const line = size > limit ? null : whole.toString('utf8');
    rest = [];
    size = 0;
    return line;
  };
  for await (const chunk of request as AsyncIterable<Buffer>) {
    const group: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      keep(chunk.subarray(start, end));
      group.push(take());
      start = end + 1;
    }
    keep(chunk.subarray(start));
    if (group.length > 0) yield group;
  }
  if (size > 0) yield [take()];
}
