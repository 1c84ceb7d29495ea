import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { routedItems } from '../../db/queries/routed-items.ts';
import { api } from '../../server/api.ts';
import type { SentBody } from '../../server/contract/route.ts';
import { stickyUniform } from '../../server/domain/draw.ts';
import { proposedSettings, type RolloutSettings } from '../../server/domain/rollout/settings.ts';
import { route } from '../../server/domain/routing.ts';
import { watchRollouts } from '../../server/features/rollouts/watch-rollouts.job.ts';
import { runSlot } from '../../server/jobs/runner.ts';
import { deskOf } from '../support/desk.ts';
import { expectNothingHalfWritten } from '../support/intact.ts';
import { expectProblem } from '../support/problems.ts';
import { expectEvidence } from '../support/recount.ts';
import { aPrediction, submit, type Caller, type PersonCaller, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const hour = 3_600_000;
const act = api.rollouts.act;
const quick: RolloutSettings = {
  ...proposedSettings,
  shadowFirst: false,
  steps: [0.5, 1],
  leastLabels: 4,
  limits: { error: 0.1 },
  advance: 'automatic',
};

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  let project: string;
  let lead: PersonCaller;
  let service: Caller;
  beforeAll(async () => {
    server = await start({ now: clock.now, jobs: [] });
  });
  beforeEach(async () => {
    project = await server.project({ degree: 'partial', threshold: 0.8, auditShare: 0, blindShare: 1 });
    lead = await server.person('lead', project);
    service = await server.service(project);
    await submit(service, project, [aPrediction({ model: 'eye@1' })]);
    for (const model of ['eye@1', 'eye@2'])
      await lead.call(api.models.register, { params: { project, model }, body: {} });
  });

  const draw = (
    settings: Partial<RolloutSettings> = {},
    more: Partial<SentBody<typeof api.rollouts.create>> = {},
  ) =>
    lead.call(api.rollouts.create, {
      params: { project },
      body: {
        candidate: 'eye@2',
        live: 'eye@1',
        settings: { ...quick, ...settings, steps: [...(settings.steps ?? quick.steps)] },
        ...more,
      },
    });
  const ask = (rollout: string, action: SentBody<typeof act>['action'], note = '') =>
    lead.ask(act, { params: { project, rollout }, body: { action, note } });
  const does = async (rollout: string, action: SentBody<typeof act>['action'], note = '') =>
    lead.call(act, { params: { project, rollout }, body: { action, note } });
  const started = async (...given: Parameters<typeof draw>) => {
    const { id } = await draw(...given);
    await does(id, 'start');
    return id;
  };
  const get = (rollout: string) => lead.call(api.rollouts.get, { params: { project, rollout } });
  const assigned = (unit?: string) =>
    service.call(api.rollouts.assignment, { params: { project }, query: { unit } });
  const watch = async () => {
    clock.pass(10_000);
    expect(await runSlot(server.app.services, watchRollouts, AbortSignal.timeout(10_000))).toBe(true);
  };
  /** Keys that the candidate decides in a rollout at this share, or does not. */
  const keysOf = (rollout: string, n: number, share: number, isCandidates: boolean) => {
    const keys: string[] = [];
    for (let i = 0; keys.length < n; i += 1)
      if (stickyUniform(rollout, `key-${i}`) < share === isCandidates) keys.push(`key-${i}`);
    return keys;
  };
  const both = (key: string, [live, candidate]: [string, string], more: Record<string, unknown> = {}) =>
    aPrediction({
      key,
      model: 'eye@1',
      value: live,
      confidence: 0.95,
      others: [{ model: 'eye@2', value: candidate, confidence: 0.9 }],
      ...more,
    });
  /** Has people say of what the candidate decides that it is wrong, or right, so often. */
  const judge = async (
    rollout: string,
    share: number,
    { wrong, right }: { wrong: number; right: number },
    from = 0,
  ) => {
    const keys = keysOf(rollout, from + wrong + right, share, true).slice(from);
    await submit(
      service,
      project,
      keys.map((key) => aPrediction({ key, model: 'eye@2', confidence: 0.4, priority: 9 })),
    );
    const desk = await deskOf(server, project);
    for (let i = 0; i < wrong + right; i += 1)
      await desk.decides(await desk.claimsOne(), i < wrong ? 'intact' : 'scratched');
  };
  const models = async () =>
    Object.fromEntries(
      (await lead.call(api.models.list, { params: { project } })).models.map((m) => [m.model, m.state]),
    );

  describe('who decides', () => {
    it('is anybody before the first rollout, and then told by unit, with an epoch that every change raises', async () => {
      expect(await assigned('a')).toEqual({
        epoch: 0,
        live: null,
        candidate: null,
        share: 0,
        salt: '',
        model: null,
        others: [],
      });
      const id = await started();
      const first = await assigned('a');
      const mine = stickyUniform(id, 'a') < 0.5 ? 'eye@2' : 'eye@1';
      expect(first).toEqual({
        epoch: 1,
        live: 'eye@1',
        candidate: 'eye@2',
        share: 0.5,
        salt: id,
        model: mine,
        others: [mine === 'eye@1' ? 'eye@2' : 'eye@1'],
      });
      expect(await models()).toMatchObject({ 'eye@1': 'live', 'eye@2': 'canary' });
      await submit(service, project, [aPrediction({ model: 'eye@2' })]);
      const evidence = await lead.call(api.evidence.get, { params: { project } });
      expect(evidence.models, 'the live one first').toEqual(['eye@1', 'eye@2']);
      await does(id, 'roll_back');
      expect(await assigned('a')).toMatchObject({ epoch: 2, model: 'eye@1', candidate: null, others: [] });
      expect(await models()).toMatchObject({ 'eye@1': 'live', 'eye@2': 'registered' });
      const reply = await service.fetch(`/api/v1/projects/${project}/rollout/assignment?unit=a`);
      expect(reply.headers.get('cache-control')).toBe('private, max-age=5');
    });

    it('is drawn by the unit that a record names, and only the version that is assigned is accepted', async () => {
      const id = await started();
      const [theirs] = keysOf(id, 1, 0.5, true);
      const [not] = keysOf(id, 1, 0.5, false);
      const of = { model: 'eye@2', confidence: 0.95 };
      const receipts = await submit(service, project, [
        aPrediction({ ...of, unit: theirs, epoch: 1 }),
        aPrediction({ ...of, unit: not, epoch: 1 }),
        aPrediction({ ...of, unit: not, epoch: 0 }),
        aPrediction({ model: 'eye@3', confidence: 0.95, unit: not }),
      ]);
      expect(receipts).toMatchObject([
        { destination: 'auto', model: 'eye@2' },
        { destination: 'review', reasons: ['not_assigned'], arm: 'blind', reviewProbability: 1 },
        { destination: 'review', reasons: ['stale_assignment'] },
        { destination: 'review', reasons: ['not_assigned'], model: 'eye@3' },
      ]);
    });

    it('never is a version that was retired; what is live cannot be', async () => {
      const retire = (model: string, retired = true) =>
        lead.ask(api.models.retire, { params: { project, model }, body: { retired } });
      await retire('eye@1');
      const sure = () => aPrediction({ model: 'eye@1', confidence: 0.95 });
      expect((await submit(service, project, [sure()]))[0]?.reasons).toEqual(['not_assigned']);
      expect(await models()).toMatchObject({ 'eye@1': 'retired' });
      await expect(draw()).rejects.toThrow(/live: eye@1 is retired|422/);
      await retire('eye@1', false);
      expect((await submit(service, project, [sure()]))[0]?.destination).toBe('auto');
      await started();
      expectProblem(await retire('eye@1'), 'conflict');
      expectProblem(await retire('eye@7'), 'not_found');
    });
  });

  it('the first version ever rolled out decides nothing more once it is rolled back', async () => {
    const id = await started({ steps: [1] }, { live: null });
    const sure = (model: string) => aPrediction({ model, confidence: 0.95 });
    const destinations = async () =>
      (await submit(service, project, [sure('eye@2'), sure('eye@1')])).map(({ destination }) => destination);
    expect(await destinations()).toEqual(['auto', 'review']);
    await does(id, 'roll_back');
    expect(await destinations()).toEqual(['review', 'auto']);
    expect(await models()).toMatchObject({ 'eye@1': 'registered', 'eye@2': 'retired' });
  });

  describe('of several versions’ predictions of one item', () => {
    it('the assigned one is used, and the others are kept, compared and not shown', async () => {
      const id = await started();
      const [theirs = ''] = keysOf(id, 1, 0.5, true);
      const [not = ''] = keysOf(id, 1, 0.5, false);
      const receipts = await submit(service, project, [
        both(theirs, ['intact', 'scratched']),
        both(not, ['intact', 'intact']),
      ]);
      expect(receipts).toMatchObject([
        { model: 'eye@2', label: { value: 'scratched' } },
        { model: 'eye@1', label: { value: 'intact' } },
      ]);
      const { predictions } = await service.call(api.items.get, { params: { project, key: theirs } });
      expect(predictions.map(({ model, value }) => [model, value])).toEqual([
        ['eye@2', 'scratched'],
        ['eye@1', 'intact'],
      ]);
      const { models: told } = await lead.call(api.models.list, { params: { project } });
      const counts = told.map(({ model, compared, differing }) => ({ model, compared, differing }));
      expect(counts).toContainEqual({ model: 'eye@1', compared: 1, differing: 1 });
      expect(counts).toContainEqual({ model: 'eye@2', compared: 1, differing: 0 });
      await expectNothingHalfWritten(server.app.services.db, project);
      await expectEvidence(server.app.services.db);
    });

    it('a version is named once, and what each says must be an answer', async () => {
      const other = (more: object) =>
        aPrediction({ model: 'eye@1', others: [{ model: 'eye@2', value: 'intact', ...more }] });
      const [twice, wrong] = await submit(service, project, [
        other({ model: 'eye@1' }),
        other({ value: 'blue' }),
      ]);
      expect(twice).toMatchObject({ problem: { errors: [{ path: ['others', 0, 'model'] }] } });
      expect(wrong).toMatchObject({ problem: { errors: [{ path: ['others', 0, 'value'] }] } });
    });

    it('a record that is sent again is answered as at first, whatever has become of the assignment', async () => {
      const id = await started();
      const [key = ''] = keysOf(id, 1, 0.5, true);
      const [first] = await submit(service, project, [both(key, ['intact', 'scratched'], { epoch: 1 })]);
      await does(id, 'roll_back');
      const [again] = await submit(service, project, [both(key, ['intact', 'scratched'], { epoch: 2 })]);
      expect(again).toEqual({ ...first, repeated: true });
    });
  });

  describe('in shadow', () => {
    it('nothing of the candidate is used, and disagreements are drawn for people with a known probability', async () => {
      const id = await started({ shadowFirst: true, disagreementShare: 0.5, disagreementsPerDay: 3 });
      expect((await assigned('a')).others).toEqual(['eye@2']);
      const keys = Array.from({ length: 20 }, (_, i) => `disputed-${i}`);
      const receipts = await submit(service, project, [
        ...keys.map((key) => both(key, ['intact', 'scratched'])),
        both('alike', ['intact', 'intact']),
      ]);
      for (const receipt of receipts) expect(receipt).toMatchObject({ model: 'eye@1', destination: 'auto' });
      const drawn = receipts.filter(({ reasons }) => reasons.includes('disagreement'));
      expect(drawn).toHaveLength(3);
      expect(drawn.every((r) => r.reviewProbability === 0.5 && r.arm === 'blind')).toBe(true);
      expect(receipts.at(-1)).toMatchObject({ reviewProbability: 0 });
      // Once the budget of the day is spent the share is the policy's again, and is so stored.
      expect(receipts.at(-2)).toMatchObject({ reviewProbability: 0, arm: null });
      await expectNothingHalfWritten(server.app.services.db, project);

      const { verdicts } = await get(id);
      expect(verdicts).toEqual([]);
      const desk = await deskOf(server, project);
      for (let i = 0; i < 3; i += 1) await desk.decides(await desk.claimsOne(), 'scratched');
      await does(id, 'abort');
      expect((await get(id)).state).toBe('aborted');
    });

    it('promise 5: an item on which versions differ is routed again as it was, by the π that was stored', async () => {
      await started({ shadowFirst: true, disagreementShare: 0.5 });
      await submit(
        service,
        project,
        Array.from({ length: 12 }, (_, i) =>
          both(`disputed-${i}`, ['intact', i % 2 ? 'intact' : 'scratched']),
        ),
      );
      const state = await server.app.services.projects.get(project);
      if (!state) throw new Error('there is no project');
      const items = await server.app.services.db.read((q) => routedItems(q, state.id, {}, null, 100));
      for (const { subject, routing } of items) {
        const { policyRevision: _, schemaRevision: __, ...stored } = routing;
        const disagreementShare = stored.destination === 'auto' ? stored.reviewProbability : 0;
        expect(route(state.policy, state.schema, state.seed, { ...subject, disagreementShare })).toEqual(
          stored,
        );
      }
    });

    it('is judged by the pairs on which one version is right, and says so where it gets nothing', async () => {
      const limits = { worse_than_live: 0.5, coverage: 0.9, disagreement: 0.9 };
      const id = await started({ shadowFirst: true, limits, disagreementShare: 1, advance: 'by_hand' });
      await submit(service, project, [aPrediction({ model: 'eye@1', confidence: 0.95 })]);
      const words = async () =>
        Object.fromEntries((await get(id)).verdicts.map(({ guardrail, verdict }) => [guardrail, verdict]));
      expect(await words()).toEqual({
        worse_than_live: 'no_data',
        coverage: 'no_data',
        disagreement: 'no_data',
      });

      const keys = Array.from({ length: 12 }, (_, i) => `pair-${i}`);
      await submit(
        service,
        project,
        keys.map((key) => both(key, ['intact', 'scratched'], { priority: 5 })),
      );
      const desk = await deskOf(server, project);
      for (const _ of keys) await desk.decides(await desk.claimsOne(), 'intact');
      expect(await words()).toEqual({
        worse_than_live: 'fail',
        coverage: 'pass',
        disagreement: 'inconclusive',
      });
      await watch();
      const { state, moments } = await get(id);
      expect(state).toBe('rolled_back');
      expect(moments.map(({ event }) => event)).toEqual(['created', 'start', 'roll_back']);
      expect(moments.at(-1)?.verdicts).toContainEqual(
        expect.objectContaining({ verdict: 'fail', value: 1, n: 12 }),
      );
    });
  });

  describe('in a canary', () => {
    it('a good candidate goes step by step, each with labels of its own, until it is live', async () => {
      const id = await started();
      await judge(id, 0.5, { wrong: 0, right: 4 });
      await watch();
      expect(await get(id)).toMatchObject({ state: 'canary', step: 0, ready: false });
      clock.pass(hour);
      await watch();
      expect(await get(id)).toMatchObject({ state: 'canary', step: 1, share: 1, ready: false });
      clock.pass(hour);
      await watch();
      expect((await get(id)).verdicts).toMatchObject([{ verdict: 'inconclusive', n: 4, missing: 4 }]);
      await judge(id, 1, { wrong: 0, right: 4 }, 4_000);
      await watch();
      const done = await get(id);
      expect(done).toMatchObject({ state: 'promoted', possible: ['roll_back'] });
      expect(done.moments.map(({ event, state }) => [event, state])).toEqual([
        ['created', 'draft'],
        ['start', 'canary'],
        ['advance', 'canary'],
        ['advance', 'promoting'],
        ['advance', 'promoted'],
      ]);
      expect(done.moments.at(-1)).toMatchObject({ actor: { kind: 'system' }, epoch: 3 });
      expect(await models()).toMatchObject({ 'eye@1': 'previous', 'eye@2': 'live' });
      expect(await assigned('any')).toMatchObject({ model: 'eye@2', live: 'eye@2', others: [] });

      await does(id, 'roll_back', 'Customers complain');
      expect(await models()).toMatchObject({ 'eye@1': 'live', 'eye@2': 'previous' });
    });

    it('a bad one is backed out of, and policy and calibrator go back with it', async () => {
      const id = await started();
      const { policy, revision } = await lead.call(api.policy.current, { params: { project } });
      await lead.call(api.policy.save, {
        params: { project },
        body: { basedOn: revision, policy: { ...policy, threshold: 0.6 }, note: 'for the new one' },
      });
      await judge(id, 0.5, { wrong: 7, right: 1 });
      expect(await get(id)).toMatchObject({ policyChanged: true, calibratorChanged: false });
      await watch();
      const done = await get(id);
      expect(done).toMatchObject({ state: 'rolled_back', share: 0, possible: [] });
      expect(done.moments.at(-1)).toMatchObject({
        event: 'roll_back',
        verdicts: [{ guardrail: 'error', verdict: 'fail', value: 7 / 8 }],
      });
      const back = await lead.call(api.policy.current, { params: { project } });
      expect(back).toMatchObject({ revision: revision + 2, policy: { threshold: 0.8 } });
      expect((await assigned('any')).model).toBe('eye@1');
    });

    it('is taken further by hand, with a reason where its guardrails do not pass', async () => {
      const id = await started({ advance: 'by_hand' });
      expectProblem(await ask(id, 'advance'), 'invalid_input', ['note']);
      expect(await does(id, 'advance', 'Nobody is there to label')).toMatchObject({ step: 1, share: 1 });
      expect(await does(id, 'pause')).toMatchObject({ state: 'paused', share: 1 });
      expectProblem(await ask(id, 'advance', 'again'), 'conflict');
      await does(id, 'resume');
      expect(await does(id, 'advance', 'Still nobody')).toMatchObject({ state: 'promoted' });
    });

    it('waits for a person once its deadline is over, and is never promoted by that', async () => {
      const id = await started();
      clock.pass(168 * hour);
      await watch();
      expect(await get(id)).toMatchObject({ state: 'paused', share: 0.5 });
      clock.pass(1_000 * hour);
      await watch();
      expect(await get(id)).toMatchObject({ state: 'paused' });
    });

    it('holds its project: another can be drawn up, and started when it is over; a second try names the first', async () => {
      const id = await started();
      await lead.call(api.models.register, { params: { project, model: 'eye@3' }, body: {} });
      const other = await draw({}, { candidate: 'eye@3', attemptOf: id });
      expectProblem(await ask(other.id, 'start'), 'conflict');
      await does(id, 'abort');
      expect(await does(other.id, 'start')).toMatchObject({ state: 'canary', attemptOf: id });
      expectProblem(await ask(id, 'start'), 'conflict');
    });
  });

  describe('what a candidate had accepted', () => {
    it('is counted before it is sent to people, and is judged without what it said', async () => {
      const id = await started();
      const keys = keysOf(id, 5, 0.5, true);
      await submit(
        service,
        project,
        keys.map((key) => aPrediction({ key, model: 'eye@2', confidence: 0.99, priority: 7 })),
      );
      const send = () => lead.ask(api.rollouts.quarantine, { params: { project, rollout: id } });
      expect(await get(id)).toMatchObject({ accepted: 5 });
      expectProblem(await send(), 'conflict');
      await does(id, 'roll_back');
      expect((await send()).body).toEqual({ sent: 5 });
      expect((await send()).body).toEqual({ sent: 0 });
      expect(await get(id)).toMatchObject({ accepted: 0 });
      const desk = await deskOf(server, project);
      const review = await desk.claimsOne();
      expect(review).toMatchObject({ suggestion: null });
      expect(keys).toContain(review.key);
      await desk.decides(review, 'scratched');
      const item = await service.call(api.items.get, { params: { project, key: review.key } });
      expect(item.label).toMatchObject({ value: 'scratched', source: 'human' });
      await expectNothingHalfWritten(server.app.services.db, project);
      await expectEvidence(server.app.services.db);
    });
  });

  it('settings that make no sense are refused with their field, and versions that are not there', async () => {
    const refused = async (
      settings: Partial<RolloutSettings>,
      path: (string | number)[],
      more: Partial<SentBody<typeof api.rollouts.create>> = {},
    ) => {
      const body = {
        candidate: 'eye@2',
        settings: { ...quick, ...settings, steps: [...(settings.steps ?? [1])] },
        ...more,
      };
      expectProblem(
        await lead.ask(api.rollouts.create, { params: { project }, body }),
        'invalid_input',
        path,
      );
    };
    await refused({ steps: [0.5, 0.2] }, ['settings', 'steps', 1]);
    await refused({ limits: {} }, ['settings', 'limits', 'error']);
    await refused({ alpha: 0.7 }, ['settings', 'alpha']);
    await refused({}, ['candidate'], { candidate: 'eye@9' });
    await refused({}, ['live'], { live: 'eye@9' });
    await started();
    await refused({}, ['candidate'], { candidate: 'eye@1' });
  });

  it('is backed out of where candidate and live see other inputs', async () => {
    await lead.call(api.projects.update, {
      params: { project },
      body: { monitoredInputs: [{ name: 'line', type: 'category', known: ['north', 'south'] }] },
    });
    const id = await started({ limits: { input_drift: 0.2 }, advance: 'by_hand' });
    const send = (n: number, isCandidates: boolean, line: string) =>
      submit(
        service,
        project,
        keysOf(id, n, 0.5, isCandidates).map((key) =>
          aPrediction({ key, model: isCandidates ? 'eye@2' : 'eye@1', inputs: { line } }),
        ),
      );
    await send(200, false, 'north');
    await send(200, true, 'south');
    expect((await get(id)).verdicts).toMatchObject([{ guardrail: 'input_drift', verdict: 'fail', n: 200 }]);
    await watch();
    expect((await get(id)).state).toBe('rolled_back');
  });

  it('sees an answer that its author changes, though there is none more', async () => {
    const id = await started({ advance: 'by_hand' });
    const [key = ''] = keysOf(id, 1, 0.5, true);
    await submit(service, project, [aPrediction({ key, model: 'eye@2', confidence: 0.4, priority: 9 })]);
    const desk = await deskOf(server, project);
    const { decisionId } = await desk.decides(await desk.claimsOne(), 'scratched');
    const value = async () => (await get(id)).verdicts.map((verdict) => [verdict.n, verdict.value]);
    expect(await value()).toEqual([[1, 0]]);
    await desk.changes(decisionId, 'intact');
    expect(await value()).toEqual([[1, 1]]);
  });

  it('limits are proposed by what is known of the version that is live', async () => {
    const { live, settings } = await lead.call(api.rollouts.propose, {
      params: { project },
      query: { candidate: 'eye@2' },
    });
    expect(live).toBe('eye@1');
    expect(settings).toEqual(proposedSettings);
  });
});
