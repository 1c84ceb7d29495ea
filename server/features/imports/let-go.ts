import { disownFile, type ImportRow } from '../../../db/queries/imports.ts';
import type { Services } from '../../http/handler.ts';
import { removeUnowned } from '../../media/remove-unowned.ts';

/** Takes the file of an import that has ended out of the media store: what it brought is in the database, and can be erased there. */
export const letGo = async (
  { db, media, log }: Pick<Services, 'db' | 'media' | 'log'>,
  row: ImportRow,
): Promise<void> => {
  try {
    await db.write((tx) => disownFile(tx, row));
    await removeUnowned(
      { db, media },
      row.parts.map(({ hash }) => hash),
    );
  } catch (error) {
    log.warn({ err: error, import: row.id }, 'the file of an import could not be let go');
  }
};
