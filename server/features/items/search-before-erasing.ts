import { setImmediate } from 'node:timers/promises';
import { snapshotsToSearch } from '../../../db/queries/erase.ts';
import { itemIdOf } from '../../../db/queries/item-history.ts';
import { payloadOf } from '../../../db/queries/moved-items.ts';
import { itemStretch, referredTo, type FileOf, type ItemStretch } from '../../../db/queries/shared-media.ts';
import { compareKeys } from '../../datasets/compare-keys.ts';
import { frozenRows } from '../../datasets/snapshots/frozen-rows.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { itemKinds } from '../../kinds/registry.ts';
import { refersTo } from '../../kinds/refers-to.ts';
import { noSuchItem } from './detail.ts';

/** Items whose payloads are looked through at a time: others are served in between. */
const stretchSize = 2_000;

/** What was found of an item; the longest part of erasing it, which keeps nobody waiting. */
export type Found = {
  itemId: string;
  /** The snapshots that were there, and those of them that hold it, or may, as they are being written. */
  searched: Set<string>;
  holders: string[];
  /** Its files that another item refers to, with that; those of none, and the items that were looked through last. */
  shared: FileOf[];
  unshared: string[];
  last: ItemStretch;
};

const holdersOf = async (
  { db, media }: Services,
  project: ProjectState,
  key: string,
): Promise<Pick<Found, 'searched' | 'holders'>> => {
  const snapshots = await db.read((q) => snapshotsToSearch(q, project.id));
  const holders: string[] = [];
  for (const { id, state, parts } of snapshots) {
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
  return { searched: new Set(snapshots.map(({ id }) => id)), holders };
};

const filesOf = async (
  { db }: Services,
  project: ProjectState,
  itemId: string,
): Promise<Pick<Found, 'shared' | 'unshared' | 'last'>> => {
  const payload = await db.read((q) => payloadOf(q, itemId));
  const shared: FileOf[] = [];
  let unshared = refersTo(itemKinds[project.itemKind], payload);
  for (let after = ''; ;) {
    const last = await db.read((q) => itemStretch(q, project.id, after, stretchSize));
    const found = await db.read((q) => referredTo(q, { projectId: project.id, itemId }, unshared, last));
    shared.push(...found);
    unshared = unshared.filter((hash) => found.every((file) => file.hash !== hash));
    if (last.through === null || unshared.length === 0) return { shared, unshared, last };
    after = last.through;
    await setImmediate();
  }
};

/** Looks for an item that is to be erased in all that may hold it, and for others that need its files. */
export const searchBeforeErasing = async (
  s: Services,
  project: ProjectState,
  key: string,
): Promise<Found> => {
  const itemId = await s.db.read((q) => itemIdOf(q, project.id, key));
  if (itemId === null) throw noSuchItem();
  return {
    itemId,
    ...(await filesOf(s, project, itemId)),
    ...(await holdersOf(s, project, key)),
  };
};
