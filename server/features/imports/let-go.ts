import type { FilePart } from '../../../db/file-part.ts';
import { changeImport, disownFile, type ImportRow } from '../../../db/queries/imports.ts';
import type { Services } from '../../http/handler.ts';
import { removeUnowned } from '../../media/remove-unowned.ts';

type Needed = Pick<Services, 'db' | 'media' | 'log'>;

const removeParts = async ({ db, media }: Needed, projectId: string, parts: FilePart[]): Promise<void> => {
  await db.write((tx) => disownFile(tx, { projectId, parts }));
  await removeUnowned(
    { db, media },
    parts.map(({ hash }) => hash),
  );
};

/** Takes parts of a file that no import came of out of the media store. */
export const letPartsGo = async (services: Needed, projectId: string, parts: FilePart[]): Promise<void> => {
  if (parts.length === 0) return;
  try {
    await removeParts(services, projectId, parts);
  } catch (error) {
    services.log.warn({ err: error, project: projectId }, 'parts of a file could not be let go');
  }
};

/**
 * Takes the file of an import that has ended out of the media store: what it brought is in the database, and can be erased
 * there. An import that has parts still is tried again later.
 */
export const letGo = async (services: Needed, { id, projectId, parts }: ImportRow): Promise<void> => {
  try {
    await removeParts(services, projectId, parts);
    await services.db.write((tx) => changeImport(tx, id, { parts: [] }));
  } catch (error) {
    services.log.warn({ err: error, import: id }, 'the file of an import could not be let go');
  }
};
