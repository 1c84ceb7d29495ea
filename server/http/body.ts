import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';

const tooLarge = (limit: number): AppError =>
  new AppError('body_too_large', {
    detail: `the body is larger than ${limit} bytes, the limit of this server`,
  });

/** The whole body, at most `limit` bytes. Quicker than a general parser, which matters on the hot routes. */
export const readBody = (request: IncomingMessage, limit: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > limit) {
      reject(tooLarge(limit));
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else reject(tooLarge(limit));
    });
    request.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size)),
    );
    request.on('error', reject);
    request.on('close', () => reject(new AppError('malformed_json', { detail: 'the request broke off' })));
  });

/** The media type of the request, lower case, without parameters. */
export const contentType = (request: IncomingMessage): string =>
  (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** Parses JSON, or says that it is none and where. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new AppError('malformed_json', { detail: error instanceof Error ? error.message : 'not JSON' });
  }
};

/** A JSON body; undefined where there is none. */
export const readJson = async (request: IncomingMessage, limit: number): Promise<unknown> => {
  const bytes = await readBody(request, limit);
  if (bytes.length === 0) return undefined;
  const type = contentType(request);
  if (type !== 'application/json')
    throw new AppError('unsupported_media_type', {
      detail: `send application/json, not ${type || 'an unnamed type'}`,
    });
  return parseJson(bytes.toString('utf8'));
};
