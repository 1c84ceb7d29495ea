import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { itemsSince, itemStretch, referredTo, stillRefer } from '../../db/queries/shared-media.ts';
import { newIdAt } from '../../db/new-id.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenItems, givenProject } from '../support/rows.ts';

const hash = 'a'.repeat(64);

onBothEngines('the items that refer to a file', (open) => {
  let db: Database;
  let projectId: string;
  let ids: string[];
  beforeAll(async () => {
    db = await open();
    const made = await db.write(async (tx) => {
      const project = await givenProject(tx);
      const payload = { payload: { document: { media: hash } } };
      const items = Array.from({ length: 5 }, (_, n) => ({
        key: `item-${n}`,
        ...(n % 2 === 0 && { payload }),
      }));
      return { id: project.id, rows: await givenItems(tx, project, items) };
    });
    projectId = made.id;
    ids = made.rows.map(({ itemId }) => itemId).toSorted();
  });

  it('are looked for stretch by stretch, the last of which has no end', async () => {
    const stretches = [];
    for (let after: string | null = ''; after !== null;) {
      const from: string = after;
      const stretch = await db.read((q) => itemStretch(q, projectId, from, 2));
      stretches.push(stretch);
      after = stretch.through;
    }
    expect(stretches).toEqual([
      { after: '', through: ids[1] },
      { after: ids[1], through: ids[3] },
      { after: ids[3], through: null },
    ]);
  });

  it('are others than the one that is asked about, within the stretch', async () => {
    const among = (itemId: string, after: string, through: string | null) =>
      db.read((q) => referredTo(q, { projectId, itemId }, ['b'.repeat(64), hash], { after, through }));
    const [one = '', two = '', three = '', , five = ''] = ids;
    expect(await among(one, three, null)).toEqual([{ hash, itemId: five }]);
    expect(await among(one, '', two)).toEqual([]);
    expect(await among(three, one, two)).toEqual([]);
    expect(await among(two, one, three)).toEqual([{ hash, itemId: three }]);
  });

  it('are known to do so still, or not', async () => {
    const [one = '', two = ''] = ids;
    const still = (...itemIds: string[]) =>
      db.read((q) =>
        stillRefer(
          q,
          itemIds.map((itemId) => ({ hash, itemId })),
        ),
      );
    expect(await still()).toBe(true);
    expect(await still(one)).toBe(true);
    expect(await still(one, two)).toBe(false);
  });

  it('and came in since are looked for a minute further back, as clocks differ', () => {
    const at = Date.UTC(2026, 4, 4);
    const { after, through } = itemsSince({ after: newIdAt(at), through: null });
    expect(through).toBeNull();
    expect(after > newIdAt(at - 60_001) && after < newIdAt(at - 59_999)).toBe(true);
    expect(itemsSince({ after: '', through: null }).after).toBe('');
  });
});
