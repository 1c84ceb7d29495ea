import { beforeAll, describe, expect, it } from 'vitest';
import { checks } from '../../db/integrity/registry.ts';
import { api } from '../../server/api.ts';
import { labelsToFit } from '../../server/domain/calibrators.ts';
import type { CalibratorKind } from '../../server/domain/calibrators.ts';
import { deskOf } from '../support/desk.ts';
import { casesToFit, drawnKeys, judgeHeldOut } from '../support/held-out.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

const model = 'scratches@1';

onBothServers((start) => {
  let server: TestServer;
  let ahead = 0;
  beforeAll(async () => {
    server = await start({ now: () => Date.now() + ahead });
  });

  const given = async () => {
    const project = await server.project({ degree: 'shadow' });
    const lead = await server.person('lead', project);
    const service = await server.service(project);
    const params = { project };
    return {
      project,
      params,
      lead,
      service,
      read: () => lead.call(api.calibrators.get, { params, query: {} }),
      fit: (kind: CalibratorKind) => lead.call(api.calibrators.fit, { params, body: { model, kind } }),
      use: (revision: number, insteadOf: number) =>
        lead.call(api.calibrators.use, { params, body: { model, revision, insteadOf } }),
      triesToUse: (revision: number, insteadOf: number) =>
        lead.ask(api.calibrators.use, { params, body: { model, revision, insteadOf } }),
      saves: async (policy: object) => {
        const { revision, policy: before } = await lead.call(api.policy.current, { params });
        const body = { basedOn: revision, policy: { ...before, ...policy }, note: 'Without waiting' };
        await lead.call(api.policy.save, { params, body });
      },
      faults: async () => {
        const found = [checks.evidence, checks.calibrators, checks.certification];
        return (await Promise.all(found.map(({ find }) => server.app.services.db.read(find)))).flatMap(
          ({ examples }) => examples,
        );
      },
    };
  };

  describe('a calibrator', () => {
    it('is fitted on held-out labels, once there are enough, and is not in force by that', async () => {
      const scene = await given();
      expect(await scene.read()).toEqual({
        model: null,
        inForce: 0,
        heldOut: 0,
        needed: labelsToFit,
        calibrators: [],
      });
      await judgeHeldOut(server, scene.project, casesToFit.slice(1));
      const body = { model, kind: 'isotonic' as const };
      const refused = await scene.lead.ask(api.calibrators.fit, { params: scene.params, body });
      expect(expectProblem(refused, 'conflict').detail).toMatch(/99 labels are held out so far/);
      // Those that are not held out are not looked at: about a fifth of all are.
      expect(await scene.read()).toMatchObject({ model, heldOut: 20, calibrators: [] });
    });

    it('says what it changes, never changes itself, and is told with what it was fitted on', async () => {
      const scene = await given();
      await judgeHeldOut(server, scene.project, casesToFit);
      const isotonic = await scene.fit('isotonic');
      expect(isotonic).toMatchObject({ revision: 1, kind: 'isotonic', labels: 100, temperature: null });
      expect(isotonic.curve).toEqual([
        { confidence: 0.6, probability: expect.closeTo(0.2, 9) },
        { confidence: 0.9, probability: expect.closeTo(0.5, 9) },
      ]);
      expect(isotonic.wrong).toBe(30 + 32);
      expect(isotonic.calibrated.brier).toBeLessThan(isotonic.raw.brier);
      const temperature = await scene.fit('temperature');
      expect(temperature).toMatchObject({ revision: 2, kind: 'temperature' });
      expect(temperature.temperature).toBeGreaterThan(1);
      expect(await scene.read()).toMatchObject({ inForce: 0, calibrators: [temperature, isotonic] });
    });

    it('is compared with thresholds once it is in force, and what the model said stays beside it', async () => {
      const scene = await given();
      await judgeHeldOut(server, scene.project, casesToFit);
      await scene.fit('isotonic');
      await scene.saves({ degree: 'partial', threshold: 0.45, auditShare: 1 });
      expect(await scene.use(1, 0)).toEqual({ inForce: 1 });
      const [below, above, unsure] = await submit(scene.service, scene.project, [
        aPrediction({ key: 'below', confidence: 0.6 }),
        aPrediction({ key: 'above', confidence: 0.95 }),
        aPrediction({ key: 'unsure', confidence: null }),
      ]);
      expect([below, above, unsure].map((one) => one?.destination)).toEqual(['review', 'auto', 'review']);
      // Somebody who is never asked to judge, and from whom nothing need be withheld.
      const analyst = await server.person('analyst', scene.project);
      const item = async (key: string) => {
        const params = { ...scene.params, key };
        return (await analyst.call(api.items.get, { params })).predictions[0];
      };
      expect(await item('below')).toMatchObject({
        confidence: 0.6,
        calibrated: expect.closeTo(0.2, 9),
        calibrator: 1,
      });
      expect(await item('above')).toMatchObject({ confidence: 0.95, calibrated: expect.closeTo(0.5, 9) });
      expect(await item('unsure')).toMatchObject({ confidence: null, calibrated: null, calibrator: 1 });

      // Each is counted apart, by the calibrator it came in under.
      const desk = await deskOf(server, scene.project);
      for (const review of await desk.claims(10)) await desk.decides(review, 'scratched');
      const evidence = await scene.lead.call(api.evidence.get, { params: scene.params, query: {} });
      expect(evidence.calibrations.map(({ calibrator, reviewed }) => [calibrator, reviewed])).toEqual([
        [1, expect.any(Number)],
        [0, 100],
      ]);
      const row = evidence.calibrations[0]?.points.find(({ accuracy }) => accuracy.n > 0);
      expect(row?.confidence).toBeCloseTo(0.5, 9);
      expect(await scene.faults()).toEqual([]);

      // The policy is weighed against all of history by what it would be compared with today.
      const { after } = await scene.lead.call(api.policy.preview, {
        params: scene.params,
        body: {
          policy: (await scene.lead.call(api.policy.current, { params: scene.params })).policy,
          items: 1_000,
        },
      });
      expect(after).toMatchObject({ auto: 60 + 1, review: 40 + 2 });

      expect(await scene.use(0, 1)).toEqual({ inForce: 0 });
      await submit(scene.service, scene.project, [aPrediction({ key: 'as said', confidence: 0.6 })]);
      expect(await item('as said')).toMatchObject({ confidence: 0.6, calibrated: null, calibrator: 0 });
    });

    it('has a revision of its own, however many are fitted at once', async () => {
      const scene = await given();
      await judgeHeldOut(server, scene.project, casesToFit);
      const fitted = await Promise.all([
        scene.fit('isotonic'),
        scene.fit('temperature'),
        scene.fit('isotonic'),
      ]);
      expect(fitted.map(({ revision }) => revision).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
    });

    it('is put in force in place of the one that was seen, and only where there is one', async () => {
      const scene = await given();
      await judgeHeldOut(server, scene.project, casesToFit);
      await scene.fit('temperature');
      expect(expectProblem(await scene.triesToUse(1, 1), 'revision_conflict').detail).toMatch(/is not 1/);
      expect(expectProblem(await scene.triesToUse(2, 0), 'not_found').detail).toMatch(/no calibrator 2/);
      await scene.use(1, 0);
      expect(expectProblem(await scene.triesToUse(0, 0), 'revision_conflict').detail).toMatch(/is not 0/);
      const body = { model: 'nobody@1', kind: 'isotonic' as const };
      expectProblem(await scene.lead.ask(api.calibrators.fit, { params: scene.params, body }), 'not_found');
    });

    it('has certificates lapse, and what was judged blind before counts on its scale', async () => {
      const scene = await given();
      await scene.lead.call(api.projects.update, {
        params: scene.params,
        body: { targetError: 0.2, targetConfidence: 0.8 },
      });
      const keys = await drawnKeys(server, scene.project, 120, { heldOut: false });
      const others = keys.map((key) => aPrediction({ key, confidence: 0.995 }));
      await submit(scene.service, scene.project, others);
      const desk = await deskOf(server, scene.project);
      for (let reviews = await desk.claims(10); reviews.length > 0; reviews = await desk.claims(10))
        await Promise.all(reviews.map((review) => desk.decides(review, 'scratched')));
      await judgeHeldOut(server, scene.project, casesToFit);
      ahead += 60_000;
      const read = () => scene.lead.call(api.certificates.get, { params: scene.params, query: {} });
      const { policyRevision: basedOn } = await read();
      const body = { basedOn, model, value: null, threshold: 0.95 };
      const { certificate } = await scene.lead.call(api.certificates.use, { params: scene.params, body });
      expect(certificate).toMatchObject({ calibrator: 0, n: 120 });

      await scene.fit('isotonic');
      await scene.use(1, 0);
      const lapsed = await read();
      expect(lapsed.inForce.map(({ lapses }) => lapses)).toEqual([['calibrator']]);
      // The thresholds to test are chosen anew.
      expect(lapsed).toMatchObject({ calibrator: 1, evidence: null });
      await submit(
        scene.service,
        scene.project,
        Array.from({ length: 100 }, (_, i) => aPrediction({ key: `after-${i}`, confidence: 0.995 })),
      );
      const anew = await read();
      const counted = anew.evidence?.all.find(({ threshold }) => threshold === 0.5);
      expect(counted?.n).toBe(certificate.n);
      expect(anew.evidence?.all.find(({ threshold }) => threshold === 0.6)?.n).toBe(0);
      expect(await scene.faults()).toEqual([]);
    });
  });
});
