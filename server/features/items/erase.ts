import type { Actor } from '../../../db/actor.ts';
import type { Transaction } from '../../../db/database.ts';
import { lockItems } from '../../../db/queries/assign.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import {
  addErasure,
  eraseItem,
  erasureOf,
  momentAfterAll,
  snapshotsToSearch,
  type ErasureRow,
} from '../../../db/queries/erase.ts';
import { addRollups, waitingChange } from '../../../db/queries/rollups.ts';
import { itemsSince, referredTo, stillRefer } from '../../../db/queries/shared-media.ts';
import { emptiedOf } from '../../domain/label-schema.ts';
import type { Handler, ProjectState, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { removeUnowned } from '../../media/remove-unowned.ts';
import type { itemsContract } from './contract.ts';
import { searchBeforeErasing, type Found } from './search-before-erasing.ts';

/** The snapshots that hold an item, or may, as they were asked for since it was looked for. */
const holdersOf = async (
  tx: Transaction,
  projectId: string,
  { searched, holders }: Found,
): Promise<string[]> => {
  const later = (await snapshotsToSearch(tx, projectId)).filter(({ id }) => !searched.has(id));
  return [...holders, ...later.map(({ id }) => id)];
};

/** The files of an item that no other needs, those included that came in since they were looked for. */
const unsharedOf = async (
  tx: Transaction,
  projectId: string,
  { itemId, unshared, last }: Found,
): Promise<string[]> => {
  const shared = await referredTo(tx, { projectId, itemId }, unshared, itemsSince(last));
  return unshared.filter((hash) => shared.every((file) => file.hash !== hash));
};

/** Erases an item and all that was written of it; null: what was found is true no more, and must be looked for again. */
const eraseFound = async (
  tx: Transaction,
  s: Services,
  project: ProjectState,
  found: Found,
  { key, by, reason }: { key: string; by: Actor; reason: string },
): Promise<ErasureRow | null> => {
  const { itemId, shared } = found;
  // Of two that share a file and are erased at once, the latter takes it along.
  await lockItems(tx, [itemId, ...shared.map((file) => file.itemId)]);
  const earlier = await erasureOf(tx, project.id, key);
  if (earlier) return earlier;
  if (!(await stillRefer(tx, shared))) return null;
  const at = await momentAfterAll(tx, project.id, s.now());
  const snapshots = await holdersOf(tx, project.id, found);
  const files = await unsharedOf(tx, project.id, found);
  const audiences = await eraseItem(tx, itemId, { emptied: emptiedOf(project.schema), now: at });
  const erasure = await addErasure(tx, {
    itemId,
    projectId: project.id,
    key,
    reason,
    erasedBy: by,
    erasedAt: at,
    snapshots,
    media: files,
  });
  await recordAudit(tx, {
    at,
    projectId: project.id,
    actor: by,
    action: 'item.erased',
    subject: key,
    before: null,
    after: { reason, snapshots },
  });
  s.publish.itemChanged(tx, project, { id: itemId, key });
  s.publish.datasetsChanged(tx, project);
  if (audiences.length > 0) {
    s.publish.queueChanged(tx, project);
    // The counters last, as all writers of the project share them.
    await addRollups(
      tx,
      project.id,
      audiences.map((audience) => waitingChange(audience, -1)),
    );
  }
  return erasure;
};

/** Erases what an item was; asked again, it sees to the files that an earlier attempt left. */
export const erase =
  (s: Services): Handler<(typeof itemsContract)['erase']> =>
  async ({ params: { key }, project, principal, body: { reason } }) => {
    let done = await s.db.read((q) => erasureOf(q, project.id, key));
    while (!done) {
      const found = await searchBeforeErasing(s, project, key);
      const asked = { key, by: actorOf(principal), reason };
      done = await s.db.write((tx) => eraseFound(tx, s, project, found, asked));
    }
    await removeUnowned(s, done.media);
    return { erasedAt: new Date(done.erasedAt).toISOString(), snapshots: done.snapshots };
  };
