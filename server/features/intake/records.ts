import type { IncomingMessage } from 'node:http';
import { AppError } from '../../errors.ts';

const newline = 0x0a;

/**
 * The lines of a request as they arrive, in groups of what each chunk of the network completes. Memory is bounded by one
 * line's limit; a longer line ends the reading with `body_too_large`.
 */
export async function* lines(request: IncomingMessage, limit: number): AsyncGenerator<string[]> {
  let rest: Buffer[] = [];
  let size = 0;
  const take = (part: Buffer): string => {
    const whole = rest.length === 0 ? part : Buffer.concat([...rest, part]);
    rest = [];
    size = 0;
    return whole.toString('utf8');
  };
  const keep = (part: Buffer): void => {
    size += part.length;
    if (size > limit)
      throw new AppError('body_too_large', {
        detail: `a line is longer than ${limit} bytes, the limit of this server`,
      });
    rest.push(part);
  };
  for await (const chunk of request as AsyncIterable<Buffer>) {
    const group: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      group.push(take(chunk.subarray(start, end)));
      start = end + 1;
    }
    if (start < chunk.length) keep(chunk.subarray(start));
    if (group.length > 0) yield group;
  }
  if (size > 0) yield [take(Buffer.alloc(0))];
}
