import { recordAudit } from '../../../db/queries/audit.ts';
import {
  addErasure,
  eraseItem,
  erasureOf,
  snapshotsSince,
  snapshotsToSearch,
  unsharedMedia,
} from '../../../db/queries/erase.ts';
import { itemIdOf } from '../../../db/queries/item-history.ts';
import { payloadOf } from '../../../db/queries/moved-items.ts';
import { addRollups, waitingChange } from '../../../db/queries/rollups.ts';
import { compareKeys } from '../../datasets/compare-keys.ts';
import { frozenRows } from '../../datasets/snapshots/frozen-rows.ts';
import type { LabelSchema } from '../../domain/label-schema.ts';
import type { Json } from '../../domain/words.ts';
import type { Handler, ProjectState, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { itemKinds } from '../../kinds/registry.ts';
import { refersTo } from '../../kinds/refers-to.ts';
import { removeUnowned } from '../../media/remove-unowned.ts';
import type { itemsContract } from './contract.ts';
import { noSuchItem } from './detail.ts';

/** What answers become whose words are of the item; undefined: they are classes and places, which tell nothing of it. */
const emptiedOf = ({ kind }: LabelSchema): Json | undefined => {
  if (kind === 'form') return {};
  return kind === 'text' || kind === 'transcript' ? '' : undefined;
};

/** The snapshots that hold a key, or may, as they are being written. */
const holdersOf = async ({ db, media }: Services, project: ProjectState, key: string): Promise<string[]> => {
  const holders: string[] = [];
  for (const { id, state, parts } of await db.read((q) => snapshotsToSearch(q, project.id))) {
    if (state === 'writing') {
      holders.push(id);
      continue;
    }
    const within = parts.filter(
      ({ first, last }) => compareKeys(first, key) <= 0 && compareKeys(key, last) <= 0,
    );
    for await (const row of frozenRows(media, within))
      if (row.key === key) {
        holders.push(id);
        break;
      }
  }
  return holders;
};

/** Erases what an item was; asked again, it sees to the files that an earlier attempt left. */
export const erase =
  (s: Services): Handler<(typeof itemsContract)['erase']> =>
  async ({ params, project, principal, body }) => {
    const { key } = params;
    const known = await s.db.read((q) => erasureOf(q, project.id, key));
    if (known) {
      await removeUnowned(s, known.media);
      return { erasedAt: new Date(known.erasedAt).toISOString(), snapshots: known.snapshots };
    }
    const at = s.now();
    const found = await holdersOf(s, project, key);
    const done = await s.db.write(async (tx) => {
      const itemId = await itemIdOf(tx, project.id, key);
      if (itemId === null) throw noSuchItem();
      await tx.lockRow(tx.tables.items, itemId);
      const earlier = await erasureOf(tx, project.id, key);
      if (earlier) return earlier;
      // Those that were asked for meanwhile may hold it.
      const snapshots = [...new Set([...found, ...(await snapshotsSince(tx, project.id, at))])];
      const payload = await payloadOf(tx, itemId);
      const gone = await unsharedMedia(
        tx,
        project.id,
        itemId,
        refersTo(itemKinds[project.itemKind], payload),
      );
      const audiences = await eraseItem(tx, itemId, { emptied: emptiedOf(project.schema), now: at });
      const by = actorOf(principal);
      const erasure = {
        itemId,
        projectId: project.id,
        key,
        reason: body.reason,
        erasedBy: by,
        erasedAt: at,
        snapshots,
        media: gone,
      };
      await addErasure(tx, erasure);
      await recordAudit(tx, {
        at,
        projectId: project.id,
        actor: by,
        action: 'item.erased',
        subject: key,
        before: null,
        after: { reason: body.reason, snapshots },
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
    });
    await removeUnowned(s, done.media);
    return { erasedAt: new Date(done.erasedAt).toISOString(), snapshots: done.snapshots };
  };
