import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { api } from '../../../server/api.ts';
import { deskOf, type Desk } from '../../support/desk.ts';
import { expectProblem } from '../../support/problems.ts';
import { keptCounters, recount } from '../../support/recount.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../../support/server.ts';
import { onBothServers } from '../../support/servers.ts';

const { skip, escalate } = api.reviews;

onBothServers((start) => {
  let server: TestServer;
  let project: string;
  let service: Caller;
  let desk: Desk;
  beforeAll(async () => {
    server = await start();
  });
  beforeEach(async () => {
    project = await server.project();
    service = await server.service(project);
    await submit(
      service,
      project,
      ['a', 'b', 'c'].map((key) => aPrediction({ key })),
    );
    desk = await deskOf(server, project);
  });
  const decisionsOn = async (key: string) =>
    (await service.call(api.items.get, { params: { project, key } })).decisions;
  const expectTrueCounters = async () => {
    const { db, projects } = server.app.services;
    const { id = '' } = (await projects.get(project)) ?? {};
    expect(await keptCounters(db, id)).toEqual(await recount(db, id));
  };

  describe('promise 9: a decision', () => {
    it('promise 9: sent again gives the first answer, with what its author holds by then', async () => {
      const review = await desk.claimsOne();
      const decisionId = randomUUID();
      const first = await desk.decides(review, 'intact', { decisionId, claim: 1 });
      expect(first).toMatchObject({ repeated: false, reviews: [{ key: 'b', token: 1 }] });
      const again = await desk.decides(review, 'intact', { decisionId, claim: 1, timeSpentMs: 99 });
      expect(again).toMatchObject({
        standing: 'standing',
        repeated: true,
        reviews: [{ key: 'b', token: 1 }],
      });
      expect(await decisionsOn('a')).toHaveLength(1);
      await expectTrueCounters();
    });

    it('promise 9: under an id that was used with other content is a conflict', async () => {
      const [review, other] = await desk.claims(2);
      if (!review || !other) throw new Error('three wait');
      const decisionId = randomUUID();
      await desk.decides(review, 'intact', { decisionId });
      const path = ['decisionId'];
      expectProblem(await desk.triesToDecide(review, 'scratched', { decisionId }), 'decision_conflict', path);
      expectProblem(await desk.triesToDecide(other, 'intact', { decisionId }), 'decision_conflict', path);
      expectProblem(
        await desk.triesToChange(decisionId, 'scratched', { decisionId }),
        'decision_conflict',
        path,
      );
      expect(await decisionsOn('a')).toMatchObject([{ value: 'intact' }]);
      expect(await decisionsOn('b')).toEqual([]);
    });

    it('promise 9: under somebody else’s id is a conflict, even with the same content', async () => {
      const review = await desk.claimsOne();
      const decisionId = randomUUID();
      await desk.decides(review, 'intact', { decisionId });
      const other = await deskOf(server, project);
      expectProblem(await other.triesToDecide(review, 'intact', { decisionId }), 'decision_conflict');
    });

    it('promise 9: sent many times at once is made once, and every answer is the first', async () => {
      const review = await desk.claimsOne();
      const decisionId = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => desk.decides(review, 'intact', { decisionId })),
      );
      expect(answers.filter((a) => !a.repeated)).toHaveLength(1);
      expect(answers.every((a) => a.standing === 'standing' && a.decisionId === decisionId)).toBe(true);
      expect(await decisionsOn('a')).toHaveLength(1);
      await expectTrueCounters();
    });

    it('promise 9: on two reviews under one id at once is made on one, and refused on the other', async () => {
      const [review, other] = await desk.claims(2);
      if (!review || !other) throw new Error('three wait');
      const decisionId = randomUUID();
      const answers = await Promise.all([
        desk.triesToDecide(review, 'intact', { decisionId }),
        desk.triesToDecide(other, 'intact', { decisionId }),
      ]);
      expect(answers.map((a) => a.status).toSorted()).toEqual([200, 409]);
      for (const answer of answers.filter((a) => a.status === 409))
        expectProblem(answer, 'decision_conflict');
      expect([...(await decisionsOn('a')), ...(await decisionsOn('b'))]).toHaveLength(1);
      await expectTrueCounters();
    });

    it('promise 9: to change an earlier one, sent again and many times at once, is made once', async () => {
      const { decisionId: first } = await desk.decides(await desk.claimsOne(), 'intact');
      const decisionId = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => desk.changes(first, 'scratched', { decisionId })),
      );
      expect(answers.filter((a) => !a.repeated)).toHaveLength(1);
      const again = await desk.changes(first, 'scratched', { decisionId });
      expect(again).toEqual({ decisionId, revision: 'change', standing: 'standing', repeated: true });
      expectProblem(await desk.triesToChange(first, 'intact', { decisionId }), 'decision_conflict');
      expect(await decisionsOn('a')).toHaveLength(2);
      await expectTrueCounters();
    });

    it('promise 9: to skip or to escalate, sent again and many times at once, is made once', async () => {
      const [toSkip, toEscalate] = await desk.claims(2);
      if (!toSkip || !toEscalate) throw new Error('three wait');
      const skipping = { decisionId: randomUUID(), token: toSkip.token, reason: 'unclear' as const };
      const skips = await Promise.all(
        Array.from({ length: 6 }, () =>
          desk.call(skip, { params: { project, id: toSkip.id }, body: skipping }),
        ),
      );
      expect(skips.filter((a) => !a.repeated)).toHaveLength(1);
      const escalating = { decisionId: randomUUID(), token: toEscalate.token, note: 'help' };
      const escalations = await Promise.all(
        Array.from({ length: 6 }, () =>
          desk.call(escalate, { params: { project, id: toEscalate.id }, body: escalating }),
        ),
      );
      expect(escalations.filter((a) => !a.repeated)).toHaveLength(1);
      const params = { project, id: toSkip.id };
      const otherReason = await desk.ask(skip, { params, body: { ...skipping, reason: 'broken' } });
      expectProblem(otherReason, 'decision_conflict');
      expect(await decisionsOn('a')).toHaveLength(1);
      expect(await decisionsOn('b')).toHaveLength(1);
      await expectTrueCounters();
    });

    it('promise 9: sent again after the review went on to somebody else still gives the first answer', async () => {
      const review = await desk.claimsOne();
      const body = { decisionId: randomUUID(), token: review.token, reason: 'unclear' as const };
      const request = { params: { project, id: review.id }, body };
      const first = await desk.call(skip, request);
      const other = await deskOf(server, project);
      const taken = await other.claimsOne();
      expect(taken.id).toBe(review.id);
      await other.escalates(taken);
      expect(await desk.call(skip, request)).toEqual({ ...first, repeated: true });
    });
  });
});
