import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../../server/api.ts';
import { deskOf, nothingMore } from '../../support/desk.ts';
import { expectProblem } from '../../support/problems.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../../support/server.ts';
import { onBothServers, stoppedClock } from '../../support/servers.ts';

const { skip, escalate } = api.reviews;

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  let project: string;
  let service: Caller;
  beforeAll(async () => {
    server = await start({ now: clock.now });
    project = await server.project();
    service = await server.service(project);
  });
  const waiting = async (key: string) => {
    await submit(service, project, [aPrediction({ key, priority: 1 })]);
    return { params: { project, key } };
  };
  const queue = async () => (await service.call(api.overview.get, { params: { project } })).queue;

  describe('a skip', () => {
    it('is kept with its reason and note, and the review goes to somebody else', async () => {
      const item = await waiting('skipped');
      const desk = await deskOf(server, project);
      const review = await desk.claimsOne();
      const more = { reason: 'not_my_field', note: 'ask the paint shop', timeSpentMs: 900 } as const;
      expect(await desk.skips(review, more)).toMatchObject({ standing: 'standing', repeated: false });
      expect((await service.call(api.items.get, item)).decisions).toMatchObject([
        { inspector: desk.name, kind: 'skip', value: null, ...more },
      ]);
      expect(await desk.claims()).toEqual([]);
      expect(await queue()).toMatchObject({ open: 1, forLeads: 0, held: 0 });
      const other = await deskOf(server, project);
      const again = await other.claimsOne();
      expect(again).toMatchObject({ id: review.id, token: 2 });
      await other.decides(again, 'intact');
    });

    it('claims the next in the same answer', async () => {
      const desk = await deskOf(server, project);
      await waiting('first');
      const review = await desk.claimsOne();
      await waiting('second');
      const { reviews } = await desk.skips(review, { claim: 1 });
      expect(reviews.map((r) => r.key)).toEqual(['second']);
      await desk.decides(reviews[0] ?? review, 'intact');
      const other = await deskOf(server, project);
      await other.decides(await other.claimsOne(), 'intact');
    });

    it('is refused once the review is somebody else’s, or answered', async () => {
      await waiting('lost');
      const [late, quick] = [await deskOf(server, project), await deskOf(server, project)];
      const review = await late.claimsOne();
      clock.pass(120_001);
      const taken = await quick.claimsOne();
      expectProblem(await late.triesToSkip(review), 'lease_lost');
      expectProblem(await late.triesToEscalate(review), 'lease_lost');
      await quick.decides(taken, 'intact');
      expectProblem(await late.triesToSkip(review), 'review_closed');
      expectProblem(await late.triesToEscalate(review), 'review_closed');
      expect(await late.latest()).toEqual([]);
    });

    it('without a reason of the list is refused by name', async () => {
      await waiting('reasonless');
      const desk = await deskOf(server, project);
      const review = await desk.claimsOne();
      const params = { project, id: review.id };
      const body = { decisionId: randomUUID(), token: review.token };
      // What a client without our types might send.
      const bored = { ...body, reason: 'bored' as 'other' };
      expectProblem(await desk.ask(skip, { params, body: bored }), 'invalid_input', ['reason']);
      await desk.decides(review, 'intact');
    });

    it('and an escalation are not for analysts, services or strangers', async () => {
      await waiting('guarded');
      const desk = await deskOf(server, project);
      const review = await desk.claimsOne();
      const params = { project, id: review.id };
      const body = { decisionId: randomUUID(), token: review.token };
      const analyst = await server.person('analyst', project);
      const stranger = await server.person(null);
      for (const [caller, code] of [
        [analyst, 'forbidden'],
        [service, 'forbidden'],
        [stranger, 'not_found'],
        [server.anyone, 'unauthenticated'],
      ] as const) {
        expectProblem(await caller.ask(skip, { params, body: { ...body, reason: 'unclear' } }), code);
        expectProblem(await caller.ask(escalate, { params, body: { ...body, note: '' } }), code);
      }
      await desk.decides(review, 'intact');
    });
  });

  describe('an escalation', () => {
    it('brings the review to a lead with the note, and to nobody else', async () => {
      const item = await waiting('hard');
      const desk = await deskOf(server, project, 'inspector', 'Ada');
      const review = await desk.claimsOne();
      await desk.escalates(review, { note: 'a phone or a mirror?' });
      expect(await queue()).toMatchObject({ open: 0, forLeads: 1, held: 0 });
      const other = await deskOf(server, project);
      expect(await other.asksForReviews()).toEqual({
        reviews: [],
        availability: { ...nothingMore, forLeads: 1 },
      });

      const lead = await deskOf(server, project, 'lead');
      const escalated = await lead.claimsOne();
      expect(escalated).toMatchObject({
        id: review.id,
        escalation: { inspector: 'Ada', note: 'a phone or a mirror?' },
        opinions: [],
      });
      expectProblem(await lead.triesToEscalate(escalated), 'conflict');
      clock.pass(1);
      await lead.decides(escalated, 'intact');
      expect(await service.call(api.items.get, item)).toMatchObject({
        status: 'labelled',
        label: { value: 'intact', source: 'human' },
        decisions: [
          { kind: 'escalation', note: 'a phone or a mirror?', inspector: 'Ada' },
          { kind: 'answer', value: 'intact', inspector: lead.name },
        ],
      });
      expect(await queue()).toMatchObject({ open: 0, forLeads: 0, held: 0 });
    });

    it('cannot be answered by an inspector who knows of it', async () => {
      await waiting('reserved');
      const desk = await deskOf(server, project);
      const review = await desk.claimsOne();
      await desk.escalates(review);
      const lead = await deskOf(server, project, 'lead');
      const escalated = await lead.claimsOne();
      const other = await deskOf(server, project);
      expectProblem(await other.triesToSkip(escalated), 'forbidden');
      await lead.decides(escalated, 'intact');
    });
  });
});
