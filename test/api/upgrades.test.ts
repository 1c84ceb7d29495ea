import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Driver from 'better-sqlite3';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { migrateFileTo, migrateServerTo } from '../../db/archive/migrate-to.ts';
import { checkNames } from '../../db/integrity/names.ts';
import { checks } from '../../db/integrity/registry.ts';
import { api } from '../../server/api.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { deskOf } from '../support/desk.ts';
import { aPrediction, callerAt, startServer, submit } from '../support/server.ts';
import type { Release } from '../storage/releases/keep.ts';

const kept = path.join(import.meta.dirname, '../storage/releases');
const releases = readdirSync(kept)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(path.join(kept, name), 'utf8')) as Release);
const folder = mkdtempSync(path.join(tmpdir(), 'countersign-upgrades-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = (rows: Release['tables'][string]): string[] => Object.keys(rows[0] ?? {});
const quoted = (columns: string[]): string => columns.map((name) => `"${name}"`).join(', ');

/** Makes the database as that release left it; answers its URL. */
const bringBack: Record<Release['engine'], (release: Release) => Promise<string>> = {
  sqlite: async ({ version, tables, migrations }) => {
    const file = path.join(folder, `${version}.db`);
    const db = new Driver(file);
    await migrateFileTo(db, migrations.length - 1);
    db.pragma('foreign_keys = OFF');
    for (const [table, rows] of Object.entries(tables)) {
      const columns = names(rows);
      const insert = `INSERT INTO "${table}" (${quoted(columns)}) VALUES (${columns.map(() => '?').join(', ')})`;
      for (const row of rows) db.prepare(insert).run(Object.values(row));
    }
    expect(db.prepare('SELECT hash FROM __drizzle_migrations ORDER BY created_at').pluck().all()).toEqual(
      migrations.map(({ hash }) => hash),
    );
    db.close();
    return file;
  },
  postgres: async ({ tables, migrations }) => {
    const url = await createTestDatabase(process.env.TEST_DATABASE_URL ?? '');
    const client = new pg.Client(url);
    await client.connect();
    await migrateServerTo(client, migrations.length - 1);
    await client.query('SET session_replication_role = replica'); // rows come in any order
    for (const [table, rows] of Object.entries(tables)) {
      const columns = names(rows);
      const insert = `INSERT INTO "${table}" (${quoted(columns)}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')})`;
      for (const row of rows) await client.query(insert, Object.values(row));
    }
    const applied = await client.query('SELECT hash FROM drizzle.__drizzle_migrations ORDER BY created_at');
    expect(applied.rows.map(({ hash }) => hash)).toEqual(migrations.map(({ hash }) => hash));
    await client.end();
    return url;
  },
};

const linesOf = (text: string): object[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);

describe.each(releases)('a database of release $version on $engine', (release) => {
  it('is upgraded at the start, says what it said, and goes on', async () => {
    const url = await bringBack[release.engine](release);
    const server = await startServer({ env: { DATABASE_URL: url } });
    try {
      const { project } = release;
      const service = callerAt(() => server.url, { authorization: release.authorization });
      const labels = await (await service.fetch(`/api/v1/projects/${project}/labels`)).text();
      expect(linesOf(labels)).toMatchObject(linesOf(release.labels));

      const [receipt] = await submit(service, project, [
        aPrediction({ key: 'after', confidence: 0.1, priority: 99 }),
      ]);
      expect(receipt).toMatchObject({ destination: 'review', repeated: false });
      const desk = await deskOf(server, project);
      const review = await desk.claimsOne();
      expect(review.key).toBe('after');
      await desk.decides(review, 'scratched');
      const item = await service.call(api.items.get, { params: { project, key: 'after' } });
      expect(item.label).toMatchObject({ value: 'scratched', source: 'human' });

      for (const name of checkNames)
        expect(await server.app.services.db.read((q) => checks[name].find(q)), name).toMatchObject({
          faults: 0,
        });
    } finally {
      await server.close();
    }
  });
});
