import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decisionById } from '../../db/queries/decisions.ts';
import { api } from '../../server/api.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { expectEvidence, keptCounters, recount } from '../support/recount.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  let project: string;
  let service: Caller;
  let lea: Desk, ada: Desk, bob: Desk;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });
  beforeEach(async () => {
    project = await server.project({ degree: 'assistance', blindShare: 0 });
    service = await server.service(project);
    lea = await deskOf(server, project, 'lead', 'Lea');
    ada = await deskOf(server, project, 'inspector', 'Ada');
    bob = await deskOf(server, project, 'inspector', 'Bob');
    await submit(service, project, [aPrediction({ key: 'first' }), aPrediction({ key: 'second' })]);
  });

  const params = () => ({ project });
  const questions = async () => (await lea.call(api.comments.questions, { params: params() })).questions;
  const answering = (id: string, text: string, more: { id?: string } = {}) => ({
    params: { ...params(), id },
    body: { id: randomUUID(), text, ...more },
  });
  const threads = (reader: Desk, key: string) =>
    reader.call(api.comments.list, { params: { ...params(), key } });
  const queue = async () => (await lea.call(api.overview.get, { params: params() })).queue;
  const expectTrueCounters = async () => {
    const { db, projects } = server.app.services;
    const { id = '' } = (await projects.get(project)) ?? {};
    expect(await keptCounters(db, id)).toEqual(await recount(db, id));
    await expectEvidence(db);
  };
  /** Ada asks about the first item; gives the question's id. */
  const asked = async (text = 'Dust, or a scratch?') => {
    const [review] = await ada.claims();
    if (!review) throw new Error('nothing waits');
    const id = randomUUID();
    await ada.asks(review, text, { decisionId: id });
    clock.pass(1);
    return { id, review };
  };

  describe('a review that an inspector asks about', () => {
    it('waits for words, in nobody’s hands, and the next one comes', async () => {
      const [review] = await ada.claims();
      if (!review) throw new Error('nothing waits');
      const next = await ada.asks(review, 'Dust, or a scratch?', { claim: 1 });
      expect(next.reviews.map(({ key }) => key)).toEqual(['second']);
      expect(await bob.asksForReviews()).toMatchObject({
        reviews: [],
        availability: { claimable: 0, excluded: 0, heldByOthers: 1, forLeads: 0, asked: 1 },
      });
      expect(await queue()).toMatchObject({ open: 0, held: 1, forLeads: 0 });
      expect(await questions()).toMatchObject([
        { key: 'first', inspector: { id: ada.id, name: 'Ada' }, text: 'Dust, or a scratch?' },
      ]);
      await expectTrueCounters();
      clock.pass(86_400_000);
      expect((await bob.claims(5)).map(({ key }) => key)).toEqual(['second']);
    });

    it('comes back to who asked, with the thread, before anybody else', async () => {
      const { id } = await asked();
      const answer = answering(id, 'Dust.');
      await lea.call(api.comments.answer, answer);
      expect(await lea.call(api.comments.answer, answer)).toEqual({ ok: true });
      expectProblem(await lea.ask(api.comments.answer, answering(id, 'A scratch.')), 'conflict');
      expect(await questions()).toEqual([]);

      expect((await bob.claims(5)).map(({ key }) => key)).toEqual(['second']);
      const [back] = (await ada.asksForReviews(1, { resume: true })).reviews;
      expect(back).toMatchObject({ key: 'first', thread: [{ kind: 'question' }, { kind: 'answer' }] });
      expect(back?.thread.map(({ author, text }) => `${author}: ${text}`)).toEqual([
        'Ada: Dust, or a scratch?',
        'Lea: Dust.',
      ]);
      await expectTrueCounters();
    });

    it('goes to others where who asked does not come back to it in an hour', async () => {
      const { id } = await asked();
      await lea.call(api.comments.answer, answering(id, 'Dust.'));
      clock.pass(3_600_001);
      const [review] = await bob.claims();
      expect(review).toMatchObject({ key: 'first', thread: [] });
    });

    it('is asked about once by one id, and by nobody who lost it or who is a lead asking for a lead', async () => {
      const { id, review } = await asked();
      const again = await ada.asks(review, 'Dust, or a scratch?', { decisionId: id });
      expect(again).toMatchObject({ repeated: true });
      expectProblem(await ada.triesToAsk(review, 'Another?', { decisionId: id }), 'decision_conflict');
      expectProblem(await ada.triesToAsk(review, 'Another?'), 'lease_lost');
      expectProblem(await ada.triesToAsk(review, '  '), 'invalid_input');
      const [second] = await ada.claims();
      if (!second) throw new Error('nothing waits');
      await ada.escalates(second);
      const [escalated] = await lea.claims();
      if (!escalated) throw new Error('nothing waits');
      expectProblem(await lea.triesToAsk(escalated, 'Who knows?'), 'conflict');
    });

    it('is answered by its inspector as somebody who was advised', async () => {
      const { id } = await asked();
      await lea.call(api.comments.answer, answering(id, 'Dust.'));
      const [back] = (await ada.asksForReviews(1, { resume: true })).reviews;
      if (!back) throw new Error('it does not come back');
      const { decisionId } = await ada.decides(back, 'intact');
      const { db } = server.app.services;
      const decided = await db.read((q) => decisionById(q, decisionId));
      expect(decided).toMatchObject({ standing: 'standing', independent: false });
      await expectTrueCounters();
    });
  });

  describe('comments', () => {
    const says = (text: string, more: { inspector?: string; id?: string } = {}) => ({
      params: { ...params(), key: 'second' },
      body: { id: randomUUID(), text, ...more },
    });

    it('are read by their inspector and by leads, and by no other inspector', async () => {
      const first = says('Seen worse.');
      await ada.call(api.comments.write, first);
      await ada.call(api.comments.write, first);
      expectProblem(
        await ada.ask(api.comments.write, { ...first, body: { ...first.body, text: 'Other words.' } }),
        'conflict',
      );
      clock.pass(1);
      await lea.call(api.comments.write, says('So have I.', { inspector: ada.id }));
      expectProblem(await bob.ask(api.comments.write, says('And I.', { inspector: ada.id })), 'forbidden');
      expectProblem(
        await lea.ask(api.comments.write, says('You too?', { inspector: bob.id })),
        'invalid_input',
      );
      const thread = {
        inspector: { id: ada.id, name: 'Ada' },
        lines: [
          { author: 'Ada', text: 'Seen worse.' },
          { author: 'Lea', text: 'So have I.' },
        ],
        waiting: null,
      };
      expect(await threads(ada, 'second')).toMatchObject({ threads: [thread], withheld: false });
      expect(await threads(lea, 'second')).toMatchObject({ threads: [thread], withheld: false });
      expect(await threads(bob, 'second')).toEqual({ threads: [], withheld: false });
    });

    it('tell leads of a question that waits', async () => {
      const { id } = await asked();
      expect(await threads(lea, 'first')).toMatchObject({ threads: [{ waiting: id }] });
    });
  });

  it('everybody who has the project open hears that a question was asked and answered, and not what it says', async () => {
    const socket = await server.socket(bob, project);
    const heard: unknown[] = [];
    const twice = new Promise<void>((resolve) => {
      socket.on('comments', (event) => heard.push(event) === 2 && resolve());
    });
    const { id } = await asked();
    await lea.call(api.comments.answer, answering(id, 'Dust.'));
    await twice;
    expect(heard).toEqual([
      { project, answered: null },
      { project, answered: ada.id },
    ]);
  });
});
