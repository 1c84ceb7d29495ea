import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as macrotask } from 'node:timers/promises';
import { afterAll, afterEach, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openSqlite } from '../../db/sqlite.ts';
import { givenProject } from '../support/rows.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'countersign-log-sync-'));
const opened: Database[] = [];
let count = 0;

/** A database whose syncs are the test's own. */
const open = (sync: (file: string) => Promise<void>) => {
  const file = path.join(folder, `${(count += 1)}.db`);
  const db = openSqlite(file, { sync: () => sync(file) });
  opened.push(db);
  return { file, db };
};
const slugs = (db: Database): Promise<string[]> =>
  db.read(async (q) => (await q.db.select().from(q.tables.projects)).map(({ slug }) => slug));

/** A promise that is settled from outside. */
const gate = () => Promise.withResolvers<void>();

afterEach(() => Promise.all(opened.splice(0).map((db) => db.close())));
afterAll(() => rmSync(folder, { recursive: true }));

it('promise 1: of every write that was answered, a power cut leaves all', async () => {
  const disk = path.join(folder, 'disk');
  mkdirSync(disk);
  const onDisk = (name: string) => path.join(disk, name);
  // The worst that a disk may do: it has what was there when the last sync that ended began, and nothing that came later.
  const { db } = open(async (file) => {
    for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, onDisk(`begun.db${end}`));
    await macrotask();
    for (const end of ['', '-wal']) renameSync(onDisk(`begun.db${end}`), onDisk(`cut.db${end}`));
  });
  const answered: string[] = [];
  const left = async (): Promise<string[]> => {
    const copy = path.join(folder, `${(count += 1)}.db`);
    for (const end of ['', '-wal']) copyFileSync(onDisk(`cut.db${end}`), `${copy}${end}`);
    const restarted = openSqlite(copy);
    try {
      return await slugs(restarted);
    } finally {
      await restarted.close();
    }
  };
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(
      [0, 1, 2].map(async (n) => {
        const slug = `project-${round}-${n}`;
        await db.write((tx) => givenProject(tx, slug));
        answered.push(slug);
      }),
    );
    expect(await left()).toEqual(expect.arrayContaining(answered));
  }
});

it('neither answers a write nor tells of it before it is on the disk', async () => {
  const events: string[] = [];
  const began = gate();
  const synced = gate();
  const { db } = open(() => {
    events.push('sync');
    began.resolve();
    return synced.promise;
  });
  const writing = db.write(async (tx) => {
    await givenProject(tx, 'slow');
    tx.afterCommit(() => events.push('told'));
  });
  const answered = writing.then(() => events.push('answered'));
  await began.promise;
  const reading = slugs(db).then((found) => {
    events.push('read');
    return found;
  });
  // Others go on working meanwhile, and wait for the next sync.
  const other = db.write(async () => void events.push('worked'));
  await expect.poll(() => events).toContain('worked');
  expect(events).toEqual(['sync', 'worked']);
  synced.resolve();
  await Promise.all([answered, other]);
  expect(await reading).toContain('slow');
  const told = events.filter((event) => event !== 'sync' && event !== 'read');
  expect(told).toEqual(['worked', 'told', 'answered']);
});

it('syncs once for all that is committed while it syncs', async () => {
  let syncs = 0;
  const began = gate();
  const first = gate();
  const { db } = open(() => {
    syncs += 1;
    began.resolve();
    return syncs === 1 ? first.promise : Promise.resolve();
  });
  const write = (slug: string) => db.write((tx) => givenProject(tx, slug));
  const earlier = write('earlier');
  await began.promise;
  const worked: string[] = [];
  const later = ['a', 'b', 'c'].map((slug) =>
    db.write(async (tx) => {
      await givenProject(tx, slug);
      worked.push(slug);
    }),
  );
  await expect.poll(() => worked).toHaveLength(3);
  first.resolve();
  await Promise.all([earlier, ...later]);
  expect(syncs).toBe(2);
});

it('takes no further writes once a sync has failed, as what was written before it may be lost', async () => {
  const { db } = open(() => Promise.reject(Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })));
  await expect(db.write((tx) => givenProject(tx, 'lost'))).rejects.toThrow('EIO');
  let ran = false;
  const next = db.write(async () => {
    ran = true;
  });
  await expect(next).rejects.toThrow('EIO');
  await expect(slugs(db)).rejects.toThrow('EIO');
  expect(ran).toBe(false);
});
