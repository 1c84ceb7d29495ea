import { eq } from 'drizzle-orm';
import pino from 'pino';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  cancelEstimate,
  estimateOf,
  noteEstimateProgress,
  startEstimate,
  type EstimateRow,
} from '../../db/queries/estimates.ts';
import { system } from '../../db/actor.ts';
import { newId } from '../../db/new-id.ts';
import { insertPosteriors } from '../../db/queries/posteriors.ts';
import { addSnapshot } from '../../db/queries/snapshots.ts';
import { deleteSuperseded } from '../../server/features/reliability/keep-posteriors.ts';
import { createEstimator, type Estimator } from '../../server/features/reliability/estimator.ts';
import type { DatasetQuery } from '../../server/domain/datasets/query.ts';
import type { DatasetRow } from '../../server/domain/datasets/row.ts';
import { deskOf } from '../support/desk.ts';
import { freezer } from '../support/snapshots.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  let project: string;
  let projectId: string;
  let leadId: string;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  /** A project whose every item was judged by three inspectors' pairs. */
  beforeEach(async () => {
    const two = { name: 'two', when: [{ on: 'confidence' as const, op: 'lt' as const, value: 1 }] };
    project = await server.project({
      degree: 'shadow',
      rules: [{ ...two, then: { review: true, inspectors: 2 } }],
    });
    const service = await server.service(project);
    const people = [];
    for (let n = 0; n < 3; n += 1) people.push(await deskOf(server, project));
    for (const pair of [people.slice(0, 2), people.slice(1), [people[0], people[2]]])
      for (const value of ['scratched', 'intact']) {
        await submit(service, project, [aPrediction()]);
        for (const desk of pair) await desk?.decides(await desk.claimsOne(), value);
      }
    const lead = await server.person('lead', project);
    leadId = lead.id;
    projectId = (await server.app.services.projects.get(project))?.id ?? '';
  });

  const db = () => server.app.services.db;
  const run = () => db().read((q) => estimateOf(q, projectId, 'latest'));
  const starts = async (): Promise<EstimateRow> => {
    const started = await db().write((tx) =>
      startEstimate(tx, { projectId, startedBy: leadId, startedAt: clock.now(), schemaRevision: 1 }),
    );
    if (!started) throw new Error('one is running');
    return started;
  };
  /** What an instance leaves that takes a run up and dies at once, so many times. */
  const takenUp = async (times: number): Promise<void> => {
    await db().write(async (tx) => {
      const started = await startEstimate(tx, {
        projectId,
        startedBy: leadId,
        startedAt: clock.now(),
        schemaRevision: 1,
      });
      if (!started) throw new Error('one is running');
      const { reliabilityEstimates: e } = tx.tables;
      await tx.db.update(e).set({ attempts: times }).where(eq(e.id, started.id));
      await noteEstimateProgress(tx, { id: started.id, attempts: times }, {}, clock.now() + 60_000);
    });
  };
  const posteriors = () =>
    db().read(async (q) => {
      const { itemPosteriors: p, items } = q.tables;
      const rows = await q.db
        .select({ p })
        .from(p)
        .innerJoin(items, eq(items.id, p.itemId))
        .where(eq(items.projectId, projectId));
      return rows.map((row) => row.p);
    });
  const anInstance = (): Estimator =>
    createEstimator({ db: db(), log: pino({ level: 'silent' }), now: clock.now });
  const until = (state: EstimateRow['state']) =>
    vi.waitFor(async () => expect((await run())?.state).toBe(state), { timeout: 60_000 });

  describe('a run', () => {
    it('that an instance left behind when it died is taken up by another once its time is over', async () => {
      await takenUp(1);
      clock.pass(60_001);
      const other = anInstance();
      other.start();
      await until('done');
      await other.stop();
      expect(await run()).toMatchObject({ attempts: 2, items: 6, answers: 12 });
    });

    it('begins again with what it makes of items where an instance died amid writing it', async () => {
      await takenUp(1);
      const { id = '' } = (await run()) ?? {};
      await db().write(async (tx) => {
        const { items } = tx.tables;
        const some = await tx.db.select().from(items).where(eq(items.projectId, projectId)).limit(4);
        const left = { shares: [], label: null, doubt: null };
        await insertPosteriors(
          tx,
          id,
          some.map((item) => ({ itemId: item.id, ...left })),
        );
      });
      clock.pass(60_001);
      const other = anInstance();
      other.start();
      await until('done');
      await other.stop();
      const rows = await posteriors();
      expect(rows).toHaveLength(6);
      for (const { estimateId, shares, doubt } of rows) {
        expect(estimateId).toBe(id);
        expect(shares[0]?.share).toBeGreaterThan(0.5);
        expect(doubt, 'all agree with the label').toBeLessThan(0.5);
      }
    });

    it('that is cancelled leaves what the one before it makes of items', async () => {
      await starts();
      const one = anInstance();
      one.start();
      await until('done');
      await one.stop();
      const { id: kept = '' } = (await run()) ?? {};
      clock.pass(1);
      await takenUp(1);
      const { id = '' } = (await run()) ?? {};
      const [item] = await posteriors();
      await db().write(async (tx) => {
        await insertPosteriors(tx, id, item ? [item].map(({ estimateId: _, ...row }) => row) : []);
        await cancelEstimate(tx, projectId, id, clock.now());
      });
      clock.pass(1);
      await deleteSuperseded(db(), projectId, new AbortController().signal);
      expect(new Set((await posteriors()).map(({ estimateId }) => estimateId))).toEqual(new Set([kept]));
    });

    it('tells datasets how probable each label is', async () => {
      await starts();
      const one = anInstance();
      one.start();
      await until('done');
      await one.stop();
      const { id } = (await run()) ?? {};
      clock.pass(1);
      const { frozen, text } = await freezer(server, project);
      const snapshot = await frozen({ name: 'weighed' });
      const rows = (await text(snapshot.id)).trim().split('\n');
      const told = rows.map((row) => JSON.parse(row) as DatasetRow);
      const shares = new Map((await posteriors()).map((row) => [row.itemId, row.shares]));
      expect(told.length).toBe(6);
      for (const { value, posterior, agreement, lineage } of told) {
        const [likeliest] = shares.get(lineage.item_id) ?? [];
        expect(likeliest).toEqual({ value, share: posterior });
        expect(lineage.estimate_id).toBe(id);
        expect(agreement).toBe(1);
      }
    });

    it('keeps what an earlier one makes of items while a snapshot is written', async () => {
      for (let n = 0; n < 2; n += 1) {
        await starts();
        const one = anInstance();
        one.start();
        await until('done');
        await one.stop();
        clock.pass(1);
        if (n === 0)
          await db().write(async (tx) => {
            await addSnapshot(tx, {
              id: newId(),
              projectId,
              name: 'being written',
              query: {} as DatasetQuery, // nobody takes it up
              sealed: false,
              licence: '',
              state: 'writing',
              requestedBy: system,
              requestedAt: clock.now(),
              labelSeq: 0,
              progress: 0,
              parts: [],
              leaseExpiresAt: clock.now() + 1e9,
              attempts: 1,
            });
          });
      }
      const kept = async () => new Set((await posteriors()).map(({ estimateId }) => estimateId)).size;
      const remove = () => deleteSuperseded(db(), projectId, new AbortController().signal);
      await remove();
      expect(await kept()).toBe(2);
      await db().write((tx) => {
        const { snapshots } = tx.tables;
        return tx.db.update(snapshots).set({ state: 'ready' }).where(eq(snapshots.projectId, projectId));
      });
      await remove();
      expect(await kept()).toBe(1);
    });

    it('that an instance is at work on is left alone', async () => {
      await takenUp(1);
      const other = anInstance();
      other.start();
      await other.stop();
      expect(await run()).toMatchObject({ state: 'running', attempts: 1 });
      clock.pass(60_001);
      const last = anInstance();
      last.start();
      await until('done');
      await last.stop();
    });

    it('that has ended three instances is given up', async () => {
      await takenUp(3);
      clock.pass(60_001);
      const other = anInstance();
      other.start();
      await until('failed');
      await other.stop();
      expect((await run())?.failure).toContain('the server ended 3 times');
    });

    it('that a stopping instance has in hand is done by another', async () => {
      await starts();
      const one = anInstance();
      one.start();
      await one.stop();
      const other = anInstance();
      other.start();
      await until('done');
      await other.stop();
    });

    it('is the only one of its project', async () => {
      await takenUp(1);
      await expect(starts()).rejects.toThrow('one is running');
      clock.pass(60_001);
      const other = anInstance();
      other.start();
      await until('done');
      await other.stop();
    });
  });
});
