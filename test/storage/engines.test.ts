import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Transaction } from '../../db/database.ts';
import { isUniqueViolation } from '../../db/errors.ts';
import { openDatabase } from '../../db/open.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenProject } from '../support/rows.ts';

const slugs = (db: Database) =>
  db.read(async (q) =>
    (await q.db.select({ slug: q.tables.projects.slug }).from(q.tables.projects)).map((p) => p.slug),
  );

onBothEngines('a write', (open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
  });
  let count = 0;
  const newSlug = () => `project-${(count += 1)}`;

  it('that fails harms only itself, whatever else is written at the same moment', async () => {
    const writes = Array.from({ length: 60 }, (_, i) => ({
      slug: newSlug(),
      fails: i % 3 === 1,
      clashes: i % 3 === 2,
    }));
    const taken = newSlug();
    await db.write((tx) => givenProject(tx, taken));
    const results = await Promise.allSettled(
      writes.map(({ slug, fails, clashes }) =>
        db.write(async (tx) => {
          await givenProject(tx, slug);
          if (fails) throw new Error(`no ${slug}`);
          if (clashes) await givenProject(tx, taken);
          return slug;
        }),
      ),
    );
    results.forEach((result, i) => {
      const { slug, fails, clashes } = writes[i] ?? { slug: '', fails: false, clashes: false };
      if (!fails && !clashes) expect(result).toEqual({ status: 'fulfilled', value: slug });
      else if (fails) expect(result).toEqual({ status: 'rejected', reason: new Error(`no ${slug}`) });
      else expect(result.status === 'rejected' && isUniqueViolation(result.reason)).toBe(true);
    });
    const kept = await slugs(db);
    for (const { slug, fails, clashes } of writes) expect(kept.includes(slug)).toBe(!fails && !clashes);
  });

  it('calls back once it is durable, once, and never where it is rolled back', async () => {
    const slug = newSlug();
    const events: string[] = [];
    const seen = Promise.withResolvers<string[]>();
    await db.write(async (tx) => {
      tx.afterCommit(() => {
        events.push('first');
        slugs(db).then(seen.resolve, seen.reject);
      });
      await givenProject(tx, slug);
      tx.afterCommit(() => events.push('second'));
      events.push('written');
    });
    expect(events).toEqual(['written', 'first', 'second']);
    expect(await seen.promise).toContain(slug);

    const failing = db.write(async (tx) => {
      tx.afterCommit(() => events.push('never'));
      await givenProject(tx, slug); // which is taken
    });
    await expect(failing).rejects.toSatisfy(isUniqueViolation);
    await db.write((tx) => givenProject(tx, newSlug()));
    expect(events).toEqual(['written', 'first', 'second']);
  });

  it('whose callback fails is told so, and those beside it are not harmed', async () => {
    const writes = [0, 1, 2, 3].map((i) =>
      db.write(async (tx) => {
        await givenProject(tx, newSlug());
        tx.afterCommit(() => {
          if (i === 1) throw new Error('a bad callback');
        });
        return i;
      }),
    );
    const results = await Promise.allSettled(writes);
    expect(results.map((r) => (r.status === 'fulfilled' ? r.value : String(r.reason)))).toEqual([
      0,
      'Error: a bad callback',
      2,
      3,
    ]);
    await db.write((tx) => givenProject(tx, newSlug()));
  });

  it('begun inside another throws at once, and the outer one can go on', async () => {
    const slug = newSlug();
    await db.write(async (tx) => {
      await expect((async () => db.write(() => Promise.resolve()))()).rejects.toThrow('inside a write');
      await givenProject(tx, slug);
    });
    expect(await slugs(db)).toContain(slug);
    await db.write(() => Promise.resolve()); // and later ones are not taken for nested
  });

  it('is seen by nobody before it is committed', async () => {
    const slug = newSlug();
    await db.write(async (tx) => {
      await givenProject(tx, slug);
      expect(await slugs(db)).not.toContain(slug);
    });
    expect(await slugs(db)).toContain(slug);
  });

  it('that was begun before the database is closed is finished', async () => {
    const other = await open();
    const names = Array.from({ length: 5 }, newSlug);
    const writes = Promise.all(names.map((slug) => other.write((tx) => givenProject(tx, slug))));
    const closed = other.close();
    expect(await writes).toHaveLength(names.length);
    await closed;
    await expect((async () => other.write((tx) => givenProject(tx, newSlug())))()).rejects.toThrow();
  });
});

describe('the embedded database', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-engine-'));
  let db: Database;
  beforeAll(async () => {
    db = await openDatabase(path.join(folder, 'x.db'));
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true });
  });
  const pragma = (q: Pick<Transaction, 'db'>, name: string) =>
    q.db.get<Record<string, unknown>>(sql.raw(`PRAGMA ${name}`));

  it('keeps a write-ahead log that is synced before it is copied, and foreign keys', async () => {
    for (const [name, value] of [
      ['synchronous', 1],
      ['journal_mode', 'wal'],
      ['foreign_keys', 1],
      ['page_size', 8192],
    ] as const) {
      const found = await db.write((tx) => pragma(tx, name));
      expect(found?.[name], name).toBe(value);
    }
    expect((await db.read((q) => pragma(q, 'foreign_keys')))?.['foreign_keys']).toBe(1);
  });

  it('commits the writes that wait at the same moment together, and answers each only then', async () => {
    const events: string[] = [];
    await Promise.all(
      [1, 2, 3].map(async (i) => {
        await db.write(async (tx) => {
          await givenProject(tx, `together-${i}`);
          tx.afterCommit(() => events.push('committed'));
          events.push('written');
        });
        events.push('answered');
      }),
    );
    const each = (event: string) => [event, event, event];
    expect(events).toEqual([...each('written'), ...each('committed'), ...each('answered')]);
  });

  it('tells all who share a commit where it fails, and goes on with the next', async () => {
    const write = (slug: string) => db.write((tx) => givenProject(tx, slug));
    const orphan = db.write(async (tx) => {
      await tx.db.run(sql`PRAGMA defer_foreign_keys = ON`);
      const { id } = await givenProject(tx, 'orphaning');
      await tx.db
        .update(tx.tables.schemaRevisions)
        .set({ projectId: 'nowhere' })
        .where(eq(tx.tables.schemaRevisions.projectId, id));
    });
    const results = await Promise.allSettled([write('before'), orphan, write('after')]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await write('later');
    expect(await slugs(db)).not.toEqual(expect.arrayContaining(['before']));
    expect(await slugs(db)).toContain('later');
  });

  it('cannot be written through a read', async () => {
    const { id } = await db.write((tx) => givenProject(tx, 'kept'));
    const writing = db.read(async (q) => q.db.delete(q.tables.projectSequences));
    await expect(writing).rejects.toThrow();
    const left = await db.read((q) =>
      q.db.select().from(q.tables.projectSequences).where(eq(q.tables.projectSequences.projectId, id)),
    );
    expect(left).toHaveLength(1);
  });
});
