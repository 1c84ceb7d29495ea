import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { api } from '../../../server/api.ts';
import { deskOf, type Desk } from '../../support/desk.ts';
import { expectEvidence, keptCounters, recount } from '../../support/recount.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../../support/server.ts';
import { onBothServers, stoppedClock } from '../../support/servers.ts';

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  let project: string;
  let service: Caller;
  let ada: Desk, bob: Desk, cyd: Desk, lead: Desk;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });
  beforeEach(async () => {
    const classes = ['scratched', 'intact', 'dented'].map((name) => ({
      name,
      title: name,
      color: '#1c7ed6',
      key: null,
      retired: false,
    }));
    const policy = { degree: 'full', auditShare: 1 } as const;
    project = await server.project(policy, { schema: { kind: 'choice', classes } });
    service = await server.service(project);
    await submit(service, project, [aPrediction({ key: 'audited', value: 'scratched' })]);
    ada = await deskOf(server, project, 'inspector', 'Ada');
    bob = await deskOf(server, project, 'inspector', 'Bob');
    cyd = await deskOf(server, project, 'inspector', 'Cyd');
    lead = await deskOf(server, project, 'lead', 'Lea');
  });

  const item = () => service.call(api.items.get, { params: { project, key: 'audited' } });
  const overview = () => lead.call(api.overview.get, { params: { project } });
  /** One claims the next review and answers it, a moment after what was before; the decision's id. */
  const answers = async (desk: Desk, value: string): Promise<string> => {
    clock.pass(1);
    return (await desk.decides(await desk.claimsOne(), value)).decisionId;
  };
  const disputed = { status: 'disputed', label: { value: 'scratched', source: 'auto' } };
  const says = (value: string, source: string) => ({ status: 'labelled', label: { value, source } });
  const expectTrueCounters = async () => {
    const { db, projects } = server.app.services;
    const { id = '' } = (await projects.get(project)) ?? {};
    expect(await keptCounters(db, id)).toEqual(await recount(db, id));
    await expectEvidence(db);
  };

  describe('an audit', () => {
    it('that agrees with the model is the label', async () => {
      await answers(ada, 'scratched');
      expect(await item()).toMatchObject(says('scratched', 'human'));
      expect(await bob.claims(), 'nobody else is asked').toEqual([]);
      expect((await overview()).agreement.audit).toMatchObject({ k: 1, n: 1 });
      await expectTrueCounters();
    });

    it('that disagrees goes to another inspector, blind, and counts neither for nor against the model yet', async () => {
      await answers(ada, 'intact');
      expect(await item()).toMatchObject(disputed);
      expect((await overview()).agreement.audit).toMatchObject({ k: 0, n: 0 });
      expect((await overview()).queue).toMatchObject({ open: 1, forLeads: 0 });
      await expectTrueCounters();

      expect(await ada.claims(), 'the first is not asked again').toEqual([]);
      const review = await bob.claimsOne();
      expect(review).toMatchObject({ purpose: 'review', arm: 'blind', suggestion: null, opinions: [] });
      await bob.decides(review, 'intact');
      expect(await item()).toMatchObject(says('intact', 'consensus'));
      // What the second says was asked for because the first disagreed, and is no evidence of its own.
      expect((await overview()).agreement.audit).toMatchObject({ k: 0, n: 1 });
      await expectTrueCounters();
    });

    it('goes to a third where the second sides with the model, and the majority is the label', async () => {
      const ids = [await answers(ada, 'intact'), await answers(bob, 'scratched')];
      expect(await item()).toMatchObject(disputed);
      ids.push(await answers(cyd, 'scratched'));
      expect(await item()).toMatchObject(says('scratched', 'consensus'));
      const label = (await item()).labels.find(({ supersededAt }) => supersededAt === null);
      expect(label?.decisionIds, 'all three stand behind it').toEqual(ids);
      await expectTrueCounters();
    });

    it('goes to a lead where all three differ, and the automatic label stays until then', async () => {
      await answers(ada, 'intact');
      await answers(bob, 'scratched');
      await answers(cyd, 'dented');
      expect(await item()).toMatchObject(disputed);
      const review = await lead.claimsOne();
      expect(review.purpose).toBe('adjudication');
      expect(review.opinions).toHaveLength(3);
      await lead.decides(review, 'dented');
      expect(await item()).toMatchObject(says('dented', 'adjudicated'));
      await expectTrueCounters();
    });

    it('needs no recheck where its author comes round to the model before anybody is at it', async () => {
      const first = await answers(ada, 'intact');
      clock.pass(1);
      const back = await ada.changes(first, 'scratched');
      const after = await item();
      expect(after).toMatchObject(says('scratched', 'human'));
      expect(after.reviews).toMatchObject([{ purpose: 'audit' }, { purpose: 'recheck', state: 'cancelled' }]);
      expect((await overview()).queue).toMatchObject({ open: 0 });
      await expectTrueCounters();

      clock.pass(1);
      await ada.changes(back.decisionId, 'intact');
      expect(await item()).toMatchObject(disputed);
      expect((await overview()).queue).toMatchObject({ open: 1 });
      expect((await overview()).agreement.audit).toMatchObject({ n: 0 });
      await expectTrueCounters();
    });

    it('leaves a recheck in the hands it is in, and takes its answer into account', async () => {
      const first = await answers(ada, 'intact');
      const review = await bob.claimsOne();
      clock.pass(1);
      await ada.changes(first, 'scratched');
      expect(await item()).toMatchObject(says('scratched', 'human'));
      await expectTrueCounters();
      expect(await bob.decides(review, 'dented')).toMatchObject({ standing: 'standing' });
      expect(await item(), 'the two differ').toMatchObject(disputed);
      await expectTrueCounters();
      await answers(cyd, 'dented');
      expect(await item()).toMatchObject(says('dented', 'consensus'));
      await expectTrueCounters();
    });

    it('is disputed again where one of two changes their mind, and the automatic label is back', async () => {
      await answers(ada, 'intact');
      const second = await answers(bob, 'intact');
      clock.pass(1);
      await bob.changes(second, 'scratched');
      expect(await item()).toMatchObject(disputed);
      await expectTrueCounters();
      await answers(cyd, 'intact');
      expect(await item()).toMatchObject(says('intact', 'consensus'));
      await expectTrueCounters();
    });
  });
});
