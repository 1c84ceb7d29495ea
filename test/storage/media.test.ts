import { expect, it } from 'vitest';
import { mediaOfProject, registerMedia } from '../../db/queries/media.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenProject, noon } from '../support/rows.ts';

const stored = { media: 'ab'.repeat(32), type: 'image/png', size: 3_000_000_000 };

onBothEngines('the files of a project', (open) => {
  it('are known to the projects they were registered in, and to no other', async () => {
    const db = await open();
    const [phones, tablets] = await db.write(async (tx) => {
      const projects = [await givenProject(tx, 'phones'), await givenProject(tx, 'tablets')] as const;
      await registerMedia(tx, projects[0].id, stored, noon);
      return projects;
    });
    await db.read(async (q) => {
      expect(await mediaOfProject(q, phones.id, stored.media)).toEqual({
        type: 'image/png',
        size: stored.size,
      });
      expect(await mediaOfProject(q, tablets.id, stored.media)).toBeNull();
      expect(await mediaOfProject(q, phones.id, 'cd'.repeat(32))).toBeNull();
    });
  });

  it('are registered once, however often they are sent', async () => {
    const db = await open();
    const project = await db.write((tx) => givenProject(tx));
    await Promise.all(
      Array.from({ length: 5 }, () => db.write((tx) => registerMedia(tx, project.id, stored, noon))),
    );
    expect(await db.read((q) => q.db.select().from(q.tables.media))).toHaveLength(1);
  });
});
