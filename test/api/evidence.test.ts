import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import type { Policy } from '../../server/domain/policy.ts';
import { draw } from '../../server/domain/draw.ts';
import { wilson } from '../../server/domain/statistics/intervals.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';
import { expectEvidence } from '../support/recount.ts';

/** What a model says of an item, how sure it is, and what a person says of it. */
type Case = { model: string; person: string; confidence: number };

onBothServers((start) => {
  let server: TestServer;
  const clock = stoppedClock();
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  const given = async (policy: Partial<Policy>) => {
    const project = await server.project(policy);
    const lead = await server.person('lead', project);
    const service = await server.service(project);
    const desks = [await deskOf(server, project), await deskOf(server, project)];
    return { project, lead, service, desks };
  };
  const evidenceOf = (caller: Caller, project: string, query: { model?: string } = {}) =>
    caller.call(api.evidence.get, { params: { project }, query });

  /** Submits cases in turn and has people answer what comes to them: one, and another what the first leaves disputed. */
  const judge = async (
    { project, service, desks }: { project: string; service: Caller; desks: Desk[] },
    cases: (Case & { key?: string })[],
    timeSpentMs: (n: number) => number | null = () => null,
  ): Promise<void> => {
    const keyed = cases.map((one, n) => ({ key: `item-${n}`, ...one }));
    await submit(
      service,
      project,
      keyed.map(({ key, model, confidence }) => aPrediction({ key, value: model, confidence })),
    );
    for (const desk of desks)
      for (let n = 0; ; n += 1) {
        const [review] = await desk.claims();
        if (!review) break;
        const { person = '' } = keyed.find(({ key }) => key === review.key) ?? {};
        await desk.decides(review, person, { timeSpentMs: timeSpentMs(n) });
      }
    await expectEvidence(server.app.services.db);
  };
  const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);
  const nothing = { k: 0, n: 0, low: null, high: null };

  describe('the evidence of a model version', () => {
    it('is empty before there is a model', async () => {
      const { project, lead } = await given({ degree: 'shadow' });
      const found = await evidenceOf(lead, project);
      expect(found).toMatchObject({
        models: [],
        model: null,
        accuracy: { hajek: null, aipw: null, reviewed: 0, covered: 0, uncovered: 0, naive: nothing },
        calibrations: [{ calibrator: 0, reviewed: 0, expectedCalibrationError: null, brier: null }],
        overTime: [],
        bias: { agreement: null, timeMs: null, quick: nothing },
      });
      for (const basis of ['shadow', 'assisted', 'blind', 'audit'] as const)
        expect(found.comparisons[basis]).toEqual({
          agreement: nothing,
          kappa: null,
          cells: [],
          classes: [],
        });
    });

    it('sets the answers of people beside those of the model, with the published kappa', async () => {
      const scene = await given({ degree: 'shadow' });
      const at = { confidence: 0.7 };
      await judge(scene, [
        ...times(20, { model: 'scratched', person: 'scratched', ...at }),
        ...times(5, { model: 'scratched', person: 'intact', ...at }),
        ...times(10, { model: 'intact', person: 'scratched', ...at }),
        ...times(15, { model: 'intact', person: 'intact', ...at }),
      ]);
      const { models, model, comparisons, accuracy, calibrations, overTime } = await evidenceOf(
        scene.lead,
        scene.project,
      );
      expect({ models, model }).toEqual({ models: ['scratches@1'], model: 'scratches@1' });
      const { shadow } = comparisons;
      expect(shadow.agreement).toEqual({ k: 35, n: 50, ...wilson(35, 50) });
      expect(shadow.kappa?.value).toBeCloseTo(0.4, 9);
      expect(shadow.cells.find((cell) => cell.model === 'scratched' && cell.answer === 'intact')?.n).toBe(5);
      expect(shadow.cells.reduce((sum, { n }) => sum + n, 0)).toBe(50);
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      const agreement = { blind: shadow.agreement, assisted: nothing, audit: nothing };
      expect(overTime).toEqual([{ day, agreement }]);
      const scratched = shadow.classes.find(({ value }) => value === 'scratched');
      expect(scratched?.precision).toMatchObject({ k: 20, n: 25 });
      expect(scratched?.recall).toMatchObject({ k: 20, n: 30 });
      for (const basis of ['assisted', 'blind', 'audit'] as const)
        expect(comparisons[basis].agreement.n).toBe(0);
      // Where everything is judged blind, both estimates are the plain share.
      expect(accuracy).toMatchObject({ reviewed: 50, covered: 50, uncovered: 0, naive: { k: 35, n: 50 } });
      expect(accuracy.hajek?.value).toBeCloseTo(0.7, 9);
      expect(accuracy.aipw?.value).toBeCloseTo(0.7, 9);
      expect(accuracy.needed).toBeGreaterThan(0);
      // Nothing is miscalibrated where .7 is right in .7 of cases.
      const [calibration] = calibrations;
      expect(calibration?.expectedCalibrationError).toBeCloseTo(0, 9);
      expect(calibration?.brier).toBeCloseTo(0.21, 9);
      const bin = (calibration?.points ?? []).filter(({ accuracy: { n } }) => n > 0);
      expect(bin).toHaveLength(1);
      expect(bin[0]).toMatchObject({ accuracy: { k: 35, n: 50 } });
      expect(bin[0]?.confidence).toBeCloseTo(0.7, 9);
    });

    it('tells agreement by the day on which it was answered, of the last thirty', async () => {
      const scene = await given({ degree: 'shadow' });
      const at = { model: 'scratched', confidence: 0.7 };
      const days = async () => {
        // Sessions do not last as long as this.
        const lead = await server.person('lead', scene.project);
        const { overTime } = await evidenceOf(lead, scene.project);
        return overTime.map(({ agreement: { blind } }) => `${blind.k} of ${blind.n}`);
      };
      await judge(scene, [{ ...at, key: 'first', person: 'intact' }]);
      clock.pass(24 * 3_600_000);
      const desks = [await deskOf(server, scene.project)];
      const later = ['b', 'c', 'd'].map((key) => ({ ...at, key, person: 'scratched' }));
      await judge({ ...scene, desks }, later);
      expect(await days()).toEqual(['0 of 1', '3 of 3']);
      clock.pass(29 * 24 * 3_600_000);
      expect(await days()).toEqual(['3 of 3']);
    });

    it('weighs each audit by how seldom it was drawn, and so finds what the plain share misses', async () => {
      const auditShare = 0.25;
      const scene = await given({ degree: 'partial', threshold: 0.8, auditShare, blindShare: 1 });
      const { seed = '' } = (await server.app.services.projects.get(scene.project)) ?? {};
      const cases = Array.from({ length: 80 }, (_, n) => ({
        key: `weighed-${n}`,
        model: 'scratched',
        // Of the sure ones a tenth is wrong, of the unsure ones half.
        person: n < 60 ? (n % 10 === 0 ? 'intact' : 'scratched') : n % 2 === 0 ? 'intact' : 'scratched',
        confidence: n < 60 ? 0.95 : 0.5,
      }));
      await judge(scene, cases);
      const judged = cases.filter(
        ({ key, confidence }) => confidence < 0.8 || draw(seed, 'audit', key) < auditShare,
      );
      const weights = judged.map(({ confidence, person }) => ({
        weight: confidence < 0.8 ? 1 : 1 / auditShare,
        right: person === 'scratched',
      }));
      const total = (test: (right: boolean) => boolean) =>
        weights.reduce((sum, { weight, right }) => sum + (test(right) ? weight : 0), 0);
      const { accuracy, comparisons } = await evidenceOf(scene.lead, scene.project);
      expect(accuracy.reviewed).toBe(judged.length);
      expect(accuracy.covered).toBe(80);
      expect(accuracy.hajek?.value).toBeCloseTo(total((right) => right) / total(() => true), 9);
      const corrected = judged.reduce(
        (sum, { confidence, person }) =>
          sum + ((person === 'scratched' ? 1 : 0) - confidence) / (confidence < 0.8 ? 1 : auditShare),
        cases.reduce((sum, { confidence }) => sum + confidence, 0),
      );
      expect(accuracy.aipw?.value).toBeCloseTo(Math.min(corrected / 80, 1), 9);
      const plain = judged.filter(({ person }) => person === 'scratched').length;
      expect(accuracy.naive).toMatchObject({ k: plain, n: judged.length });
      expect(comparisons.audit.agreement.n + comparisons.shadow.agreement.n).toBe(judged.length);
    });

    it('counts what nobody could have looked at, once audits are off', async () => {
      const scene = await given({ degree: 'partial', threshold: 0.8, auditShare: 0, blindShare: 0.5 });
      await judge(scene, [
        ...times(3, { model: 'scratched', person: 'scratched', confidence: 0.9 }),
        { model: 'scratched', person: 'scratched', confidence: 0.5 },
      ]);
      const { accuracy } = await evidenceOf(scene.lead, scene.project);
      expect(accuracy).toMatchObject({ covered: 1, uncovered: 3 });
    });

    it('follows a changed answer, and an adjudication, which is itself compared with nothing', async () => {
      const scene = await given({
        degree: 'shadow',
        rules: [{ name: 'two', when: [{ on: 'confidence', op: 'lt', value: 0.6 }], then: { inspectors: 2 } }],
      });
      const { project, service, lead } = scene;
      const desk = await deskOf(server, project);
      await submit(service, project, [aPrediction({ key: 'a', value: 'scratched', confidence: 0.5 })]);
      const second = await deskOf(server, project);
      const first = await desk.decides(await desk.claimsOne(), 'scratched');
      await second.decides(await second.claimsOne(), 'scratched');
      expect((await evidenceOf(lead, project)).accuracy.hajek?.value).toBe(1);
      await desk.changes(first.decisionId, 'intact');
      const disputed = await evidenceOf(lead, project);
      expect(disputed.accuracy).toMatchObject({ hajek: null, reviewed: 0 });
      expect(disputed.comparisons.shadow.agreement).toMatchObject({ k: 1, n: 2 });
      const chief = await deskOf(server, project, 'lead');
      await chief.decides(await chief.claimsOne(), 'intact');
      const settled = await evidenceOf(lead, project);
      expect(settled.accuracy).toMatchObject({ hajek: { value: 0 }, reviewed: 1 });
      expect(settled.comparisons.shadow.agreement).toMatchObject({ k: 1, n: 2 });
      await expectEvidence(server.app.services.db);
    });

    it('sets those who saw the suggestion beside those who did not, in agreement and in time', async () => {
      const scene = await given({ degree: 'assistance', blindShare: 0.5 });
      const { seed = '' } = (await server.app.services.projects.get(scene.project)) ?? {};
      const cases = Array.from({ length: 60 }, (_, n) => {
        const key = `seen-${n}`;
        const seen = draw(seed, 'blind', key) >= 0.5;
        // Who sees the suggestion follows it.
        const person = seen || n % 3 > 0 ? 'scratched' : 'intact';
        return { key, model: 'scratched', person, confidence: 0.6, seen };
      });
      await judge(scene, cases, (n) => (n % 2 === 0 ? 500 : 4_000));
      const { bias, comparisons } = await evidenceOf(scene.lead, scene.project);
      const seen = cases.filter((one) => one.seen).length;
      expect(bias).toMatchObject({ assisted: seen, blind: 60 - seen });
      expect(comparisons.assisted.agreement).toMatchObject({ k: seen, n: seen });
      const blind = comparisons.blind.agreement;
      expect(bias.agreement?.value).toBeCloseTo(1 - blind.k / blind.n, 9);
      expect(bias.agreement?.low).toBeGreaterThan(0);
      expect(bias.timeMs).not.toBeNull();
      expect(bias.quick.n).toBe(seen);
      expect(bias.quick.k).toBeGreaterThan(0);
      expect(bias.quick.k).toBeLessThan(seen);
      // One inspector answered all of it, and the other nothing.
      const [{ id, name } = { id: '', name: '' }] = scene.desks;
      const byName = await scene.lead.call(api.reliability.inspectors, {
        params: { project: scene.project },
      });
      expect(byName.bias).toEqual([{ inspector: { id, name }, ...bias }]);
    });

    it('is told of the version asked for, and of none that has not predicted', async () => {
      const { project, lead, service } = await given({ degree: 'shadow' });
      await submit(service, project, [aPrediction({ key: 'one', model: 'eye@1' })]);
      await submit(service, project, [aPrediction({ key: 'two', model: 'eye@2' })]);
      expect((await evidenceOf(lead, project, { model: 'eye@1' })).model).toBe('eye@1');
      expectProblem(
        await lead.ask(api.evidence.get, { params: { project }, query: { model: 'eye@3' } }),
        'not_found',
      );
    });
  });
});
