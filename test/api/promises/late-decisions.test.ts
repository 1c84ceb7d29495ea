import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { claimReviews } from '../../../db/queries/claims.ts';
import { selectRows } from '../../../db/select-rows.ts';
import { api } from '../../../server/api.ts';
import { deskOf, type Desk } from '../../support/desk.ts';
import { keptCounters, recount } from '../../support/recount.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../../support/server.ts';
import { onBothServers, stoppedClock } from '../../support/servers.ts';

onBothServers((start, engine) => {
  const clock = stoppedClock();
  let server: TestServer;
  let project: string;
  let service: Caller;
  beforeAll(async () => {
    server = await start({ now: clock.now });
    project = await server.project({ degree: 'assistance', blindShare: 0 });
    service = await server.service(project);
  });

  const item = (key: string) => service.call(api.items.get, { params: { project, key } });
  const waiting = (key: string) => submit(service, project, [aPrediction({ key })]);
  /** One claims a review and loses it: the lease runs out, and another claims it. */
  const loses = async (late: Desk, other: Desk) => {
    const review = await late.claimsOne();
    clock.pass(120_001);
    const taken = await other.claimsOne();
    expect(taken.id).toBe(review.id);
    return { review, taken };
  };
  const expectTrueCounters = async () => {
    const { db, projects } = server.app.services;
    const { id = '' } = (await projects.get(project)) ?? {};
    expect(await keptCounters(db, id)).toEqual(await recount(db, id));
  };

  describe('promise 3: a decision that comes after its lease was lost', () => {
    it('promise 3: is kept as an opinion beside the standing answer, and its author is told', async () => {
      await waiting('late');
      const [late, quick] = [await deskOf(server, project), await deskOf(server, project)];
      const { review, taken } = await loses(late, quick);
      expect((await quick.decides(taken, 'intact')).standing).toBe('standing');
      clock.pass(1);
      const told = await late.decides(review, 'scratched', { timeSpentMs: 130_000, suggestionShown: true });
      expect(told).toMatchObject({ standing: 'opinion', repeated: false });

      expect((await late.latest())[0]).toMatchObject({ id: told.decisionId, standing: 'opinion' });
      const { label, labels, decisions } = await item('late');
      expect(label).toMatchObject({ value: 'intact', source: 'human' });
      expect(labels).toHaveLength(1);
      expect(decisions).toMatchObject([
        { inspector: quick.name, standing: 'standing' },
        { inspector: late.name, standing: 'opinion', value: 'scratched', timeSpentMs: 130_000 },
      ]);
      await expectTrueCounters();
    });

    it('promise 3: is kept while the other is still at work, who goes on undisturbed', async () => {
      await waiting('overtaken');
      const [late, quick] = [await deskOf(server, project), await deskOf(server, project)];
      const { review, taken } = await loses(late, quick);
      expect((await late.decides(review, 'scratched')).standing).toBe('opinion');
      expect(await item('overtaken')).toMatchObject({ status: 'in_review', label: null });
      expect(await quick.renews(taken)).toEqual([expect.any(String)]);
      expect((await quick.decides(taken, 'intact')).standing).toBe('standing');
      expect((await item('overtaken')).label).toMatchObject({ value: 'intact' });
      await expectTrueCounters();
    });

    it('promise 3: is kept where the other has skipped the review since', async () => {
      await waiting('skipped');
      const [late, other] = [await deskOf(server, project), await deskOf(server, project)];
      const { review, taken } = await loses(late, other);
      await other.skips(taken);
      expect((await late.decides(review, 'intact')).standing).toBe('opinion');
      const third = await deskOf(server, project);
      await third.decides(await third.claimsOne(), 'scratched');
      expect((await item('skipped')).decisions).toHaveLength(3);
    });

    it('promise 3: is kept where the other has escalated the review since', async () => {
      await waiting('escalated');
      const [late, other] = [await deskOf(server, project), await deskOf(server, project)];
      const { review, taken } = await loses(late, other);
      await other.escalates(taken);
      expect((await late.decides(review, 'intact')).standing).toBe('opinion');
      const lead = await deskOf(server, project, 'lead');
      await lead.decides(await lead.claimsOne(), 'scratched');
      const { label, decisions } = await item('escalated');
      expect(label).toMatchObject({ value: 'scratched' });
      expect(decisions.map((d) => d.standing).toSorted()).toEqual(['opinion', 'standing', 'standing']);
      await expectTrueCounters();
    });

    it('promise 3: is kept where another claimed the review in the same moment', async () => {
      const [late, other] = [await deskOf(server, project), await deskOf(server, project)];
      for (let i = 0; i < 10; i += 1) {
        await waiting(`at once ${i}`);
        const review = await late.claimsOne();
        clock.pass(120_001);
        const [decided, [taken]] = await Promise.all([late.decides(review, 'scratched'), other.claims()]);
        expect(decided.standing, 'one of the two comes first').toBe(taken ? 'opinion' : 'standing');
        if (taken) expect((await other.decides(taken, 'scratched')).standing).toBe('standing');
        expect((await item(`at once ${i}`)).label).toMatchObject({ value: 'scratched' });
      }
      await expectTrueCounters();
    });

    if (engine === 'postgres')
      it('promise 3: is kept where another’s claim is being committed as it comes', async () => {
        await waiting('not yet committed');
        const [late, other] = [await deskOf(server, project), await deskOf(server, project)];
        const review = await late.claimsOne();
        await late.releases(review);
        const { db, projects } = server.app.services;
        const { id: projectId = '' } = (await projects.get(project)) ?? {};
        const isWaitedFor = async () => {
          const query = sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
          return (await db.read((q) => selectRows(q, query))).length > 0;
        };

        const claimed = Promise.withResolvers<void>();
        const mayCommit = Promise.withResolvers<void>();
        const claiming = db.write(async (tx) => {
          const claim = { projectId, userId: other.id, audiences: ['inspector' as const], count: 1 };
          await claimReviews(tx, { ...claim, now: clock.now(), leaseMs: 120_000, schemaRevision: 1 });
          claimed.resolve();
          await mayCommit.promise;
        });
        await claimed.promise;
        const deciding = late.decides(review, 'scratched');
        while (!(await isWaitedFor()));
        mayCommit.resolve();
        await claiming;
        expect((await deciding).standing).toBe('opinion');
        const [taken] = (await other.asksForReviews(1, { resume: true })).reviews;
        if (!taken) throw new Error('the other has claimed it');
        expect((await other.decides(taken, 'intact')).standing).toBe('standing');
        await expectTrueCounters();
      });

    it('promise 3: can be changed by its author and stays an opinion', async () => {
      await waiting('changed');
      const [late, quick] = [await deskOf(server, project), await deskOf(server, project)];
      const { review, taken } = await loses(late, quick);
      await quick.decides(taken, 'intact');
      const { decisionId } = await late.decides(review, 'scratched');
      clock.pass(1);
      expect(await late.changes(decisionId, 'intact')).toMatchObject({ standing: 'opinion' });
      expect((await item('changed')).labels).toHaveLength(1);
      await expectTrueCounters();
    });
  });
});
