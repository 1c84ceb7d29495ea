import {
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
  existsSync,
  rmSync,
  mkdirSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../db/archive/canonical-row.ts';
import { migrationOf } from '../../db/archive/migration-of.ts';
import { journalOf, newestKnown } from '../../db/archive/migration-state.ts';
import { foreignKeys, tableShapes } from '../../db/archive/table-shapes.ts';
import { engines } from '../../db/engine.ts';
import { openDatabase } from '../../db/open.ts';
import { registerMedia } from '../../db/queries/media.ts';
import { openDiskStore } from '../../server/media/disk.ts';
import { hash } from 'node:crypto';
import type { TableEntry } from '../../server/command/archive/manifest.ts';
import { fileOfTable, writeTable } from '../../server/command/archive/table-file.ts';
import { countersign, countersignDoes } from '../support/command.ts';
import { contentsOf, fillEveryTable } from '../support/every-table.ts';
import { givenProject } from '../support/rows.ts';
import { newFolder, newSettings, nextNumbers, runSql, type Settings } from '../support/settings.ts';

const manifestOf = (folder: string) => JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));

const changeManifest = (folder: string, change: (manifest: ReturnType<typeof manifestOf>) => void): void => {
  const manifest = manifestOf(folder);
  change(manifest);
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
};

/** Writes a table of a backup anew with some of its columns only; answers its entry in the manifest. */
const narrowed = async (
  folder: string,
  { name, columns }: TableEntry,
  isKept: (column: string) => boolean,
): Promise<TableEntry> => {
  const file = fileOfTable(folder, name);
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n').filter(Boolean);
  const rows = lines.map((line) =>
    Object.fromEntries(Object.entries(JSON.parse(line) as Row).filter(([column]) => isKept(column))),
  );
  rmSync(file);
  const shape = { name, columns: columns.filter((column) => isKept(column.name)) };
  const { signal } = new AbortController();
  return writeTable(folder, shape, Readable.from([rows]), { signal, onRows: () => undefined });
};

describe('tables', () => {
  it('come each after those that it names', () => {
    const order = tableShapes().map(({ name }) => name);
    for (const { table, parent } of foreignKeys())
      expect(order.indexOf(parent), `${table} names ${parent}`).toBeLessThan(order.indexOf(table));
  });

  it('go through the same migrations on both engines', () => {
    const named = (engine: (typeof engines)[number]) =>
      journalOf(engine).map(({ number, name }) => [number, name]);
    expect(named('sqlite')).toEqual(named('postgres'));
  });
});

describe.each(engines)('a backup of %s', (from) => {
  const backUp = async (settings: Settings, ...more: string[]): Promise<string> => {
    const place = path.join(newFolder(), 'backup');
    await countersignDoes(settings, 'backup', place, ...more);
    return place;
  };

  // More rows in each table than are carried at once.
  let filled: Awaited<ReturnType<typeof contentsOf>>;
  let place: string;
  beforeAll(async () => {
    const source = await newSettings(from);
    await fillEveryTable(source.DATABASE_URL, 1_050);
    place = await backUp(source, '--without-media');
    filled = await contentsOf(source.DATABASE_URL);
    expect(new Set(Object.values(filled).map(({ rows }) => rows))).toEqual(new Set([1_050]));
  });

  it.each(engines)('brings every value of every table back on %s', async (to) => {
    const target = await newSettings(to);
    const said = await countersign(target, ['restore', place]);
    expect(said).toMatchObject({ code: 0, err: expect.stringContaining('made without media') });
    expect(await contentsOf(target.DATABASE_URL)).toEqual(filled);
    await (await openDatabase(target.DATABASE_URL)).close(); // a server can start on it
    for (const { next, greatest } of await nextNumbers(target.DATABASE_URL))
      expect(next).toBeGreaterThan(greatest);
  });

  it('holds what its manifest says, as text that other programs can read', async () => {
    const source = await newSettings(from);
    await fillEveryTable(source.DATABASE_URL, 4);
    const place = await backUp(source, '--without-media');
    const manifest = manifestOf(place);
    expect(manifest).toMatchObject({
      format: 'countersign-backup-1',
      engine: from,
      migration: newestKnown(from),
      media: null,
    });
    expect(readdirSync(path.join(place, 'tables'))).toHaveLength(manifest.tables.length);
    for (const { name, rows, sha256, columns } of manifest.tables) {
      const bytes = readFileSync(path.join(place, 'tables', `${name}.ndjson.gz`));
      expect(hash('sha256', bytes, 'hex')).toBe(sha256);
      const lines = gunzipSync(bytes).toString('utf8').split('\n').slice(0, -1);
      expect(lines).toHaveLength(rows);
      for (const line of lines)
        expect(Object.keys(JSON.parse(line))).toEqual(columns.map((column: { name: string }) => column.name));
    }
  });

  it('has the media that the database names, and brings them back', async () => {
    const source = await newSettings(from);
    const store = await openDiskStore(path.join(source.DATA_DIR, 'media'));
    const db = await openDatabase(source.DATABASE_URL);
    const files = ['first', 'second'].map((text) => ({ text, media: hash('sha256', text, 'hex') }));
    for (const slug of ['phones', 'cars']) {
      const { id } = await db.write((tx) => givenProject(tx, slug));
      for (const { text, media } of files) {
        await store.put(media, Buffer.from(text));
        await db.write((tx) => registerMedia(tx, id, { media, type: 'text/plain', size: text.length }, 1));
      }
    }
    await store.put(hash('sha256', 'unnamed', 'hex'), Buffer.from('unnamed'));
    await db.close();
    const place = await backUp(source);
    expect(manifestOf(place).media).toEqual({ files: 2, bytes: 11, missing: 0 });
    if (process.platform !== 'win32') expect(statSync(place).mode & 0o077).toBe(0);

    const target = await newSettings(from);
    await countersignDoes(target, 'restore', place);
    expect(await countersignDoes(target, 'check', '--media')).not.toContain('WRONG');

    const [damaged] = files;
    const inBackup = path.join(
      place,
      'media',
      damaged?.media.slice(0, 2) ?? '',
      damaged?.media.slice(2, 4) ?? '',
    );
    writeFileSync(path.join(inBackup, damaged?.media ?? ''), 'fırst');
    const other = await newSettings(from);
    expect(await countersign(other, ['restore', place])).toMatchObject({
      code: 1,
      err: expect.stringContaining('its hash is another'),
    });
    rmSync(inBackup, { recursive: true });
    expect((await countersign(other, ['restore', place])).err).toContain(
      'it has 1 media files, and should have 2',
    );
    await countersignDoes(other, 'restore', await backUp(source)); // nothing was kept of either

    rmSync(path.join(source.DATA_DIR, 'media', damaged?.media.slice(0, 2) ?? ''), { recursive: true });
    const lacking = await countersign(source, ['backup', path.join(newFolder(), 'lacking')]);
    expect(lacking).toMatchObject({ code: 1, err: expect.stringContaining('2 media files are missing') });
    expect(lacking.out).toContain('1 media files');
  });

  it('goes into a folder that is there under a name of its own, and never over anything', async () => {
    const source = await newSettings(from);
    await countersignDoes(source, 'migrate');
    const folder = newFolder();
    const args = ['backup', folder];
    const now = () => Date.UTC(2026, 1, 3, 4, 5, 6);
    expect((await countersign(source, args, { now })).code).toBe(0);
    expect(readdirSync(folder)).toEqual(['countersign-2026-02-03T040506Z']);
    expect(await countersign(source, args, { now })).toMatchObject({
      code: 1,
      err: expect.stringContaining('is there already'),
    });
    writeFileSync(path.join(folder, 'a-file'), '');
    const onFile = await countersign(source, ['backup', path.join(folder, 'a-file')]);
    expect(onFile).toMatchObject({ code: 1, err: expect.stringContaining('is a file') });
  });

  it('that is broken off leaves nothing, and what a kill leaves is not taken for a backup', async () => {
    const source = await newSettings(from);
    await fillEveryTable(source.DATABASE_URL, 3);
    const folder = newFolder();
    const place = path.join(folder, 'backup');
    const broken = await countersign(source, ['backup', place, '--without-media'], {
      signal: AbortSignal.abort(new Error('stopped by SIGINT')),
    });
    expect(broken.code).toBe(1);
    expect(readdirSync(folder)).toEqual([]);

    await countersignDoes(source, 'backup', place, '--without-media');
    const unfinished = `${place}.unfinished`;
    renameSync(place, unfinished);
    rmSync(path.join(unfinished, 'manifest.json'));
    const target = await newSettings(from);
    expect(await countersign(target, ['restore', unfinished])).toMatchObject({
      code: 1,
      err: expect.stringContaining('is not a whole backup'),
    });
    await countersignDoes(source, 'backup', place, '--without-media'); // and it is not in the way
    expect(readdirSync(folder)).toEqual(['backup']);
  });

  it('that was tampered with is not restored, and nothing of it is kept', async () => {
    const source = await newSettings(from);
    await fillEveryTable(source.DATABASE_URL, 3);
    const place = await backUp(source, '--without-media');
    const target = await newSettings(from);
    const refused = async (reason: string) => {
      expect(await countersign(target, ['restore', place])).toMatchObject({
        code: 1,
        err: expect.stringContaining(reason),
      });
      if (from === 'sqlite') expect(existsSync(target.DATABASE_URL)).toBe(false);
    };

    const file = path.join(place, 'tables', 'labels.ndjson.gz');
    const bytes = readFileSync(file);
    const flipped = Buffer.from(bytes);
    flipped[40] = (flipped[40] ?? 0) ^ 1;
    writeFileSync(file, flipped);
    await refused('labels.ndjson.gz is not as the backup wrote it');
    writeFileSync(file, bytes.subarray(0, -5));
    await refused('labels.ndjson.gz is not as the backup wrote it');
    rmSync(file);
    await refused('labels.ndjson.gz');
    writeFileSync(file, bytes);

    const labels = (m: ReturnType<typeof manifestOf>) =>
      m.tables.find(({ name }: { name: string }) => name === 'labels');
    changeManifest(place, (m) => (labels(m).contentHash = '0'.repeat(64)));
    await refused('that are not the 3 of the backup');
    changeManifest(place, (m) => (labels(m).name = 'labels"; DROP TABLE users; --'));
    await refused('manifest.json is damaged');
    changeManifest(place, (m) => {
      m.tables = m.tables.filter(({ name }: { name: string }) => /^[a-z_]+$/.test(name));
    });
    await refused('does not list the table labels');
    expect(await migrationOf(target.DATABASE_URL)).toBeDefined();
  });

  it('is restored only into an empty database', async () => {
    const source = await newSettings(from);
    await fillEveryTable(source.DATABASE_URL, 1);
    const place = await backUp(source, '--without-media');
    const before = await contentsOf(source.DATABASE_URL);
    expect(await countersign(source, ['restore', place])).toMatchObject({
      code: 1,
      err: expect.stringContaining('the database is not empty: the table'),
    });
    expect(await contentsOf(source.DATABASE_URL)).toEqual(before);
    const empty = await newSettings(from);
    await countersignDoes(empty, 'migrate');
    await countersignDoes(empty, 'restore', place);
    expect(await contentsOf(empty.DATABASE_URL)).toEqual(before);
    if (from === 'sqlite') return;
    const foreign = await newSettings(from);
    await runSql(foreign.DATABASE_URL, 'CREATE TABLE recipes (name text)');
    expect((await countersign(foreign, ['restore', place])).err).toContain('tables of something else');
  });

  it('of an older version is brought up to this one, and of a newer one is refused', async () => {
    const [oldest] = journalOf(from);
    const source = await newSettings(from);
    const db = await openDatabase(source.DATABASE_URL);
    await db.write((tx) => givenProject(tx, 'phones'));
    await db.close();
    const place = await backUp(source);
    // What the first version knew, as its backup would hold it.
    const atFirst = firstTables(from);
    const tables: TableEntry[] = [];
    for (const table of manifestOf(place).tables as TableEntry[]) {
      const known = atFirst[table.name]?.columns;
      if (known) tables.push(await narrowed(place, table, (column) => column in known));
    }
    changeManifest(place, (m) => {
      m.migration = { number: oldest?.number, name: oldest?.name };
      m.tables = tables;
    });
    const target = await newSettings(from);
    await countersignDoes(target, 'restore', place);
    expect(await migrationOf(target.DATABASE_URL)).toEqual(newestKnown(from));
    expect(await contentsOf(target.DATABASE_URL)).toEqual(await contentsOf(source.DATABASE_URL));

    const migrated = await newSettings(from);
    await countersignDoes(migrated, 'migrate');
    if (newestKnown(from).number > 0)
      expect((await countersign(migrated, ['restore', place])).err).toContain(
        'take a database without tables',
      );

    changeManifest(place, (m) => (m.migration = { number: 9_999, name: '9999_later' }));
    expect((await countersign(await newSettings(from), ['restore', place])).err).toContain('or newer');
  });

  it('is not made of a database that is not there, or of another version', async () => {
    const source = await newSettings(from);
    const place = path.join(newFolder(), 'backup');
    const { err } = await countersign(source, ['backup', place]);
    expect(err).toContain(from === 'sqlite' ? 'there is no database at' : 'run `countersign migrate`');
    expect(existsSync(source.DATABASE_URL)).toBe(false);
    await countersignDoes(source, 'migrate');
    const table = from === 'sqlite' ? '__drizzle_migrations' : 'drizzle.__drizzle_migrations';
    await runSql(source.DATABASE_URL, `UPDATE ${table} SET created_at = created_at + 1000000000000`);
    expect((await countersign(source, ['backup', place])).err).toContain('newer version of Countersign');
    expect((await countersign(source, ['migrate', '--check'])).err).toContain('newer version of Countersign');
    mkdirSync(place);
    expect(readdirSync(place)).toEqual([]);
  });
});

/** The tables that the first migration makes. */
const firstTables = (engine: (typeof engines)[number]): Record<string, { columns: object }> => {
  const file = path.join(import.meta.dirname, '../../db/migrations', engine, 'meta/0000_snapshot.json');
  // Written by drizzle-kit; PostgreSQL's names begin with the schema.
  const { tables } = JSON.parse(readFileSync(file, 'utf8')) as {
    tables: Record<string, { columns: object }>;
  };
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [name.replace('public.', ''), table]),
  );
};
