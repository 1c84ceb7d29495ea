import { hash } from 'node:crypto';
import { registerMedia } from '../../db/queries/media.ts';
import { AppError } from '../errors.ts';
import type { ProjectState, Services } from '../http/handler.ts';
import type { StoredMedia } from '../kinds/media-reference.ts';
import { sniff } from './sniff.ts';
import { told } from '../domain/told.ts';

/** Refuses a file that is larger than the server's setting; `name` is what the sender calls it. */
export const tooLargeMedia = (name: string, limit: number): AppError =>
  new AppError('body_too_large', {
    detail: told`${name} is larger than ${limit} bytes, the limit for a file`,
  });

const unsupported = (name: string, looksLike: string, accept: readonly string[]): AppError => {
  const taken = accept.length > 0 ? `this project takes ${accept.join(', ')}` : 'this project takes no files';
  return new AppError('media_unsupported', { detail: told`${name} is ${looksLike}; ${taken}` });
};

type Expected = { accept: readonly string[]; name?: string };

/** What bytes are kept as, once they are recognised as one of the accepted types. `name` is what messages call the file. */
export const recognised = async (
  { config }: Pick<Services, 'config'>,
  bytes: Uint8Array,
  { accept, name = 'the file' }: Expected,
): Promise<StoredMedia> => {
  if (bytes.length > config.maxMediaBytes) throw tooLargeMedia(name, config.maxMediaBytes);
  const { type, looksLike } = await sniff(bytes);
  if (type === null || !accept.includes(type)) throw unsupported(name, looksLike, accept);
  return { media: hash('sha256', bytes, 'hex'), type, size: bytes.length };
};

/** Keeps bytes durably as a file of the project, once they are recognised. */
export const keepMedia = async (
  { config, db, media, now }: Pick<Services, 'config' | 'db' | 'media' | 'now'>,
  project: Pick<ProjectState, 'id'>,
  bytes: Uint8Array,
  expected: Expected,
): Promise<StoredMedia> => {
  const stored = await recognised({ config }, bytes, expected);
  await media.put(stored.media, bytes);
  await db.write((tx) => registerMedia(tx, project.id, stored, now()));
  return stored;
};
