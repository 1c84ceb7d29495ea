import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { api } from '../../../server/api.ts';
import { deskOf, type Desk } from '../../support/desk.ts';
import { expectProblem } from '../../support/problems.ts';
import { keptCounters, recount } from '../../support/recount.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../../support/server.ts';
import { onBothServers, stoppedClock } from '../../support/servers.ts';

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  let project: string;
  let service: Caller;
  let [ada, bob, lead]: Desk[] = [];
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });
  beforeEach(async () => {
    project = await server.project({
      degree: 'assistance',
      blindShare: 0,
      rules: [{ name: 'two', when: [{ on: 'class', in: ['scratched'] }], then: { inspectors: 2 } }],
    });
    service = await server.service(project);
    await submit(service, project, [aPrediction({ key: 'twice' })]);
    ada = await deskOf(server, project, 'inspector', 'Ada');
    bob = await deskOf(server, project, 'inspector', 'Bob');
    lead = await deskOf(server, project, 'lead', 'Lea');
  });

  const item = () => service.call(api.items.get, { params: { project, key: 'twice' } });
  /** One claims the next review and answers it, a moment after what was before; the decision's id. */
  const answers = async (desk: Desk | undefined, value: string): Promise<string> => {
    if (!desk) throw new Error('everybody is here');
    clock.pass(1);
    return (await desk.decides(await desk.claimsOne(), value)).decisionId;
  };
  const present = (desk: Desk | undefined): Desk => {
    if (!desk) throw new Error('everybody is here');
    return desk;
  };
  const byInspector = (a: { inspector: string }, b: { inspector: string }) =>
    a.inspector.localeCompare(b.inspector);
  const expectTrueCounters = async () => {
    const { db, projects } = server.app.services;
    const { id = '' } = (await projects.get(project)) ?? {};
    expect(await keptCounters(db, id)).toEqual(await recount(db, id));
  };

  describe('an item for two inspectors', () => {
    it('has no label after the first answer, and a consensus after an equal second', async () => {
      const first = await answers(ada, 'intact');
      expect(await item()).toMatchObject({ status: 'in_review', label: null });
      const second = await answers(bob, 'intact');
      expect(await item()).toMatchObject({
        status: 'labelled',
        label: { value: 'intact', source: 'consensus' },
        labels: [{ decisionIds: [first, second] }],
      });
      expect(await present(lead).claims(), 'nothing is left to settle').toEqual([]);
      await expectTrueCounters();
    });

    it('is asked of no third where one asks the leads while the other answers', async () => {
      const review = await present(ada).claimsOne();
      const question = randomUUID();
      await present(ada).asks(review, 'Dust, or a scratch?', { decisionId: question });
      await answers(bob, 'intact');
      const carl = await deskOf(server, project, 'inspector', 'Carl');
      expect(await carl.claims()).toEqual([]);
      await present(lead).call(api.items.reveal, { params: { project, key: 'twice' } });
      await present(lead).call(api.comments.answer, {
        params: { project, id: question },
        body: { id: randomUUID(), text: 'Dust.' },
      });
      const [back] = (await present(ada).asksForReviews(1, { resume: true })).reviews;
      if (!back) throw new Error('it does not come back');
      await present(ada).decides(back, 'intact');
      expect(await item()).toMatchObject({ label: { value: 'intact', source: 'consensus' } });
      expect(await carl.claims()).toEqual([]);
      await expectTrueCounters();
    });

    it('goes to a lead where they disagree: both opinions shown without names, and the lead’s answer adjudicates', async () => {
      const first = await answers(ada, 'intact');
      const second = await answers(bob, 'scratched');
      expect(await item()).toMatchObject({ status: 'disputed', label: null });
      const overview = await service.call(api.overview.get, { params: { project } });
      expect(overview.queue).toMatchObject({ open: 0, forLeads: 1 });

      const review = await present(lead).claimsOne();
      expect(review.purpose).toBe('adjudication');
      expect(review.opinions.map(({ inspector, at }) => ({ inspector, at }))).toEqual([
        { inspector: 'Opinion A', at: null },
        { inspector: 'Opinion B', at: null },
      ]);
      expect(review.opinions.map(({ value }) => value).toSorted()).toEqual(['intact', 'scratched']);
      const { decisionId } = await present(lead).decides(review, 'scratched');
      expect(await item()).toMatchObject({
        status: 'labelled',
        label: { value: 'scratched', source: 'adjudicated' },
        labels: [{ decisionIds: [first, second, decisionId] }],
      });
      // The adjudicator saw the opinions: only the two are compared with the model.
      const after = await service.call(api.overview.get, { params: { project } });
      expect(after.queue).toMatchObject({ open: 0, forLeads: 0 });
      expect(after.agreement.assisted).toMatchObject({ k: 1, n: 2 });
      await expectTrueCounters();
    });

    it('is settled without names wherever one looks, unless the project names opinions', async () => {
      await answers(ada, 'intact');
      await answers(bob, 'scratched');
      const settler = present(lead);
      const { opinions } = await settler.claimsOne();
      const asRead = await settler.call(api.items.get, { params: { project, key: 'twice' } });
      expect(
        asRead.decisions
          .map(({ inspector, value }) => ({ inspector, value, at: null }))
          .toSorted(byInspector),
        'the item calls them as the desk does',
      ).toEqual(opinions);
      for (const path of ['items/twice', 'items']) {
        const text = await (await settler.fetch(`/api/v1/projects/${project}/${path}`)).text();
        expect(text).not.toMatch(/Ada|Bob/);
      }

      const params = { project };
      await settler.call(api.projects.update, { params, body: { opinionsNamed: true } });
      const named = await settler.call(api.reviews.claim, { params, body: { count: 1, resume: true } });
      expect(named.reviews[0]?.opinions).toMatchObject([
        { inspector: 'Ada', value: 'intact', at: expect.any(String) },
        { inspector: 'Bob', value: 'scratched', at: expect.any(String) },
      ]);
      expect(
        (await settler.call(api.items.get, { params: { project, key: 'twice' } })).decisions,
      ).toMatchObject([{ inspector: 'Ada' }, { inspector: 'Bob' }]);
    });

    it('is adjudicated by neither of the two, nor by somebody who is no lead', async () => {
      await answers(ada, 'intact');
      await answers(lead, 'scratched');
      expect(await present(lead).claims(), 'this lead has judged it').toEqual([]);
      expect(await (await deskOf(server, project)).claims()).toEqual([]);
      const second = await deskOf(server, project, 'lead');
      const review = await second.claimsOne();
      expect(review.purpose).toBe('adjudication');
      expectProblem(await present(bob).triesToDecide(review, 'intact'), 'forbidden');
      expectProblem(await present(bob).triesToSkip(review), 'forbidden');
    });

    it('is not shown to the second what the first answered', async () => {
      await answers(ada, 'intact');
      const review = await present(bob).claimsOne();
      expect(review).toMatchObject({ key: 'twice', opinions: [], suggestion: { value: 'scratched' } });
    });

    it('needs no adjudication where one comes round to the other, even with a lead at work on it', async () => {
      const first = await answers(ada, 'intact');
      await answers(bob, 'scratched');
      const review = await present(lead).claimsOne();
      clock.pass(1);
      const { decisionId, revision } = await present(ada).changes(first, 'scratched');
      expect(revision).toBe('change');
      expect(await item()).toMatchObject({
        status: 'labelled',
        label: { value: 'scratched', source: 'consensus' },
        reviews: [{}, {}, { purpose: 'adjudication', state: 'cancelled' }],
      });
      expect((await item()).labels[0]?.decisionIds).toContain(decisionId);
      await expectTrueCounters();

      // The lead's work is not thrown away, and not in force either.
      expect(await present(lead).decides(review, 'intact')).toMatchObject({ standing: 'opinion' });
      expect((await item()).label).toMatchObject({ value: 'scratched', source: 'consensus' });
      await expectTrueCounters();
    });

    it('is disputed again where the two part ways after a consensus', async () => {
      const first = await answers(ada, 'intact');
      await answers(bob, 'intact');
      await present(ada).changes(first, 'scratched');
      expect(await item()).toMatchObject({ status: 'disputed', label: null });
      expect((await item()).labels, 'the consensus stays in the lineage').toMatchObject([
        { source: 'consensus', supersededAt: expect.any(String) },
      ]);
      expect((await present(lead).claimsOne()).purpose).toBe('adjudication');
      await expectTrueCounters();
    });

    it('goes on when one skips: somebody else is the second', async () => {
      await answers(ada, 'intact');
      await present(bob).skips(await present(bob).claimsOne());
      await answers(lead, 'intact');
      expect(await item()).toMatchObject({ label: { value: 'intact', source: 'consensus' } });
      await expectTrueCounters();
    });

    it('counts an escalated half like any other', async () => {
      await answers(ada, 'intact');
      await present(bob).escalates(await present(bob).claimsOne());
      await answers(lead, 'scratched');
      expect(await item()).toMatchObject({ status: 'disputed' });
      await expectTrueCounters();
    });
  });
});
