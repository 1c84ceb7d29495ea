import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { api } from '../../../server/api.ts';
import type { Transaction } from '../../../db/database.ts';
import { deskOf } from '../../support/desk.ts';
import {
  aPrediction,
  submit,
  type Caller,
  type PersonCaller,
  type TestServer,
} from '../../support/server.ts';
import { onBothServers } from '../../support/servers.ts';

class Mishap extends Error {}

onBothServers((start, engine) => {
  let server: TestServer;
  let project: string;
  let service: Caller;
  let lead: PersonCaller;
  beforeAll(async () => {
    server = await start();
    project = await server.project();
    service = await server.service(project);
    lead = await server.person('lead', project);
  });

  /** An item, the project, and what is announced when either changes. */
  const given = async (key: string) => {
    await submit(service, project, [aPrediction({ key })]);
    const { id } = await service.call(api.items.get, { params: { project, key } });
    const { db, publish, projects } = server.app.services;
    const state = await projects.get(project);
    if (!state) throw new Error(`there is no project ${project}`);
    const announceAll = (tx: Transaction): void => {
      publish.itemChanged(tx, state, { id, key });
      publish.policyChanged(tx, state, 99);
      publish.projectChanged(tx, state);
      publish.queueChanged(tx, state);
    };
    return { id, key, state, db, publish, announceAll };
  };
  /** A socket in the project's room, and what it heard, in order; queue and presence follow other things too. */
  const listener = async () => {
    const socket = await server.socket(lead, project);
    const heard: [string, unknown][] = [];
    for (const name of ['item', 'policy', 'project'] as const)
      socket.on(name, (event: unknown) => heard.push([name, event]));
    return { socket, heard };
  };

  it('promise 8: a write that fails after it announced something announces nothing', async () => {
    const { id, key, state, db, publish, announceAll } = await given('failed');
    const { socket, heard } = await listener();
    let woken = false;
    const change = publish.nextChange(id, AbortSignal.timeout(20_000)).then(() => (woken = true));

    const failing = db.write(async (tx) => {
      announceAll(tx);
      await tx.db.update(tx.tables.items).set({ status: 'labelled' });
      throw new Mishap('too late');
    });
    await expect(failing).rejects.toThrow(Mishap);
    expect(woken, 'who waits for the label sleeps on').toBe(false);

    // Events come in order: what the failed write had announced would have come before this one.
    const arrived = new Promise((resolve) => socket.once('item', resolve));
    await db.write(async (tx) => publish.itemChanged(tx, state, { id, key: 'after' }));
    await arrived;
    expect(heard).toEqual([['item', { project, itemId: id, key: 'after' }]]);
    await change;
    const item = await service.call(api.items.get, { params: { project, key } });
    expect(item.status).toBe('in_review');
  });

  it('promise 8: a decision that is rolled back wakes nobody; the same decision, made, wakes who waits for it', async () => {
    await given('waited for');
    const desk = await deskOf(server, project);
    const [review, ...others] = (await desk.claims(10)).toReversed();
    if (review?.key !== 'waited for') throw new Error('the last one waits');
    await desk.releases(...others);
    const { heard } = await listener();
    const waiting = service.call(api.items.label, {
      params: { project, key: 'waited for' },
      query: { wait: 30 },
    });

    const { db } = server.app.services;
    const write = db.write.bind(db);
    const rolledBack = Promise.withResolvers<void>();
    // The next write does all its work, announces it, and then fails.
    db.write = (work) => {
      db.write = write;
      const failing = write(async (tx) => {
        await work(tx);
        throw new Mishap('the disk is full');
      });
      failing.catch(() => rolledBack.resolve());
      return failing as never; // it never resolves with a value
    };
    const decisionId = '0199aaaa-0000-7000-8000-000000000001';
    const { status } = await desk.triesToDecide(review, 'intact', { decisionId });
    expect(status).toBe(500);
    await rolledBack.promise;
    expect(heard).toEqual([]);
    expect(await desk.latest()).toEqual([]);

    expect(await desk.decides(review, 'intact', { decisionId })).toMatchObject({ repeated: false });
    expect((await waiting).label).toMatchObject({ value: 'intact' });
    expect(heard.filter(([name]) => name === 'item')).toHaveLength(1);
  });

  it('promise 8: what is announced can be read by everybody', async () => {
    const { id, key, state, db, publish } = await given('read');
    const { socket } = await listener();
    const told = new Promise<string | undefined>((resolve, reject) => {
      socket.on('item', (event) => {
        if (event.itemId !== id) return;
        service.call(api.items.get, { params: { project, key } }).then((i) => resolve(i.status), reject);
      });
    });
    await db.write(async (tx) => {
      publish.itemChanged(tx, state, { id, key });
      // Whatever is announced too early would be read before this is committed.
      for (const status of ['disputed', 'labelled', 'accepted'] as const)
        await tx.db.update(tx.tables.items).set({ status });
    });
    expect(await told).toBe('accepted');
  });

  if (engine === 'sqlite')
    it('promise 8: of writes that share a commit none is answered or announced before it, and none where it fails', async () => {
      const { db } = await given('shared');
      const said: string[] = [];
      const first = db
        .write(async (tx) => tx.afterCommit(() => said.push('first')))
        .then(() => said.push('answered'));
      const second = db.write(async () => {
        expect(said, 'the commit is still to come').toEqual([]);
      });
      await Promise.all([first, second]);
      expect(said).toEqual(['first', 'answered']);

      const innocent = db.write(async (tx) => tx.afterCommit(() => said.push('innocent')));
      const fatal = db.write(async (tx) => {
        // Checked at the COMMIT, which fails.
        await tx.db.run(sql`PRAGMA defer_foreign_keys = ON`);
        await tx.db.run(sql`UPDATE reviews SET item_id = 'nowhere'`);
        tx.afterCommit(() => said.push('fatal'));
      });
      const outcomes = await Promise.allSettled([innocent, fatal]);
      expect(outcomes.map((o) => o.status)).toEqual(['rejected', 'rejected']);
      expect(said).toEqual(['first', 'answered']);
      await db.write(async (tx) => tx.afterCommit(() => said.push('next')));
      expect(said, 'and the next write is well').toEqual(['first', 'answered', 'next']);
    });
});
