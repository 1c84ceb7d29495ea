import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { system } from '../../db/actor.ts';
import type { Database } from '../../db/database.ts';
import { auditPage, recordAudit } from '../../db/queries/audit.ts';
import type { Json } from '../../server/domain/words.ts';
import { onBothEngines } from '../support/engines.ts';
import { givenProject, noon } from '../support/rows.ts';

onBothEngines('the audit log', (open) => {
  let db: Database;
  let projectId: string;
  beforeAll(async () => {
    db = await open();
    projectId = (await db.write((tx) => givenProject(tx))).id;
  });

  const record = (subject: string, project: string | null, before: Json = null, after: Json = null) =>
    db.write((tx) =>
      recordAudit(tx, {
        at: noon,
        projectId: project,
        actor: system,
        action: 'project.changed',
        subject,
        before,
        after,
      }),
    );

  it('gives back what was recorded, whatever JSON it is', async () => {
    const values: Json[] = [null, 0, false, '', '7', 'null', [], { a: { b: [1, 'x', null] } }];
    for (const value of values) await record('values', projectId, value, value);
    const page = await db.read((q) => auditPage(q, projectId, null, values.length));
    expect(page.map(({ before }) => before)).toEqual(values.toReversed());
    expect(page.map(({ after }) => after)).toEqual(values.toReversed());
    expect(page[0]).toMatchObject({ at: noon, actor: system, project: 'phones', action: 'project.changed' });
  });

  it('turns its pages newest first, each entry once, of one project or of the whole server', async () => {
    const { id: other } = await db.write((tx) => givenProject(tx, 'cars'));
    for (let i = 0; i < 12; i += 1) await record(`entry ${i}`, [other, projectId, null][i % 3] ?? null);
    const all = async (project: string | null, limit: number) => {
      const subjects: string[] = [];
      for (let before: string | null = null; ;) {
        const page = await db.read((q) => auditPage(q, project, before, limit));
        subjects.push(...page.map(({ subject }) => subject));
        before = page.at(-1)?.id ?? null;
        if (page.length < limit) return subjects;
      }
    };
    expect(await all(other, 3)).toEqual(['entry 9', 'entry 6', 'entry 3', 'entry 0']);
    expect((await all(null, 5)).slice(0, 12)).toEqual(
      Array.from({ length: 12 }, (_, i) => `entry ${11 - i}`),
    );
  });

  it('can only grow: the database itself refuses to change an entry or to take one away', async () => {
    await record('kept', projectId);
    const all = () => db.read((q) => auditPage(q, null, null, 1_000));
    const before = await all();
    const tampering = [
      () => db.write((tx) => tx.db.update(tx.tables.auditEntries).set({ subject: 'forged' })),
      () => db.write((tx) => tx.db.delete(tx.tables.auditEntries).where(eq(tx.tables.auditEntries.at, noon))),
    ];
    for (const attempt of tampering)
      await expect(attempt()).rejects.toSatisfy((error: Error) =>
        /append-only/.test(`${error.message} ${String(error.cause)}`),
      );
    expect(await all()).toEqual(before);
  });
});
