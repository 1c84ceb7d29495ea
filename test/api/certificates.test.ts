import { beforeAll, describe, expect, it } from 'vitest';
import { checks } from '../../db/integrity/registry.ts';
import { api } from '../../server/api.ts';
import { watchCertificates } from '../../server/features/certificates/watch-certificates.job.ts';
import { heldOutShare } from '../../server/domain/certification-fold.ts';
import { draw } from '../../server/domain/draw.ts';
import type { Policy } from '../../server/domain/policy.ts';
import { labelsNeeded } from '../../server/domain/statistics/labels-needed.ts';
import type { HeldReview } from '../../server/features/reviews/contract.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

const minute = 60_000;
const hour = 60 * minute;

/** An item: how sure the model is that it is scratched, and whether it is. */
type Case = { key: string; confidence: number; wrong: boolean };

onBothServers((start) => {
  let ahead = 0;
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ now: () => Date.now() + ahead });
  });

  const given = async (policy: Partial<Policy> = {}) => {
    const project = await server.project({ degree: 'shadow', ...policy });
    const lead = await server.person('lead', project);
    const service = await server.service(project);
    const desk = await deskOf(server, project);
    const params = { project };
    await lead.call(api.projects.update, {
      params,
      body: { targetError: 0.1, targetConfidence: 0.9 },
    });
    const { seed = '' } = (await server.app.services.projects.get(project)) ?? {};
    const runJob = () => watchCertificates.run(server.app.services, new AbortController().signal, 'test');
    return {
      server,
      project,
      lead,
      service,
      desk,
      params,
      pass: (ms: number) => (ahead += ms),
      runJob,
      isHeldOut: ({ key }: Case) => draw(seed, 'calibration', key) < heldOutShare,
      read: (caller: Caller = lead) => caller.call(api.certificates.get, { params, query: {} }),
      /** What the check of the database finds wrong. */
      faults: async () => (await server.app.services.db.read(checks.certification.find)).examples,
    };
  };
  type Scene = Awaited<ReturnType<typeof given>>;

  const cases = (n: number, more: (i: number) => Partial<Case> = () => ({})): Case[] =>
    Array.from({ length: n }, (_, i) => ({ key: `item-${i}`, confidence: 0.995, wrong: false, ...more(i) }));
  const send = ({ service, project }: Scene, all: Case[]) =>
    submit(
      service,
      project,
      all.map(({ key, confidence }) => aPrediction({ key, value: 'scratched', confidence })),
    );
  /** Answers what waits where `test` holds for it; gives the rest, held. */
  const answer = async (
    { desk }: Pick<Scene, 'desk'>,
    all: Case[],
    test: (one: Case) => boolean = () => true,
  ): Promise<HeldReview[]> => {
    const rest: HeldReview[] = [];
    for (;;) {
      const reviews = await desk.claims(10);
      if (reviews.length === 0) return rest;
      const known = reviews.map((review) => ({ review, one: all.find(({ key }) => key === review.key) }));
      await Promise.all(
        known.map(async ({ review, one }) => {
          if (one && test(one)) await desk.decides(review, one.wrong ? 'intact' : 'scratched');
          else rest.push(review);
        }),
      );
    }
  };
  /** Has a threshold put in force. */
  const use = async ({ lead, params, read }: Scene, threshold: number, value: string | null = null) => {
    const { policyRevision: basedOn } = await read();
    return lead.call(api.certificates.use, {
      params,
      body: { basedOn, model: 'scratches@1', value, threshold },
    });
  };
  const certified = async (policy: Partial<Policy> = {}): Promise<Scene> => {
    const scene = await given({ auditShare: 1, ...policy });
    const all = cases(100);
    await send(scene, all);
    await answer(scene, all);
    scene.pass(minute);
    return scene;
  };
  /** Sends items that are accepted and has a person audit them; the first few are wrong. */
  const audit = async (scene: Scene, name: string, n: number, wrong: number) => {
    const all = cases(n).map((one, i) => ({ ...one, key: `${name}-${i}`, wrong: i < wrong }));
    await send(scene, all);
    await answer(scene, all);
    // Whoever disagrees with the model is checked by somebody else.
    await answer({ desk: await deskOf(scene.server, scene.project) }, all);
    scene.pass(minute);
  };

  describe('the certification of thresholds', () => {
    it('begins once enough items have come in', async () => {
      const scene = await given();
      await send(scene, cases(99));
      expect(await scene.read()).toMatchObject({
        evidence: null,
        itemsToBegin: 100,
        needed: expect.closeTo(10),
      });
    });

    it('certifies from the highest threshold down, and a certified one can be put in force', async () => {
      const scene = await given();
      const all = cases(160, (i) => (i % 4 === 0 ? { confidence: 0.75, wrong: i % 8 === 0 } : {}));
      await send(scene, all);
      await answer(scene, all);
      scene.pass(minute);
      const { evidence, policyRevision } = await scene.read();
      const counted = all.filter((one) => !scene.isHeldOut(one));
      const sure = counted.filter(({ confidence }) => confidence > 0.9);
      const at = (threshold: number) => evidence?.all.find((point) => point.threshold === threshold);
      expect(evidence).toMatchObject({ draws: counted.length, overdue: 0, waiting: null, complete: true });
      expect(at(0.99)).toMatchObject({ state: 'certified', n: sure.length, errors: 0, labelsNeeded: 0 });
      expect(at(0.8)).toMatchObject({ state: 'certified', automated: { k: 120, n: 160 } });
      expect(at(0.7)).toMatchObject({ state: 'open', n: counted.length });
      expect(at(0.7)?.error?.value).toBeCloseTo(20 / 160, 9);
      expect(at(0.7)?.error?.low).toBeLessThan(20 / 160);
      const forClass = evidence?.classes.find(({ value }) => value === 'scratched');
      expect(forClass?.thresholds.find(({ threshold }) => threshold === 0.8)?.state).toBe('certified');

      const { params, lead } = scene;
      const tries = (threshold: number, more = {}) =>
        lead.ask(api.certificates.use, {
          params,
          body: { basedOn: policyRevision, model: 'scratches@1', value: null, threshold, ...more },
        });
      expectProblem(await tries(0.7), 'conflict');
      expectProblem(await tries(0.8, { basedOn: policyRevision + 1 }), 'revision_conflict');
      expectProblem(await tries(0.8, { model: 'other@1' }), 'not_found');
      const used = await use(scene, 0.8);
      expect(used.certificate).toMatchObject({ threshold: 0.8, n: sure.length, errors: 0 });
      const inForce = await lead.call(api.policy.current, { params });
      expect(inForce).toMatchObject({
        revision: used.revision,
        policy: { degree: 'partial', threshold: 0.8 },
        certificates: [used.certificate],
        note: expect.stringContaining('scratches@1'),
      });
      expect((await scene.read()).inForce).toMatchObject([{ certificate: used.certificate, lapses: [] }]);
      const { models } = await lead.call(api.models.list, { params });
      expect(models[0]?.certificates).toMatchObject([{ value: null, threshold: 0.8, holds: true }]);
    });

    it('says how many labels are still needed', async () => {
      const scene = await given();
      const all = cases(100);
      await send(scene, all);
      const seventh = all.filter((one) => !scene.isHeldOut(one))[6];
      const upTo = all.findIndex((one) => one === seventh);
      await answer(scene, all, (one) => all.indexOf(one) <= upTo);
      scene.pass(minute);
      const { evidence } = await scene.read();
      const top = evidence?.all.find(({ threshold }) => threshold === 0.99);
      expect(top).toMatchObject({ state: 'open', n: 7 });
      const { n = 0, errors = 0, eValue = 1, labelsNeeded: needed } = top ?? {};
      const logWealth = Math.log(eValue);
      expect(needed).toBe(labelsNeeded({ n, errors, logWealth, peakLogWealth: logWealth }, 0.1, 0.1));
    });

    it('goes in the order of the draw and waits for the first that has no answer', async () => {
      const scene = await given();
      const all = cases(120);
      const counted = all.filter((one) => !scene.isHeldOut(one));
      await send(scene, all);
      const [held] = await answer(scene, all, (one) => one !== counted[0]);
      scene.pass(minute);
      const before = await scene.read();
      expect(before.evidence).toMatchObject({ draws: 0, waiting: { key: counted[0]?.key } });
      await scene.runJob();
      if (held) await scene.desk.decides(held, 'intact');
      const after = await scene.read();
      expect(after.evidence).toMatchObject({ draws: counted.length, waiting: null });
      expect(after.evidence?.all.at(-1)?.errors).toBe(1);
      await scene.runJob();
      expect(await scene.read()).toEqual(after);
      expect(await scene.faults()).toEqual([]);
    });

    it('is corrected by an answer that its author changes afterwards', async () => {
      const scene = await given();
      const all = cases(100);
      const changed = all.filter((one) => !scene.isHeldOut(one))[5];
      await send(scene, all);
      const [held] = await answer(scene, all, (one) => one !== changed);
      if (!held) throw new Error('nothing was held');
      const { decisionId } = await scene.desk.decides(held, 'scratched');
      scene.pass(minute);
      await scene.runJob();
      const top = async () => (await scene.read()).evidence?.all.at(-1);
      const before = await top();
      expect(before?.errors).toBe(0);
      await scene.desk.changes(decisionId, 'intact');
      const after = await top();
      expect(after).toMatchObject({ n: before?.n, errors: 1 });
      expect(after?.eValue).toBeLessThan(before?.eValue ?? 0);
      await scene.runJob();
      expect(await top()).toEqual(after);
      expect(await scene.faults()).toEqual([]);
    });

    it('takes an audit that nobody answers in time for an error, until somebody does', async () => {
      const scene = await given({ degree: 'partial', threshold: 0.9, auditShare: 1 });
      const all = cases(100);
      await send(scene, all);
      const late = all.filter((one) => !scene.isHeldOut(one))[0];
      const [held] = await answer(scene, all, (one) => one !== late);
      await scene.desk.releases(...(held ? [held] : []));
      scene.pass(minute);
      expect((await scene.read()).evidence).toMatchObject({ draws: 0, overdue: 0 });
      scene.pass(72 * hour);
      await scene.runJob();
      const { evidence } = await scene.read();
      expect(evidence).toMatchObject({ overdue: 1, waiting: null });
      expect(evidence?.all.at(-1)?.errors).toBe(1);
      await answer(scene, all);
      const answered = (await scene.read()).evidence;
      expect(answered).toMatchObject({ draws: evidence?.draws, overdue: 0 });
      expect(answered?.all.at(-1)?.errors).toBe(0);
    });

    it('says nothing while nothing that is accepted can be drawn', async () => {
      const scene = await given({ degree: 'partial', threshold: 0.9, auditShare: 0 });
      await send(scene, cases(100));
      scene.pass(minute);
      const { auditsOff, evidence } = await scene.read();
      expect(auditsOff).toBe(true);
      expect(evidence).toMatchObject({ draws: 0, waiting: null });
    });
  });

  describe('a certificate in force', () => {
    const lapses = async (scene: Scene) => (await scene.read()).inForce.map((one) => one.lapses);

    it('may be one for a predicted class', async () => {
      const scene = await certified();
      const { certificate } = await use(scene, 0.97, 'scratched');
      expect(certificate).toMatchObject({ value: 'scratched', threshold: 0.97 });
      const { policy, certificates } = await scene.lead.call(api.policy.current, { params: scene.params });
      expect(policy).toMatchObject({ degree: 'partial', classThresholds: { scratched: 0.97 } });
      expect(certificates).toEqual([certificate]);
    });

    it('stays through changes of the policy that leave its threshold, and ends with it', async () => {
      const scene = await certified();
      const { certificate } = await use(scene, 0.9);
      const save = async (change: Partial<Policy>) => {
        const { policy, revision } = await scene.lead.call(api.policy.current, { params: scene.params });
        return scene.lead.call(api.policy.save, {
          params: scene.params,
          body: { basedOn: revision, policy: { ...policy, ...change } },
        });
      };
      expect((await save({ blindShare: 0.3 })).certificates).toEqual([certificate]);
      expect((await save({ threshold: 0.8 })).certificates).toEqual([]);
    });

    it('lapses with its model version, its target and its reference', async () => {
      const scene = await certified();
      await use(scene, 0.9);
      expect(await lapses(scene)).toEqual([[]]);
      await submit(scene.service, scene.project, [aPrediction({ key: 'of another', model: 'scratches@2' })]);
      expect(await lapses(scene)).toEqual([['model']]);
      await scene.lead.call(api.projects.update, { params: scene.params, body: { targetError: 0.05 } });
      expect(await lapses(scene)).toEqual([['model', 'target']]);
      const { policy, revision } = await scene.lead.call(api.policy.current, { params: scene.params });
      const when = [{ on: 'confidence' as const, op: 'lt' as const, value: 0.2 }];
      const rules = [{ name: 'unsure', when, then: { review: true } }];
      await scene.lead.call(api.policy.save, {
        params: scene.params,
        body: { basedOn: revision, policy: { ...policy, rules } },
      });
      expect(await lapses(scene)).toEqual([['model', 'reference', 'target']]);
    });

    it('is watched: once audits find more errors, it lapses', async () => {
      const scene = await certified();
      await use(scene, 0.9);
      await audit(scene, 'well', 20, 0);
      const [quiet] = (await scene.read()).inForce;
      expect(quiet?.lapses).toEqual([]);
      expect(quiet?.watch.audits).toBeGreaterThan(0);
      await audit(scene, 'badly', 30, 30);
      expect((await lapses(scene))[0]).toContain('alarm');
      await scene.runJob();
      const { policy } = await scene.lead.call(api.policy.current, { params: scene.params });
      expect(policy, 'nobody asked for it to fall back').toMatchObject({ degree: 'partial', threshold: 0.9 });
      const { policyRevision, evidence } = await scene.read();
      expect(evidence?.draws, 'what came before the alarm says nothing of what comes after').toBeLessThan(30);
      const again = { basedOn: policyRevision, model: 'scratches@1', value: null, threshold: 0.9 };
      expectProblem(
        await scene.lead.ask(api.certificates.use, { params: scene.params, body: again }),
        'conflict',
      );
    });

    it('may have the policy fall back by itself, to the last safer certificate and then to people', async () => {
      const scene = await certified({ auditShare: 1 });
      await scene.lead.call(api.projects.update, { params: scene.params, body: { fallsBack: true } });
      const { certificate: safer } = await use(scene, 0.97);
      await use(scene, 0.9);
      await audit(scene, 'badly', 30, 30);
      await scene.runJob();
      const current = () => scene.lead.call(api.policy.current, { params: scene.params });
      expect(await current()).toMatchObject({
        policy: { degree: 'partial', threshold: 0.97 },
        certificates: [safer],
        author: { kind: 'system' },
        note: expect.stringContaining('back to 0.97'),
      });
      await scene.runJob();
      expect((await current()).policy.threshold, 'once is enough').toBe(0.97);
      await audit(scene, 'worse', 30, 30);
      await scene.runJob();
      expect(await current()).toMatchObject({
        policy: { degree: 'assistance' },
        certificates: [],
        note: expect.stringContaining('people decide again'),
      });
    });
  });
});
