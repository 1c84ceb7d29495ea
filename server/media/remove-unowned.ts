import type { Database } from '../../db/database.ts';
import { mediaOfNobody } from '../../db/queries/media.ts';
import type { MediaStore } from './store.ts';

/** Takes the bytes of those of these files away that no project has any more. */
export const removeUnowned = async (
  { db, media }: { db: Database; media: MediaStore },
  hashes: readonly string[],
): Promise<void> => {
  for (const hash of await db.read((q) => mediaOfNobody(q, hashes))) await media.remove(hash);
};
