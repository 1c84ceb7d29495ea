import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import type { SentBody } from '../../server/contract/route.ts';
import { firstPolicy } from '../../server/domain/policy.ts';
import { deskOf, nothingMore, type Desk } from '../support/desk.ts';
import { expectNothingHalfWritten } from '../support/intact.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const { queue, groups } = api;
const why = 'because';
const hold = 120_000;

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  /** A project with a lead, three inspectors, and these items, submitted one after the other. */
  const given = async (...records: Record<string, unknown>[]) => {
    const project = await server.project();
    const service = await server.service(project);
    const submits = async (record: Record<string, unknown>) => {
      clock.pass(1);
      await submit(service, project, [aPrediction(record)]);
    };
    for (const record of records) await submits(record);
    const [ada, bob, eve] = [
      await deskOf(server, project, 'inspector', 'Ada'),
      await deskOf(server, project, 'inspector', 'Bob'),
      await deskOf(server, project, 'inspector', 'Eve'),
    ];
    const lead = await deskOf(server, project, 'lead');
    const assigns = (
      which: SentBody<typeof queue.assign>['which'],
      to: SentBody<typeof queue.assign>['to'],
      takeBack = false,
    ) => lead.call(queue.assign, { params: { project }, body: { which, to, takeBack, reason: why } });
    const groupOf = (name: string, ...members: Desk[]) =>
      lead.call(groups.save, {
        params: { project, name },
        body: { title: `The ${name}`, members: members.map(({ id }) => id) },
      });
    const sees = () => lead.call(queue.get, { params: { project } });
    const requeues = (...keys: string[]) =>
      lead.call(queue.requeue, { params: { project }, body: { keys, reason: why } });
    return { project, service, submits, ada, bob, eve, lead, assigns, groupOf, sees, requeues };
  };
  const to = (desk: Desk) => ({ kind: 'person' as const, id: desk.id });
  const keysOf = async (desk: Desk, count = 10) => (await desk.claims(count)).map(({ key }) => key);
  const passedOver = { held: 0, known: 0, for_leads: 0, not_waiting: 0 };

  describe('a lead', () => {
    it('sees what waits and who holds what, and takes a hold back, whose late answer is kept as an opinion', async () => {
      const { ada, bob, assigns, sees, project } = await given({ key: 'a' }, { key: 'b', priority: 3 });
      const review = await ada.claimsOne();
      expect(await sees()).toEqual({
        waiting: [
          {
            purpose: 'review',
            audience: 'inspector',
            keptFor: { kind: 'anyone' },
            needs: null,
            people: 5,
            n: 1,
            overHour: 0,
            overDay: 0,
            overWeek: 0,
            oldestSince: expect.any(String),
          },
        ],
        isCut: false,
        holds: [
          {
            reviewId: review.id,
            key: 'b',
            purpose: 'review',
            keptFor: { kind: 'anyone' },
            needs: null,
            holder: { id: ada.id, name: 'Ada' },
            since: new Date(clock.now()).toISOString(),
            expiresAt: new Date(clock.now() + hold).toISOString(),
          },
        ],
        held: 1,
      });
      expect(await assigns({ reviews: [review.id] }, to(bob))).toEqual({
        assigned: 0,
        passedOver: { ...passedOver, held: 1 },
      });
      expect(await assigns({ reviews: [review.id] }, to(bob), true)).toEqual({ assigned: 1, passedOver });
      expect(await ada.renews(review)).toEqual([null]);
      expect(await keysOf(bob, 1)).toEqual(['b']);
      expect(await ada.decides(review, 'intact')).toMatchObject({ standing: 'opinion' });
      await expectNothingHalfWritten(server.app.services.db, project);
    });

    it('releases what somebody holds, and it is for everybody', async () => {
      const { ada, bob, assigns } = await given({ key: 'a' });
      const review = await ada.claimsOne();
      await assigns({ reviews: [review.id] }, { kind: 'anyone' }, true);
      expect(await ada.triesToSkip(review).then((a) => a.problem.code)).toBe('lease_lost');
      expect(await ada.decides(review, 'intact')).toMatchObject({ standing: 'opinion' });
      expect(await keysOf(bob)).toEqual(['a']);
    });

    it('is told what was left as it is', async () => {
      const { ada, bob, assigns, lead } = await given({ key: 'a' }, { key: 'b' }, { key: 'c' }, { key: 'd' });
      const [a, b, c] = await ada.claims(3);
      if (!a || !b || !c) throw new Error('three reviews wait');
      await ada.decides(a, 'intact');
      await ada.skips(b);
      await ada.escalates(c);
      await bob.claimsOne();
      const which = { keys: ['a', 'b', 'c', 'd', 'nothing'] };
      expect(await assigns(which, to(ada))).toEqual({
        assigned: 1,
        passedOver: { held: 0, known: 1, for_leads: 1, not_waiting: 2 },
      });
      expect(await assigns({ keys: ['c'] }, to(lead))).toMatchObject({ assigned: 1 });
    });

    it('assigns to nobody who does not work here, and to no group that is not there', async () => {
      const { lead, project } = await given({ key: 'a' });
      const analyst = await server.person('analyst', project);
      const sends = (target: SentBody<typeof queue.assign>['to']) =>
        lead.ask(queue.assign, {
          params: { project },
          body: { which: { keys: ['a'] }, to: target, reason: why },
        });
      expectProblem(await sends({ kind: 'person', id: analyst.id }), 'invalid_input', ['to', 'id']);
      expectProblem(await sends({ kind: 'group', name: 'ghosts' }), 'invalid_input', ['to', 'name']);
    });
  });

  describe('what is assigned', () => {
    it('to a person is given to them alone, before anything else', async () => {
      const { ada, bob, assigns } = await given({ key: 'urgent', priority: 9 }, { key: 'hers' });
      expect(await assigns({ keys: ['hers'] }, to(ada))).toEqual({ assigned: 1, passedOver });
      expect(await bob.asksForReviews(2)).toMatchObject({
        reviews: [{ key: 'urgent' }],
        availability: { ...nothingMore, assignedToOthers: 1 },
      });
      expect(await keysOf(ada)).toEqual(['hers']);
    });

    it('goes to others once they skip it, and when they leave the project', async () => {
      const { ada, bob, assigns, lead, project } = await given({ key: 'a' }, { key: 'b' });
      await assigns({ keys: ['a', 'b'] }, to(ada));
      const review = await ada.claimsOne();
      await ada.skips(review);
      expect(await keysOf(bob)).toEqual(['a']);
      await lead.call(api.people.remove, { params: { project, user: ada.id } });
      expect(await keysOf(bob)).toEqual(['b']);
      const { rows } = await lead.call(api.auditLog.project, { params: { project } });
      expect(rows.find(({ action }) => action === 'review.released')).toMatchObject({
        subject: '1 review',
        after: { reason: 'they work here no longer' },
      });
    });

    it('while others claim is in nobody else’s hands, and nothing is given twice', async () => {
      const keys = Array.from({ length: 40 }, (_, i) => ({ key: `k${i}` }));
      const { ada, bob, eve, assigns, sees, project } = await given();
      await submit(await server.service(project), project, keys.map(aPrediction));
      const claimed: { id: string; by: string; token: number }[] = [];
      const claims = async (desk: Desk) => {
        for (;;) {
          const lot = await desk.claims(2);
          if (lot.length === 0) return;
          claimed.push(...lot.map(({ id, token }) => ({ id, token, by: desk.id })));
        }
      };
      const half = { keys: keys.slice(0, 20).map(({ key }) => key) };
      await Promise.all([claims(bob), claims(eve), assigns(half, to(ada), true)]);
      await Promise.all([bob, eve, ada].map(claims));
      const { holds } = await sees();
      expect(holds).toHaveLength(40);
      expect(
        holds
          .filter(({ holder }) => holder.id === ada.id)
          .map(({ key }) => key)
          .toSorted(),
      ).toEqual(half.keys.toSorted());
      // Each hold is the last claim of its review.
      for (const { reviewId, holder } of holds) {
        const last = claimed.filter(({ id }) => id === reviewId).toSorted((a, b) => b.token - a.token)[0];
        expect(last?.by).toBe(holder.id);
      }
    });
  });

  describe('a skill', () => {
    it('that a rule asks for is needed to be given the work, by priority beside what anybody may do', async () => {
      const { ada, bob, groupOf, lead, project, submits, sees } = await given();
      await groupOf('chinese', ada);
      const rules = [
        { name: 'cn', when: [{ on: 'class' as const, in: ['intact'] }], then: { skill: 'chinese' } },
      ];
      const policy = { ...firstPolicy, rules };
      const saves = (p: typeof policy) =>
        lead.ask(api.policy.save, { params: { project }, body: { basedOn: 2, policy: p, note: '' } });
      const unknown = rules.map((rule) => ({ ...rule, then: { skill: 'latin' } }));
      expectProblem(await saves({ ...policy, rules: unknown }), 'invalid_input', [
        'policy',
        'rules',
        0,
        'then',
        'skill',
      ]);
      expect((await saves(policy)).status).toBe(201);
      await submits({ key: 'plain', priority: 1 });
      await submits({ key: 'chinese', value: 'intact' });
      await submits({ key: 'urgent chinese', value: 'intact', priority: 2 });
      expect(await bob.asksForReviews(2)).toMatchObject({
        reviews: [{ key: 'plain' }],
        availability: { ...nothingMore, lacking: [{ title: 'The chinese', n: 2 }] },
      });
      await bob.releases(...(await bob.asksForReviews(0, { resume: true })).reviews);
      expect((await sees()).waiting.map(({ needs, people, n }) => [needs, people, n])).toEqual([
        [null, 5, 1],
        ['The chinese', 1, 2],
      ]);
      expect(await keysOf(ada)).toEqual(['urgent chinese', 'plain', 'chinese']);
      const refused = await lead.ask(groups.remove, { params: { project, name: 'chinese' } });
      expectProblem(refused, 'conflict');
    });

    it('is set on items, outlasts an assignment, and is lost with the group', async () => {
      const { ada, bob, groupOf, assigns, lead, project } = await given({ key: 'a' }, { key: 'b' });
      await groupOf('metal', ada);
      await groupOf('night', bob);
      await assigns({ keys: ['a', 'b'] }, { kind: 'skill', name: 'metal' });
      await assigns({ keys: ['a', 'b'] }, { kind: 'group', name: 'night' });
      const [held] = await bob.claims(1);
      expect(held?.key).toBe('a');
      await assigns({ keys: ['a', 'b'] }, { kind: 'anyone' }, true);
      expect(await keysOf(bob)).toEqual([]);
      expect(await keysOf(ada, 1)).toEqual(['a']);
      await lead.call(groups.remove, { params: { project, name: 'metal' } });
      expect(await keysOf(bob)).toEqual(['b']);
    });

    it('that is gone is asked of nobody: not by what waits for an answer, nor by what is put back into review', async () => {
      const { ada, bob, groupOf, assigns, requeues, lead, project } = await given({ key: 'a' }, { key: 'b' });
      await groupOf('metal', ada);
      await assigns({ keys: ['a', 'b'] }, { kind: 'skill', name: 'metal' });
      await ada.decides(await ada.claimsOne(), 'intact');
      const question = randomUUID();
      await ada.asks(await ada.claimsOne(), 'Dust?', { decisionId: question });
      await lead.call(groups.remove, { params: { project, name: 'metal' } });
      await requeues('a');
      expect(await keysOf(bob)).toEqual(['a']);
      await lead.call(api.items.reveal, { params: { project, key: 'b' } });
      await lead.call(api.comments.answer, {
        params: { project, id: question },
        body: { id: randomUUID(), text: 'Dust.' },
      });
      clock.pass(3_600_001);
      expect(await keysOf(bob)).toContain('b');
    });

    it('may be asked for by the project, and names are told where it says so', async () => {
      const { ada, bob, groupOf, lead, project, submits } = await given();
      await groupOf('metal', ada);
      const sets = (body: SentBody<typeof api.projects.update>) =>
        lead.ask(api.projects.update, { params: { project }, body });
      expectProblem(await sets({ neededSkill: 'wood' }), 'invalid_input', ['neededSkill']);
      expect((await sets({ neededSkill: 'metal', namesHolders: true })).status).toBe(200);
      await submits({ key: 'a' });
      expect(await keysOf(bob)).toEqual([]);
      expect(await keysOf(ada)).toEqual(['a']);
      expect(await bob.asksForReviews(1)).toMatchObject({
        availability: { heldByOthers: 1, holders: [{ name: 'Ada', n: 1 }] },
      });
    });
  });

  describe('decided items', () => {
    it('are put back into review once, and judged by people who do not know them', async () => {
      const { ada, bob, requeues, lead, project } = await given({ key: 'a' }, { key: 'b' });
      await ada.decides(await ada.claimsOne(), 'intact');
      const nothing = { waits: 0, adjudicated: 0, gold: 0, erased: 0, unknown: 0 };
      expect(await requeues('a', 'b', 'c')).toEqual({
        requeued: 1,
        passedOver: { ...nothing, waits: 1, unknown: 1 },
      });
      expect(await requeues('a')).toEqual({ requeued: 0, passedOver: { ...nothing, waits: 1 } });
      expect(await keysOf(ada)).toEqual(['b']);
      const review = await bob.claimsOne();
      expect(review).toMatchObject({ key: 'a', purpose: 'review', arm: 'blind' });
      const [mine] = await ada.latest(1);
      await ada.changes(mine?.id ?? '', 'scratched');
      expect(await bob.renews(review), 'a change of the first answer does not take it back').not.toEqual([
        null,
      ]);
      await bob.decides(review, 'scratched');
      const item = await lead.call(api.items.get, { params: { project, key: 'a' } });
      expect(item).toMatchObject({ status: 'labelled', label: { source: 'consensus', value: 'scratched' } });
      // Leads are told what a review was opened for; an inspector, who has judged it, is not.
      const opened = (person: typeof lead) =>
        person
          .call(api.items.get, { params: { project, key: 'a' } })
          .then(({ reviews }) => reviews.map((one) => one.opened));
      expect(await opened(lead)).toMatchObject([
        { requeued: null },
        { audience: 'inspector', requeued: why },
      ]);
      expect(await opened(bob)).toEqual([null, null]);
      await expectNothingHalfWritten(server.app.services.db, project);
    });
  });
});
