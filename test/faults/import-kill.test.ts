import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openDatabase } from '../../db/open.ts';
import { changeImport, importOf } from '../../db/queries/imports.ts';
import { checks } from '../../db/integrity/registry.ts';
import { asLines, importsOf } from '../support/imports.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { startServerProcess } from '../support/server-process.ts';
import { startServer, type Caller } from '../support/server.ts';

/** Enough that a server is ended long before it has taken them in. */
const all = 20_000;

describe.each(['SQLite', 'PostgreSQL'])('an import on %s', { timeout: 180_000 }, (engine) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-import-'));
  let env: Record<string, string> & { DATABASE_URL: string };
  let project: string;
  let projectId: string;
  let service: Caller;
  let db: Database;

  beforeAll(async () => {
    const admin = process.env.TEST_DATABASE_URL;
    if (!admin) throw new Error('TEST_DATABASE_URL names no PostgreSQL server');
    const url = engine === 'SQLite' ? path.join(folder, 'countersign.db') : await createTestDatabase(admin);
    env = { DATA_DIR: folder, DATABASE_URL: url };
    // The project is made by a server in this process, which then gives its port to the other.
    const server = await startServer({ env });
    project = await server.project({ degree: 'human_only' });
    projectId = (await server.app.services.projects.get(project))?.id ?? '';
    service = await server.service(project);
    env['PORT'] = new URL(server.url).port;
    await server.close();
    db = await openDatabase(url);
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('whose server is killed again and again loses no row and takes none in twice', async () => {
    const { bring, start, ended } = importsOf(service, project);
    const rows = Array.from({ length: all }, (_, i) => ({
      key: `row-${i}`,
      text: `Phone ${i}`,
      ...(i % 2 === 0 && { label: i % 10 === 0 ? 'dented' : 'intact' }),
    }));
    let server = await startServerProcess(env);
    try {
      const { id } = (await bring(asLines(rows))).body;
      await start(id);
      const taken = async () => (await db.read((q) => importOf(q, projectId, id)))?.rows ?? 0;
      for (let before = 0, kills = 0; kills < 3; kills += 1) {
        await expect.poll(taken, { interval: 5 }).toBeGreaterThan(before);
        await server.kill();
        before = await taken();
        expect(before).toBeLessThan(all);
        // The hold of the server that is gone has ended.
        await db.write((tx) => changeImport(tx, id, { leaseExpiresAt: 0 }));
        server = await startServerProcess(env);
      }
      const found = await ended(id);
      expect(found).toMatchObject({ state: 'done', rows: all });
      expect(found.counts).toEqual({ items: 18_000, labels: 8_000, gold: 0, repeats: 0, refused: 2_000 });
      for (const { title, find } of Object.values(checks))
        expect((await db.read(find)).examples, title).toEqual([]);
    } finally {
      await server.kill();
    }
  });
});
