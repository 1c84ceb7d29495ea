import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import type { SentBody } from '../../server/contract/route.ts';
import { firstPolicy, type Policy } from '../../server/domain/policy.ts';
import { hajek } from '../../server/domain/statistics/hajek.ts';
import { wilson } from '../../server/domain/statistics/intervals.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const partial: Policy = { ...firstPolicy, degree: 'partial', threshold: 0.8, auditShare: 0.2 };
const day = 86_400_000;

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  const replay = (caller: Caller, project: string, body: SentBody<typeof api.policy.whatIf>) =>
    caller.call(api.policy.whatIf, { params: { project }, body });

  /** Ten items a day over two days, of growing confidence; every third is wrong, and all are judged blind. */
  const shadowed = async (answered: boolean) => {
    const project = await server.project({ degree: 'shadow' });
    const service = await server.service(project);
    const desk = await deskOf(server, project);
    for (let n = 0; n < 21; n += 1) {
      if (n > 0) clock.pass(day / 10);
      const model = n < 11 ? 'eye@1' : 'eye@2';
      await submit(service, project, [aPrediction({ key: `item-${n}`, model, confidence: n / 20 })]);
      if (!answered) continue;
      const review = await desk.claimsOne();
      await desk.decides(review, n % 3 === 0 ? 'intact' : 'scratched', { timeSpentMs: 9_000 });
    }
    return { project, analyst: await server.person('analyst', project) };
  };

  describe('a what-if', () => {
    it('sets two policies side by side over history, with what each would cost a day', async () => {
      const { project, analyst } = await shadowed(true);
      const two = [firstPolicy, partial];
      const found = await replay(analyst, project, { policies: two, pricePerReview: 0.5, pricePerError: 10 });
      expect(found.history).toMatchObject({ items: 21, limit: 20_000, days: 2 });
      expect(found.time).toEqual({ seconds: 9, timed: 21 });
      const [byPeople, byModel] = found.outcomes;
      expect(byPeople).toMatchObject({
        automated: { k: 0, n: 21 },
        reviews: 21,
        audits: 0,
        error: { estimate: null, labels: 0 },
        day: {
          reviews: 10.5,
          errors: { value: 0 },
          cost: { reviews: 5.25, total: { value: 5.25, low: 5.25, high: 5.25 } },
        },
      });
      expect(byPeople?.day?.hours).toBeCloseTo((10.5 * 9) / 3_600, 12);
      // From .8 on there are 16 to 20, and of those 18 is wrong.
      expect(byModel).toMatchObject({ automated: { k: 5, n: 21, ...wilson(5, 21) }, reviews: 16 });
      const right = { reviewed: 5, weight: 5, correct: 4, weightSquared: 5, correctSquared: 4 };
      const accuracy = hajek(right);
      expect(byModel?.error).toMatchObject({ labels: 5, uncovered: 0 });
      expect(byModel?.error.estimate?.value).toBeCloseTo(0.2, 12);
      expect(byModel?.error.estimate?.high).toBeCloseTo(1 - (accuracy?.low ?? 0), 12);
      expect(byModel?.day?.errors?.value).toBeCloseTo(0.5, 12);
      const audits = byModel?.audits ?? Number.NaN;
      expect(byModel?.day?.cost.total?.value).toBeCloseTo((16 + audits) * 0.25 + 5, 12);
    });

    it('looks at a model version or a period, at the newest so many, and changes nothing', async () => {
      const { project, analyst } = await shadowed(false);
      const at = (days: number) => new Date(clock.now() - days * day).toISOString();
      const items = async (more: Partial<SentBody<typeof api.policy.whatIf>>) =>
        (await replay(analyst, project, { policies: [partial], ...more })).history.items;
      expect(await items({ model: 'eye@2' })).toBe(10);
      expect(await items({ from: at(0.45) })).toBe(5);
      expect(await items({ to: at(0.45), model: 'eye@2' })).toBe(5);
      const newest = await replay(analyst, project, { policies: [partial], items: 7 });
      expect(newest).toMatchObject({
        history: { items: 7, limit: 7 },
        outcomes: [{ automated: { k: 5, n: 7 } }],
      });
      expect(newest.history.days).toBeCloseTo(0.6, 9);
      const { revision } = await analyst.call(api.policy.current, { params: { project } });
      expect(revision).toBe(2);
    });

    it('finds what is asked for behind many items that are not', async () => {
      const project = await server.project();
      const service = await server.service(project);
      const analyst = await server.person('analyst', project);
      const some = (n: number, model: string) => Array.from({ length: n }, () => aPrediction({ model }));
      await submit(service, project, some(3, 'eye@1'));
      clock.pass(day);
      await submit(service, project, some(430, 'eye@2'));
      const from = new Date(clock.now()).toISOString();
      const items = async (more: Partial<SentBody<typeof api.policy.whatIf>>) =>
        (await replay(analyst, project, { policies: [partial], ...more })).history.items;
      expect(await items({})).toBe(433);
      expect(await items({ model: 'eye@1' })).toBe(3);
      expect(await items({ from })).toBe(430);
      expect(await items({ from, model: 'eye@1' })).toBe(0);
    });

    it('says what it does not know: no labels, no times, no rate where all came at once, no items', async () => {
      const { project, analyst } = await shadowed(false);
      const { time, outcomes } = await replay(analyst, project, { policies: [partial], secondsPerReview: 6 });
      expect(time).toEqual({ seconds: 6, timed: 0 });
      expect(outcomes[0]).toMatchObject({
        error: { estimate: null, labels: 0 },
        day: { errors: null, cost: { reviews: null, errors: null, total: null } },
      });
      const one = await replay(analyst, project, { policies: [partial], items: 1 });
      expect(one).toMatchObject({ time: { seconds: null }, outcomes: [{ day: null }] });
      const empty = await server.project();
      const other = await server.person('analyst', empty);
      expect(await replay(other, empty, { policies: [partial] })).toMatchObject({
        history: { items: 0, from: null, to: null },
        outcomes: [{ automated: { k: 0, n: 0 }, day: null }],
      });
    });

    it('counts what nobody could have judged blind apart', async () => {
      const project = await server.project({ ...partial, auditShare: 0 });
      const service = await server.service(project);
      await submit(service, project, [aPrediction({ confidence: 1 }), aPrediction({ confidence: 0.5 })]);
      const analyst = await server.person('analyst', project);
      const { outcomes } = await replay(analyst, project, { policies: [{ ...partial, threshold: 0 }] });
      expect(outcomes).toMatchObject([{ automated: { k: 2 }, error: { uncovered: 1, estimate: null } }]);
    });

    it('refuses a policy that could not be saved, a version that is not there, and too much at once', async () => {
      const { project, analyst } = await shadowed(false);
      const ask = (body: Record<string, unknown>) =>
        analyst.ask(api.policy.whatIf, { params: { project }, body: { policies: [partial], ...body } });
      const dented = { ...partial, classThresholds: { dented: 0.5 } };
      expectProblem(await ask({ policies: [dented] }), 'invalid_input', [
        'policy',
        'classThresholds',
        'dented',
      ]);
      expectProblem(await ask({ policies: [] }), 'invalid_input', ['policies']);
      expectProblem(await ask({ policies: [partial, partial, partial] }), 'invalid_input', ['policies']);
      expectProblem(await ask({ policies: [{ ...partial, threshold: 2 }] }), 'invalid_input', [
        'policies',
        0,
        'threshold',
      ]);
      expectProblem(await ask({ items: 20_001 }), 'invalid_input', ['items']);
      expectProblem(await ask({ pricePerError: -1 }), 'invalid_input', ['pricePerError']);
      expectProblem(await ask({ model: 'eye@9' }), 'not_found');
    });
  });

  describe('a policy draft', () => {
    const given = async () => {
      const project = await server.project();
      const analyst = await server.person('analyst', project);
      const params = { project };
      return {
        params,
        analyst,
        lead: await server.person('lead', project),
        save: (name: string, policy: Policy = partial) =>
          analyst.ask(api.policy.saveDraft, { params, body: { name, policy } }),
        drafts: async () => (await analyst.call(api.policy.drafts, { params })).drafts,
      };
    };

    it('is kept under its name, whole, and puts nothing in force', async () => {
      const { params, analyst, save, drafts } = await given();
      const rules: Policy['rules'] = [
        {
          name: 'dark',
          when: [{ on: 'input', name: 'light', op: 'lt', value: 0.1 }],
          then: { review: true },
        },
      ];
      const { status, body } = await save('Bold', { ...partial, rules });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        name: 'Bold',
        policy: { ...partial, rules },
        author: { kind: 'person', id: analyst.id, name: analyst.name },
      });
      await save('Afraid');
      const [afraid, bold] = await drafts();
      expect(afraid?.name).toBe('Afraid');
      expect(bold).toEqual(body);
      expect((await analyst.call(api.policy.current, { params })).revision).toBe(2);
    });

    it('is renamed, replaced by whoever saves it last, and deleted', async () => {
      const { params, analyst, lead, save, drafts } = await given();
      const { id } = (await save('Bold')).body;
      const one = { ...params, id };
      await lead.call(api.policy.changeDraft, { params: one, body: { name: 'Bolder' } });
      await lead.call(api.policy.changeDraft, {
        params: one,
        body: { policy: { ...partial, threshold: 0.5 } },
      });
      expect(await drafts()).toMatchObject([
        { id, name: 'Bolder', policy: { threshold: 0.5 }, author: { name: lead.name } },
      ]);
      await analyst.call(api.policy.removeDraft, { params: one });
      expect(await drafts()).toEqual([]);
      expectProblem(await analyst.ask(api.policy.removeDraft, { params: one }), 'not_found');
      expectProblem(
        await analyst.ask(api.policy.changeDraft, { params: one, body: { name: 'x' } }),
        'not_found',
      );
    });

    it('has a name of its own, and holds what could be put in force', async () => {
      const { params, analyst, save } = await given();
      await save('Bold');
      expectProblem(await save('Bold'), 'conflict', ['name']);
      const { id } = (await save('Other')).body;
      const change = (body: SentBody<typeof api.policy.changeDraft>) =>
        analyst.ask(api.policy.changeDraft, { params: { ...params, id }, body });
      expectProblem(await change({ name: 'Bold' }), 'conflict', ['name']);
      expect((await change({ name: 'Other' })).status).toBe(200);
      const dented = { ...partial, classThresholds: { dented: 0.5 } };
      expectProblem(await save('Dented', dented), 'invalid_input', ['policy', 'classThresholds', 'dented']);
      expectProblem(await change({ policy: dented }), 'invalid_input', [
        'policy',
        'classThresholds',
        'dented',
      ]);
      expectProblem(await save('Half', { ...partial, threshold: 2 }), 'invalid_input', [
        'policy',
        'threshold',
      ]);
      expectProblem(await save(''), 'invalid_input', ['name']);
    });
  });
});
