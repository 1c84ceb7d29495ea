import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, watch } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { engineOf, engines, type Engine } from '../../db/engine.ts';
import { api } from '../../server/api.ts';
import type { Receipt } from '../../server/contract/submissions.ts';
import { startCommand, type CommandProcess } from '../support/command-process.ts';
import { countersign, countersignDoes } from '../support/command.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { contentsOf, fillEveryTable } from '../support/every-table.ts';
import { startServerProcess, type ServerProcess } from '../support/server-process.ts';
import { aPrediction, callerAt, startServer, submit, type Caller } from '../support/server.ts';
import { newFolder, newSettings, runSql } from '../support/settings.ts';

type Acknowledged = { receipts: Receipt[]; decisions: { key: string; id: string; value: string }[] };

/** Submits and decides from many sides until told to stop; what was acknowledged is in `done` at that moment. */
const workOn = (service: Caller, project: string, desks: Desk[]) => {
  const done: Acknowledged = { receipts: [], decisions: [] };
  let stopping = false;
  let next = { after: Infinity, reached: () => {} };
  const acknowledged = (): void => {
    if (done.receipts.length + done.decisions.length >= next.after) next.reached();
  };
  const submits = async (): Promise<void> => {
    for (let i = 0; !stopping; i += 1) {
      const records = Array.from({ length: 20 }, (_, n) =>
        aPrediction({ key: randomUUID(), confidence: ((i + n) % 10) / 10 }),
      );
      done.receipts.push(...((await submit(service, project, records)) as Receipt[])); // all are good
      acknowledged();
    }
  };
  const decides = async (desk: Desk): Promise<void> => {
    while (!stopping)
      for (const review of await desk.claims(5)) {
        const id = randomUUID();
        const value = done.decisions.length % 3 === 0 ? 'intact' : 'scratched';
        await desk.decides(review, value, { decisionId: id });
        done.decisions.push({ key: review.key, id, value });
        acknowledged();
      }
  };
  const work = Promise.all([submits(), submits(), ...desks.map(decides)]);
  work.catch(() => next.reached()); // it fails the test where it is stopped
  return {
    done,
    /** Resolves once so much more was acknowledged. */
    goesOnFor: (more: number) =>
      new Promise<void>((reached) => {
        next = { after: done.receipts.length + done.decisions.length + more, reached };
      }),
    stop: async () => {
      stopping = true;
      await work;
    },
  };
};

const exportOf = async (caller: Caller, project: string): Promise<string[]> => {
  const response = await caller.fetch(`${addressOf(api.labels.export, { project })}?format=jsonl`);
  expect(response.status).toBe(200);
  return (await response.text()).split('\n').slice(0, -1);
};

const folderOfAll = mkdtempSync(path.join(tmpdir(), 'countersign-backups-'));
afterAll(() => rmSync(folderOfAll, { recursive: true, force: true }));

const fill = async (engine: Engine) => {
  const settings = await newSettings(engine, folderOfAll);
  await fillEveryTable(settings.DATABASE_URL, 800);
  return { settings, contents: await contentsOf(settings.DATABASE_URL) };
};
const made: Partial<Record<Engine, ReturnType<typeof fill>>> = {};

/** A database with rows in every table, and what it holds: made once an engine, as nothing here writes to it. */
const filled = (engine: Engine) => (made[engine] ??= fill(engine));

let backup: Promise<string> | null = null;
/** A backup of such a database on SQLite. */
const backedUp = () =>
  (backup ??= filled('sqlite').then(async ({ settings }) => {
    const place = path.join(folderOfAll, 'backup');
    await countersignDoes(settings, 'backup', place, '--without-media');
    return place;
  }));

describe.each(engines)('a backup while a server on %s is at work', { timeout: 120_000 }, (from) => {
  const [to] = engines.filter((engine) => engine !== from);
  let running: ServerProcess | null = null;
  afterAll(async () => running?.kill());

  it('has all that was acknowledged before it began, and comes back whole on the other engine', async () => {
    const settings = await newSettings(from, newFolder());
    const first = await startServer({ env: settings });
    // Nothing but new labels, so that those of a moment are the first of those that came to be.
    const project = await first.project({
      degree: 'partial',
      threshold: 0.8,
      auditShare: 0,
      blindShare: 0.2,
    });
    const service = await first.service(project);
    const desks = await Promise.all(Array.from({ length: 4 }, () => deskOf(first, project)));
    const { port } = new URL(first.url);
    await first.close();
    running = await startServerProcess({ ...settings, PORT: port });

    const work = workOn(service, project, desks);
    await work.goesOnFor(1_000);
    const before = { receipts: [...work.done.receipts], decisions: [...work.done.decisions] };
    const place = path.join(newFolder(), 'backup');
    const backup = startCommand(settings, ['backup', place]);
    const during = work.goesOnFor(300);
    expect(await backup.ended).toMatchObject({ code: 0, err: '' });
    await during;
    await work.stop();
    expect(before.decisions.length).toBeGreaterThan(0);
    const exported = await exportOf(service, project);
    await running.kill();

    const target = await newSettings(to ?? from, newFolder());
    await countersignDoes(target, 'restore', place);
    expect(await countersignDoes(target, 'check', '--media')).not.toContain('WRONG');
    const restored = await startServer({ env: target });
    try {
      const again = callerAt(() => restored.url, service.headers);
      const lines = await exportOf(again, project);
      expect(lines.length).toBeGreaterThanOrEqual(before.decisions.length);
      expect(lines.length).toBeLessThan(exported.length);
      expect(lines).toEqual(exported.slice(0, lines.length));

      const lost = { submissions: [] as string[], decisions: [] as string[] };
      const page = (cursor?: string) =>
        again.call(api.items.list, {
          params: { project },
          query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
        });
      const stored = new Set<string>();
      for (let { rows, nextCursor } = await page(); ; { rows, nextCursor } = await page(nextCursor)) {
        for (const { key } of rows) stored.add(key);
        if (nextCursor === null) break;
      }
      lost.submissions = before.receipts.map(({ key }) => key).filter((key) => !stored.has(key));
      for (const { key, id, value } of before.decisions) {
        const item = await again.call(api.items.get, { params: { project, key } });
        if (!item.decisions.some((decision) => decision.id === id && decision.value === value))
          lost.decisions.push(id);
      }
      expect(lost, 'acknowledged before the backup and not in it').toEqual({
        submissions: [],
        decisions: [],
      });

      // And it is a server like any other: the same key submits, people are given work.
      const [receipt] = await submit(again, project, [aPrediction({ key: randomUUID(), confidence: 0.1 })]);
      expect(receipt).toMatchObject({ destination: 'review' });
      expect(await countersignDoes(target, 'check')).not.toContain('WRONG');
    } finally {
      await restored.close();
    }
  });

  it.each(['killed', 'stopped'])(
    'that is %s half-way is none, and is not in the way of the next',
    async (how) => {
      const { settings, contents } = await filled(from);
      const folder = newFolder();
      const place = path.join(folder, 'backup');
      const appearing = watch(folder);
      const appeared = once(appearing, 'change');
      const backup: CommandProcess = startCommand(settings, ['backup', place, '--without-media']);
      await appeared;
      appearing.close();
      if (how === 'killed') await backup.kill();
      else {
        backup.stop();
        expect(await backup.ended).toMatchObject({ code: 1, err: expect.stringContaining('SIGTERM') });
        expect(readdirSync(folder)).toEqual([]);
      }
      expect(existsSync(place)).toBe(false);
      const target = await newSettings(from, newFolder());
      for (const name of readdirSync(folder))
        expect(await countersign(target, ['restore', path.join(folder, name)])).toMatchObject({
          code: 1,
          err: expect.stringContaining('is not a whole backup'),
        });

      await countersignDoes(settings, 'backup', place, '--without-media');
      expect(readdirSync(folder)).toEqual(['backup']);
      await countersignDoes(target, 'restore', place);
      expect(await contentsOf(target.DATABASE_URL)).toEqual(contents);
    },
  );
});

describe.each(engines)('a restore on %s', { timeout: 120_000 }, (engine) => {
  it('that is killed half-way keeps nothing, and can be run again', async () => {
    const place = await backedUp();
    const target = await newSettings(engine, newFolder());
    const restore = startCommand(target, ['restore', place]);
    await begun(target.DATABASE_URL, restore);
    await restore.kill();
    await countersignDoes(target, 'restore', place);
    expect(await contentsOf(target.DATABASE_URL)).toEqual((await filled('sqlite')).contents);
  });
});

/** Whether rows are being put into a database, which nobody sees before they are all there. */
const isFilled = async (url: string): Promise<boolean> => {
  if (engineOf(url) === 'sqlite')
    return (statSync(`${url}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 1_000_000;
  const rows = await runSql(
    url,
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'INSERT INTO%'`,
  );
  return rows.length > 0;
};

/** Resolves once a command writes to a database. */
const begun = async (url: string, command: CommandProcess): Promise<void> => {
  let ended = false;
  void command.ended.then(() => (ended = true));
  while (!(await isFilled(url))) if (ended) throw new Error('it ended before it was seen at work');
};
