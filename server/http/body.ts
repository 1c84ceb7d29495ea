import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';
import { told } from '../domain/told.ts';

/** What is said of a body that is larger than the limit. */
export const tooLarge = (limit: number): AppError =>
  new AppError('body_too_large', {
    detail: told`the body is larger than ${limit} bytes, the limit of this server`,
  });

/** Bytes of a refused body that are read and forgotten. */
const discardAtMost = 256 * 1024 * 1024;

/**
 * Reads what is left of a refused body, and forgets it: many clients look for an answer only once they have sent
 * everything, and lose it where the connection is broken before. Ends the connection where there is no end to it.
 */
export const discardRest = (request: IncomingMessage): void => {
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > discardAtMost) request.destroy();
  });
};

/**
 * The whole body, at most `limit` bytes; where the limit hangs on what it is, that is asked with its first bytes. Quicker
 * than a general parser, which matters on the hot routes.
 */
export const readBody = (
  request: IncomingMessage,
  limit: number,
  limitFor?: (start: Buffer) => number,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const declared = Number(request.headers['content-length'] ?? 0);
    const chunks: Buffer[] = [];
    let size = 0;
    let atMost = limit;
    const refuse = (): void => {
      chunks.length = 0;
      request.off('data', take).off('end', end);
      discardRest(request);
      reject(tooLarge(atMost));
    };
    const take = (chunk: Buffer): void => {
      if (size === 0 && limitFor) atMost = limitFor(chunk);
      size += chunk.length;
      chunks.push(chunk);
      if (Math.max(size, declared) > atMost) refuse();
    };
    const end = (): void =>
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size));
    if (declared > limit) {
      refuse();
      return;
    }
    request.on('data', take).on('end', end);
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete) reject(new AppError('malformed_json', { detail: told`the request broke off` }));
    });
  });

/** The media type of the request, lower case, without parameters. */
export const contentType = (request: IncomingMessage): string =>
  (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** Parses JSON, or says that it is none and where. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new AppError('malformed_json', {
      detail: error instanceof Error ? { message: error.message } : told`not JSON`,
    });
  }
};

/** A JSON body; undefined where there is none. */
export const readJson = async (request: IncomingMessage, limit: number): Promise<unknown> => {
  const bytes = await readBody(request, limit);
  if (bytes.length === 0) return undefined;
  const type = contentType(request);
  if (type !== 'application/json')
    throw new AppError('unsupported_media_type', {
      detail: told`send application/json, not ${type || 'an unnamed type'}`,
    });
  return parseJson(bytes.toString('utf8'));
};
