import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Driver from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { foreignKeys } from '../../db/archive/table-shapes.ts';
import { openDatabase } from '../../db/open.ts';
import { countersign, countersignDoes } from '../support/command.ts';
import { contentsOf, fillEveryTable } from '../support/every-table.ts';
import { newFolder, newSettings, nextNumbers, runSql, type Settings } from '../support/settings.ts';

const refuses = async (settings: Settings, to: string, reason: string): Promise<void> => {
  expect(await countersign(settings, ['move', '--to', to])).toMatchObject({
    code: 1,
    err: expect.stringContaining(reason),
  });
};

describe('a move from SQLite to PostgreSQL', () => {
  let source: Settings;
  const rows = 1_050; // of each table: more than one batch
  beforeAll(async () => {
    source = await newSettings('sqlite', newFolder());
    await fillEveryTable(source.DATABASE_URL, rows);
  });
  const newTarget = async (): Promise<string> => (await newSettings('postgres')).DATABASE_URL;

  it('takes every value of every table along, and is complete once', async () => {
    const to = await newTarget();
    const before = await contentsOf(source.DATABASE_URL);
    const said = await countersignDoes(source, 'move', '--to', to);
    expect(said).toContain(`Moved ${Object.keys(before).length * rows} rows`);
    expect(await contentsOf(to)).toEqual(before);
    expect(await contentsOf(source.DATABASE_URL)).toEqual(before);
    for (const { next, greatest } of await nextNumbers(to)) expect(next).toBeGreaterThan(greatest);
    await (await openDatabase(to)).close();
    expect(await countersignDoes(source, 'move', '--to', to)).toContain('complete already');
    const other = await newSettings('sqlite', newFolder());
    await countersignDoes(other, 'migrate');
    await refuses(other, to, 'that of the move of');
  });

  it('that was broken off keeps servers, backups and restores out, and goes on where it was', async () => {
    const to = await newTarget();
    const half = new AbortController();
    const outcome = await countersign(source, ['move', '--to', to], {
      signal: abortingAfter(half, 12),
    });
    expect(outcome).toMatchObject({ code: 1, err: expect.stringContaining('broken off') });
    const progress = 'SELECT sum(rows) AS n FROM countersign_move.progress';
    const copied = Number((await runSql(to, progress))[0]?.n);
    expect(copied).toBeGreaterThan(0);
    await expect(openDatabase(to)).rejects.toThrow('is not complete: run `countersign move` again');
    for (const args of [['migrate'], ['backup', path.join(newFolder(), 'b')], ['check'], ['user', 'list']])
      expect(await countersign({ ...source, DATABASE_URL: to }, args)).toMatchObject({ code: 1 });

    await countersignDoes(source, 'move', '--to', to);
    expect(await contentsOf(to)).toEqual(await contentsOf(source.DATABASE_URL));
    await (await openDatabase(to)).close();
  });

  it('takes a batch that failed again, and none twice', async () => {
    const to = await newTarget();
    const half = new AbortController();
    await countersign(source, ['move', '--to', to], { signal: abortingAfter(half, 2) });
    const fault = 'ALTER TABLE decisions ADD CONSTRAINT fault CHECK (content_hash NOT LIKE';
    await runSql(to, `${fault} 'content_hash 1040 %')`);
    await refuses(source, to, 'violates check constraint "fault"');
    await runSql(to, 'ALTER TABLE decisions DROP CONSTRAINT fault');
    await countersignDoes(source, 'move', '--to', to);
    expect(await contentsOf(to)).toEqual(await contentsOf(source.DATABASE_URL));
  });

  it('does not pass for complete where one side was written to since it began', async () => {
    const to = await newTarget();
    const half = new AbortController();
    await countersign(source, ['move', '--to', to], { signal: abortingAfter(half, 12) });
    const parents = new Set(foreignKeys().map(({ parent }) => parent));
    const begun = await runSql(to, 'SELECT table_name AS name FROM countersign_move.progress WHERE rows > 0');
    const name = begun.map((row) => String(row.name)).find((table) => !parents.has(table)) ?? '';
    await runSql(to, `DELETE FROM "${name}" WHERE ctid = (SELECT min(ctid) FROM "${name}")`);
    await refuses(source, to, `the table ${name} has ${rows} rows in the file and ${rows - 1}`);
    await expect(openDatabase(to)).rejects.toThrow('is not complete');
  });

  it('refuses a target that holds something else', async () => {
    const used = await newSettings('postgres');
    await countersignDoes(used, 'migrate');
    await countersignDoes(used, 'user', 'add', 'ada@example.org');
    await refuses(source, used.DATABASE_URL, 'the target is not empty: its table users has rows');
    const foreign = await newTarget();
    await runSql(foreign, 'CREATE TABLE recipes (name text)');
    await refuses(source, foreign, 'tables of something else');
    await refuses({ ...source, DATABASE_URL: foreign }, foreign, 'what is moved is an SQLite file');
  });

  it('wants the server stopped, and keeps one from starting', { timeout: 60_000 }, async () => {
    const to = await newTarget();
    const db = await openDatabase(source.DATABASE_URL);
    await refuses(source, to, 'stop the server first');
    await db.close();
    const moving = countersign(source, ['move', '--to', to]);
    // Taken at once, before anything is asked of the target.
    const other = new Driver(source.DATABASE_URL, { timeout: 0 });
    expect(() => other.prepare('SELECT count(*) FROM users').get()).toThrow('locked');
    other.close();
    expect(await moving).toMatchObject({ code: 0 });
  });

  it('needs a file that is there, at this version', async () => {
    const to = await newTarget();
    const folder = newFolder();
    const missing = { DATA_DIR: folder, DATABASE_URL: path.join(folder, 'none.db') };
    await refuses(missing, to, 'there is no database at');
    mkdirSync(path.join(folder, 'old'));
    const old = { DATA_DIR: folder, DATABASE_URL: path.join(folder, 'old', 'empty.db') };
    new Driver(old.DATABASE_URL).close();
    await runSql(old.DATABASE_URL, 'PRAGMA user_version = 1');
    await refuses(old, to, 'run `countersign migrate`');
  });
});

/** A signal that is aborted when it has been looked at so often. */
const abortingAfter = (controller: AbortController, looks: number): AbortSignal => {
  let left = looks;
  const { signal } = controller;
  const throwIfAborted = signal.throwIfAborted.bind(signal);
  signal.throwIfAborted = () => {
    left -= 1;
    if (left === 0) controller.abort(new Error('broken off'));
    throwIfAborted();
  };
  return signal;
};
