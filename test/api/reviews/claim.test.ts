import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../../server/api.ts';
import { gridCells } from '../../../server/domain/grid.ts';
import { deskOf, nothingMore } from '../../support/desk.ts';
import { expectProblem } from '../../support/problems.ts';
import { aPrediction, submit, type TestServer } from '../../support/server.ts';
import { onBothServers, stoppedClock } from '../../support/servers.ts';

const { claim, release, renew } = api.reviews;

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  /** A project with these items waiting in it, submitted one after the other. */
  const given = async (...records: Record<string, unknown>[]) => {
    const project = await server.project({ degree: 'assistance', blindShare: 0 });
    const service = await server.service(project);
    for (const record of records) {
      await submit(service, project, [aPrediction(record)]);
      clock.pass(1);
    }
    return project;
  };

  describe('a claim', () => {
    it('takes by priority, then age', async () => {
      const project = await given(
        { key: 'old' },
        { key: 'urgent', priority: 900 },
        { key: 'middle', priority: 5 },
        { key: 'urgent, later', priority: 900 },
        { key: 'young' },
      );
      const desk = await deskOf(server, project);
      const order = ['urgent', 'urgent, later', 'middle', 'old', 'young'];
      const first = await desk.claims(2);
      expect(first.map((r) => r.key)).toEqual(order.slice(0, 2));
      expect((await desk.claims(10)).map((r) => r.key)).toEqual(order.slice(2));
    });

    it('shows the item, what is asked, the suggestion and until when it is held', async () => {
      const project = await given({
        key: 'one',
        payload: { text: 'A phone', title: 'From line 3' },
        inputs: { brightness: 0.4, line: 'b' },
        confidence: 0.7,
        scores: { scratched: 0.7, intact: 0.3 },
        priority: 7,
      });
      const desk = await deskOf(server, project);
      const since = clock.now() - 1;
      expect(await desk.asksForReviews(2)).toEqual({
        reviews: [
          {
            id: expect.any(String),
            itemId: expect.any(String),
            key: 'one',
            purpose: 'review',
            arm: 'assisted',
            token: 1,
            expiresAt: new Date(clock.now() + 120_000).toISOString(),
            schemaRevision: 1,
            schema: expect.objectContaining({ kind: 'choice' }),
            payload: { text: 'A phone', title: 'From line 3' },
            inputs: { brightness: 0.4, line: 'b' },
            priority: 7,
            waitingSince: new Date(since).toISOString(),
            suggestion: {
              model: 'scratches@1',
              value: 'scratched',
              confidence: 0.7,
              calibrated: null,
              scores: { scratched: 0.7, intact: 0.3 },
            },
            opinions: [],
            escalation: null,
            dueAt: null,
            thread: [],
          },
        ],
        availability: nothingMore,
      });
    });

    it('never takes what somebody holds, judged or skipped, and says why there is no more', async () => {
      const project = await given(
        { key: 'held' },
        { key: 'judged' },
        { key: 'skipped' },
        { key: 'escalated' },
      );
      const other = await deskOf(server, project);
      await other.claimsOne();
      const desk = await deskOf(server, project);
      const [judged, skipped, escalated] = await desk.claims(3);
      if (!judged || !skipped || !escalated) throw new Error('three reviews wait');
      await desk.decides(judged, 'intact');
      await desk.skips(skipped);
      await desk.escalates(escalated);
      expect(await desk.asksForReviews(1)).toEqual({
        reviews: [],
        availability: {
          ...nothingMore,
          excluded: 1,
          heldByOthers: 1,
          heldUntil: new Date(clock.now() + 120_000).toISOString(),
          forLeads: 1,
        },
      });
    });

    it('gives an inspector one of the two reviews of an item, and somebody else the other', async () => {
      const project = await server.project({
        degree: 'assistance',
        rules: [{ name: 'two', when: [{ on: 'class', in: ['scratched'] }], then: { inspectors: 2 } }],
      });
      await submit(await server.service(project), project, [aPrediction({ key: 'twice' })]);
      const [ada, bob] = [await deskOf(server, project), await deskOf(server, project)];
      const claimed = await ada.asksForReviews(2);
      expect(claimed.reviews.map((r) => r.key)).toEqual(['twice']);
      expect(claimed.availability, 'the second is not for her').toEqual({ ...nothingMore, excluded: 1 });
      const [second] = await bob.claims(2);
      expect(second?.key).toBe('twice');
      expect(second?.id).not.toBe(claimed.reviews[0]?.id);
    });

    it('with resume begins with what the caller holds, renewed, and claims only what is missing', async () => {
      const project = await given({ key: 'a' }, { key: 'b' }, { key: 'c' });
      const desk = await deskOf(server, project);
      const held = await desk.claims(2);
      clock.pass(60_000);
      const { reviews, availability } = await desk.asksForReviews(3, { resume: true });
      expect(reviews.map((r) => r.key)).toEqual(['a', 'b', 'c']);
      expect(reviews.slice(0, 2).map(({ id, token }) => ({ id, token }))).toEqual(
        held.map(({ id, token }) => ({ id, token })),
      );
      const expiresAt = new Date(clock.now() + 120_000).toISOString();
      expect(reviews.map((r) => r.expiresAt)).toEqual([expiresAt, expiresAt, expiresAt]);
      expect(availability).toBeNull();
    });

    it('gives a lead first what waits for leads', async () => {
      const project = await given({ key: 'plain', priority: 9 }, { key: 'hard' });
      const desk = await deskOf(server, project);
      const [plain, hard] = await desk.claims(2);
      if (!plain || !hard) throw new Error('two reviews wait');
      await desk.escalates(hard, { note: 'two phones in one picture' });
      await desk.releases(plain);
      const lead = await deskOf(server, project, 'lead');
      const reviews = await lead.claims(2);
      expect(reviews.map((r) => r.key)).toEqual(['hard', 'plain']);
      expect(reviews[0]?.escalation).toEqual({ inspector: desk.name, note: 'two phones in one picture' });
    });

    it('of nothing gives nothing, and no reason', async () => {
      const desk = await deskOf(server, await given({}));
      expect(await desk.asksForReviews(0)).toEqual({ reviews: [], availability: null });
    });

    it('of more than a grid holds, or with an unknown field, is refused by the name of the field', async () => {
      const project = await given();
      const desk = await deskOf(server, project);
      const tooMany = await desk.ask(claim, { params: { project }, body: { count: gridCells + 1 } });
      expectProblem(tooMany, 'invalid_input', ['count']);
      // The types do not let an unknown field through; a stranger's client has no types.
      const body = { count: 1, haste: true } as { count: number };
      expectProblem(await desk.ask(claim, { params: { project }, body }), 'invalid_input', ['haste']);
    });

    it('is not for analysts, services or strangers', async () => {
      const project = await given({});
      const request = { params: { project }, body: { count: 1 } };
      const analyst = await server.person('analyst', project);
      expectProblem(await analyst.ask(claim, request), 'forbidden');
      expectProblem(await (await server.service(project)).ask(claim, request), 'forbidden');
      expectProblem(await (await server.person(null)).ask(claim, request), 'not_found');
      expectProblem(await server.anyone.ask(claim, request), 'unauthenticated');
    });
  });

  describe('a lease', () => {
    it('is renewed by a heartbeat, over HTTP as over the socket, until somebody else claims the review', async () => {
      const project = await given({ key: 'a' });
      const [ada, bob] = [await deskOf(server, project), await deskOf(server, project)];
      const review = await ada.claimsOne();
      const socket = await server.socket(ada, project);
      const leases = [{ reviewId: review.id, token: review.token }];
      const beats = async () => [
        (await ada.renews(review))[0],
        (await socket.timeout(10_000).emitWithAck('renew', { project, leases }))[0]?.expiresAt,
      ];
      clock.pass(119_000);
      const until = new Date(clock.now() + 120_000).toISOString();
      expect(await beats()).toEqual([until, until]);
      clock.pass(119_000);
      expect(await bob.claims()).toEqual([]);

      clock.pass(1_001);
      const taken = await bob.claimsOne();
      expect(taken).toMatchObject({ id: review.id, token: review.token + 1 });
      expect(await beats()).toEqual([null, null]);
      expect(await bob.renews({ ...taken, token: review.token }), 'the old token renews nothing').toEqual([
        null,
      ]);
      expect(await ada.renews(taken), 'nor does the new one in other hands').toEqual([null]);
    });

    it('is as long as the project says', async () => {
      const project = await given({ key: 'a' });
      const lead = await server.person('lead', project);
      await lead.call(api.projects.update, { params: { project }, body: { leaseSeconds: 15 } });
      const review = await (await deskOf(server, project)).claimsOne();
      expect(review.expiresAt).toBe(new Date(clock.now() + 15_000).toISOString());
    });

    it('is renewed and given back by people who review, not by analysts, services or strangers', async () => {
      const project = await given({});
      const request = { params: { project }, body: { leases: [] } };
      const callers = [
        [await server.person('analyst', project), 'forbidden'],
        [await server.service(project), 'forbidden'],
        [await server.person(null), 'not_found'],
        [server.anyone, 'unauthenticated'],
      ] as const;
      for (const [caller, code] of callers)
        for (const route of [renew, release]) expectProblem(await caller.ask(route, request), code);
    });
  });

  describe('a released review', () => {
    it('goes to the next who asks; giving back what is not held changes nothing', async () => {
      const project = await given({ key: 'a' });
      const [ada, bob] = [await deskOf(server, project), await deskOf(server, project)];
      const review = await ada.claimsOne();
      await bob.releases(review);
      expect(await bob.claims()).toEqual([]);
      await ada.releases(review);
      const again = await bob.claimsOne();
      expect(again).toMatchObject({ id: review.id, token: 2 });
      await ada.releases(review);
      expect(await bob.renews(again)).toEqual([expect.any(String)]);
      await bob.releases(again);
      expect(await ada.claimsOne(), 'she may have it again: giving back is no skip').toMatchObject({
        token: 3,
      });
    });
  });
});
