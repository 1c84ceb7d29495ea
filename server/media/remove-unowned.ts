import type { Database } from '../../db/database.ts';
import { mediaOfNobody } from '../../db/queries/media.ts';
import type { MediaStore } from './store.ts';

/** Takes the bytes of those of these files away that no project has any more. */
export const removeUnowned = async (
  { db, media }: { db: Database; media: MediaStore },
  hashes: readonly string[],
): Promise<void> => {
  for (const hash of hashes) {
    // Asked of each in turn: another may have come to have it while those before were taken away.
    const [unowned] = await db.read((q) => mediaOfNobody(q, [hash]));
    if (unowned !== undefined) await media.remove(unowned);
  }
};
