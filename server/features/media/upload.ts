import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { AppError, invalidField } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { itemKinds } from '../../kinds/registry.ts';
import type { StoredMedia } from '../../kinds/media-reference.ts';
import { keepMedia, tooLargeMedia } from '../../media/keep.ts';
import type { mediaContract } from './contract.ts';
import { told } from '../../domain/told.ts';

/** Files that one request may bring. */
const filesAtMost = 1_000;

/** Bytes of a refused body that are read and forgotten. */
const discardAtMost = 256 * 1024 * 1024;

const openParser = (request: IncomingMessage, fileSize: number) => {
  if (!/^multipart\/form-data\s*;/i.test(request.headers['content-type'] ?? ''))
    throw new AppError('unsupported_media_type', { detail: told`send multipart/form-data with a boundary` });
  try {
    // Busboy takes a file that just reaches its limit for a larger one.
    const limits = { fileSize: fileSize + 1, files: filesAtMost, fieldSize: 1_024 };
    return busboy({ headers: request.headers, limits, defParamCharset: 'utf8' });
  } catch (error) {
    throw invalidField(
      ['body'],
      error instanceof Error ? { message: error.message } : told`is no multipart body`,
    );
  }
};

/** Reads on for a while after a fault: many clients look for an answer only once they have sent everything. */
const discardRest = async (request: IncomingMessage): Promise<void> => {
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length; // no encoding was set
    if (size > discardAtMost) return;
  }
};

/**
 * Hands each file of a multipart body to `keep` as it ends, and reads on when it is kept: at most one file and one chunk
 * of the body are in memory. Answers what `keep` made of them, in order.
 */
const eachFile = async <T>(
  request: IncomingMessage,
  limit: number,
  keep: (name: string, bytes: Buffer) => Promise<T>,
): Promise<T[]> => {
  const parser = openParser(request, limit);
  const ended: { name: string; bytes: Buffer }[] = [];
  let fault: AppError | null = null;
  const fail = (error: AppError) => (fault ??= error);
  parser.on('file', (field, stream, info) => {
    const name = info.filename ? `"${info.filename}"` : `the file in "${field}"`;
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('limit', () => fail(tooLargeMedia(name, limit)));
    stream.on('error', () => fail(invalidField(['body'], told`ends within ${name}`)));
    stream.on('end', () => ended.push({ name, bytes: Buffer.concat(chunks) }));
  });
  parser.on('field', (name) => fail(invalidField([name], told`is not a file`)));
  parser.on('filesLimit', () =>
    fail(invalidField(['file'], told`at most ${filesAtMost} files in one request`)),
  );
  parser.on('error', (error) =>
    fail(invalidField(['body'], error instanceof Error ? { message: error.message } : told`is malformed`)),
  );

  const kept: T[] = [];
  const settle = async (): Promise<void> => {
    if (fault) throw fault;
    for (const { name, bytes } of ended.splice(0)) kept.push(await keep(name, bytes));
  };
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      await new Promise((resolve) => parser.write(chunk, resolve));
      await settle();
    }
  } catch (error) {
    if (request.destroyed && !(error instanceof AppError)) throw invalidField(['body'], told`broke off`);
    await discardRest(request).catch(() => undefined); // nobody is left to answer
    throw error;
  }
  await new Promise((resolve) => parser.once('error', resolve).once('close', resolve).end());
  await settle();
  return kept;
};

/** Keeps each file of the request, in order; one that cannot be kept is named, and those before it stay. */
export const upload =
  (s: Services): Handler<(typeof mediaContract)['upload']> =>
  async ({ project, request }) => {
    const accept = itemKinds[project.itemKind].media;
    const files: StoredMedia[] = await eachFile(request, s.config.maxMediaBytes, async (name, bytes) => {
      const stored = await keepMedia(s, project, bytes, { accept, name });
      // Its bytes are at hand: what comes to refer to it need not read them again.
      await s.features.ofFile(project, stored.media, bytes);
      return stored;
    });
    if (files.length === 0) throw invalidField(['file'], told`at least one file is needed`);
    return { files };
  };
