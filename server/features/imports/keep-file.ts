import { hash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FilePart } from '../../../db/file-part.ts';
import { registerMedia } from '../../../db/queries/media.ts';
import { told } from '../../domain/told.ts';
import { AppError, invalidField } from '../../errors.ts';
import { discardRest, tooLarge } from '../../http/body.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { letPartsGo } from './let-go.ts';
import { markLength } from './stored-file.ts';
import { importType } from '../../media/dataset-type.ts';

/** Bytes of a part: what is in memory of a file, and what a media store is sent at a time. */
const partLength = 8 * 1024 * 1024;

/** Keeps the body of a request in parts as it arrives. Throws, and keeps none, where it is empty or larger than the limit. */
export const keepFile = async (
  { config, db, log, media, now }: Services,
  project: ProjectState,
  request: IncomingMessage,
): Promise<{ bytes: number; parts: FilePart[] }> => {
  const parts: FilePart[] = [];
  let pieces: Buffer[] = [];
  let length = 0;
  let bytes = 0;
  const close = async (): Promise<void> => {
    // Marked, so that nobody else has the same bytes: who lets go of a file takes none away that comes in at that moment.
    const part = Buffer.concat([randomBytes(markLength), ...pieces]);
    const stored = { media: hash('sha256', part, 'hex'), type: importType, size: part.length };
    parts.push({ hash: stored.media, size: length });
    await media.put(stored.media, part);
    await db.write((tx) => registerMedia(tx, project.id, stored, now()));
    pieces = [];
    length = 0;
  };
  const refuse = () => {
    discardRest(request);
    return tooLarge(config.maxImportBytes);
  };
  if (Number(request.headers['content-length'] ?? 0) > config.maxImportBytes) throw refuse();
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > config.maxImportBytes) throw refuse();
      pieces.push(chunk);
      length += chunk.length;
      if (length >= partLength) await close();
    }
    if (length > 0) await close();
  } catch (error) {
    await letPartsGo({ db, log, media }, project.id, parts);
    if (request.destroyed && !(error instanceof AppError)) throw invalidField(['body'], told`broke off`);
    throw error;
  }
  if (bytes === 0) throw invalidField(['body'], told`must not be empty`);
  return { bytes, parts };
};
