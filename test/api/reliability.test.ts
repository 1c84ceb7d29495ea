import { inArray } from 'drizzle-orm';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { api } from '../../server/api.ts';
import type { Policy } from '../../server/domain/policy.ts';
import { cohenKappa } from '../../server/domain/statistics/kappa.ts';
import { nominalAlpha } from '../../server/domain/statistics/krippendorff-alpha.ts';
import { atDesk, deskOf, type Desk } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { expectEvidence } from '../support/recount.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

const everyItemTwice = {
  name: 'two',
  when: [{ on: 'confidence' as const, op: 'lt' as const, value: 1 }],
  then: { review: true, inspectors: 2 as const },
};

onBothServers((start) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start({});
  });

  const given = async (policy: Partial<Policy> = { degree: 'shadow' }) => {
    const project = await server.project({ rules: [everyItemTwice], ...policy });
    const lead = await server.person('lead', project, 'Lea');
    const service = await server.service(project);
    return { project, lead, service };
  };
  type Scene = Awaited<ReturnType<typeof given>>;
  const known = (caller: Caller, project: string) =>
    caller.call(api.reliability.get, { params: { project } });
  const byName = (caller: Caller, project: string) =>
    caller.call(api.reliability.inspectors, { params: { project } });
  const startsEstimate = (caller: Caller, project: string) =>
    caller.ask(api.reliability.start, { params: { project } });

  let submitted = 0;
  /** Two inspectors answer the same new items, each as told. */
  const judge = async (
    { project, service }: Scene,
    [first, firstSays]: [Desk, string[]],
    [second, secondSays]: [Desk, string[]],
  ): Promise<string[]> => {
    const keys = firstSays.map(() => `shared-${(submitted += 1)}`);
    await submit(
      service,
      project,
      keys.map((key) => aPrediction({ key, value: 'scratched' })),
    );
    const decisions: string[] = [];
    for (const [desk, says] of [
      [first, firstSays],
      [second, secondSays],
    ] as const) {
      for (let n = 0; n < keys.length; n += 1) {
        const review = await desk.claimsOne();
        const { decisionId } = await desk.decides(review, says[keys.indexOf(review.key)] ?? 'intact');
        decisions.push(decisionId);
      }
    }
    await expectEvidence(server.app.services.db);
    return decisions;
  };
  const times = (n: number, value: string): string[] => Array.from({ length: n }, () => value);
  const [s, i] = ['scratched', 'intact'];

  describe('how far inspectors agree', () => {
    it('is nothing before two have judged the same items', async () => {
      const { project, lead } = await given();
      const found = await known(lead, project);
      const nothing = { items: 0, answers: 0, inspectors: 0, alpha: null };
      expect(found).toMatchObject({
        agreement: { blind: nothing, assisted: nothing },
        run: null,
        estimate: null,
      });
      expect(await byName(lead, project)).toEqual({
        inspectors: [],
        pairs: [],
        alike: [],
        bias: [],
        gold: [],
      });
    });

    it('is told as kappa of each pair and as alpha of all', async () => {
      const scene = await given();
      const [ida, ivo] = [
        await deskOf(server, scene.project, 'inspector', 'Ida'),
        await deskOf(server, scene.project, 'inspector', 'Ivo'),
      ];
      await judge(
        scene,
        [ida, [...times(20, s), ...times(5, s), ...times(10, i), ...times(15, i)]],
        [ivo, [...times(20, s), ...times(5, i), ...times(10, s), ...times(15, i)]],
      );
      const { pairs } = await byName(scene.lead, scene.project);
      expect(pairs).toHaveLength(1);
      expect(new Set([pairs[0]?.first.name, pairs[0]?.second.name])).toEqual(new Set(['Ida', 'Ivo']));
      const { blind, assisted } = pairs[0]?.arms ?? {};
      const expected = cohenKappa([
        [20, 5],
        [10, 15],
      ]);
      expect(blind?.agreement).toMatchObject({ k: 35, n: 50 });
      expect(blind?.kappa?.value).toBeCloseTo(0.4, 9);
      expect(blind?.kappa?.low).toBeCloseTo(expected.low ?? Number.NaN, 9);
      expect(assisted).toMatchObject({ agreement: { n: 0 }, kappa: null });

      const { agreement } = await known(scene.lead, scene.project);
      expect(agreement.blind).toMatchObject({ items: 50, answers: 100, inspectors: 2 });
      const items = [...times(20, 'ss'), ...times(15, 'si'), ...times(15, 'ii')].map(
        (both) => new Map([...new Set(both)].map((c) => [c, both === c + c ? 2 : 1])),
      );
      expect(agreement.blind?.alpha?.value).toBeCloseTo(nominalAlpha(items) ?? Number.NaN, 9);
      expect(agreement.blind?.alpha?.low).toBeLessThan(agreement.blind?.alpha?.value ?? 0);
    });

    it('does not pool those who saw the suggestion with those who did not', async () => {
      const scene = await given({ degree: 'assistance', blindShare: 0.5 });
      const [ida, ivo] = [await deskOf(server, scene.project), await deskOf(server, scene.project)];
      await judge(scene, [ida, times(30, s)], [ivo, [...times(29, s), i]]);
      const { blind, assisted } = (await known(scene.lead, scene.project)).agreement;
      expect(blind?.items).toBeGreaterThan(0);
      expect(assisted?.items).toBeGreaterThan(0);
      expect((blind?.items ?? 0) + (assisted?.items ?? 0)).toBe(30);
    });

    it('follows a changed answer, but not one whose author could know the other’s', async () => {
      const scene = await given();
      const { project, service, lead } = scene;
      const [ida, ivo] = [await deskOf(server, project), await deskOf(server, project)];
      await submit(service, project, [aPrediction({ key: 'changed' })]);
      const first = await ida.decides(await ida.claimsOne(), s);
      // Nobody else has answered yet: whatever she saw, it was no other opinion.
      const again = await ida.changes(first.decisionId, i);
      await ivo.decides(await ivo.claimsOne(), i);
      expect((await byName(lead, project)).pairs[0]?.arms.blind?.agreement).toMatchObject({ k: 1, n: 1 });
      await ida.changes(again.decisionId, s);
      expect((await byName(lead, project)).pairs).toEqual([]);
      expect((await known(lead, project)).agreement.blind).toMatchObject({ items: 0, alpha: null });
      await expectEvidence(server.app.services.db);
    });

    it('leaves out who took over a review with a note on it', async () => {
      const scene = await given();
      const { project, service, lead } = scene;
      const [ida, ivo] = [await deskOf(server, project), await deskOf(server, project)];
      await submit(service, project, [aPrediction({ key: 'noted' })]);
      await ida.escalates(await ida.claimsOne());
      await ivo.decides(await ivo.claimsOne(), s);
      const chief = atDesk(lead, project);
      await chief.decides(await chief.claimsOne(), s);
      expect((await byName(lead, project)).pairs).toEqual([]);
      await expectEvidence(server.app.services.db);
    });
  });

  describe('the answers on settled items', () => {
    it('are held against what a lead settled, and follow when the lead changes it', async () => {
      const scene = await given();
      const { project, lead } = scene;
      const [ida, ivo] = [
        await deskOf(server, project, 'inspector', 'Ida'),
        await deskOf(server, project, 'inspector', 'Ivo'),
      ];
      await judge(scene, [ida, [s, s, s]], [ivo, [i, i, s]]);
      const chief = atDesk(lead, project);
      const settles = async (value: string) => chief.decides(await chief.claimsOne(), value);
      await settles(s);
      const { decisionId } = await settles(s);
      const settledOf = async (name: string) =>
        (await byName(lead, project)).inspectors.find(({ inspector }) => inspector.name === name)?.settled;
      expect(await settledOf('Ida')).toMatchObject({ blind: { k: 2, n: 2 }, assisted: { n: 0 } });
      expect(await settledOf('Ivo')).toMatchObject({ blind: { k: 0, n: 2 } });
      await chief.changes(decisionId, i);
      expect(await settledOf('Ida')).toMatchObject({ blind: { k: 1, n: 2 } });
      expect(await settledOf('Ivo')).toMatchObject({ blind: { k: 1, n: 2 } });
      // The one who settled it is not among those who are measured by it.
      expect(await settledOf('Lea')).toBeUndefined();
      await expectEvidence(server.app.services.db);
    });
  });

  describe('the estimate', () => {
    /** Three inspectors who have judged items in pairs: two are right, the third is wrong in a fourth of cases. */
    const threeInspectors = async () => {
      const scene = await given();
      const names = ['Ann', 'Ben', 'Cyd'];
      const [ann, ben, cyd] = await Promise.all(
        names.map((name) => deskOf(server, scene.project, 'inspector', name)),
      );
      if (!ann || !ben || !cyd) throw new Error('there are three');
      const truth = Array.from({ length: 24 }, (_, n) => (n % 2 === 0 ? s : i));
      const often = truth.map((value, n) => (n % 4 === 1 ? s : value));
      await judge(scene, [ann, truth], [ben, truth]);
      await judge(scene, [ann, truth], [cyd, often]);
      await judge(scene, [ben, truth], [cyd, often]);
      return scene;
    };
    const ended = (caller: Caller, project: string) =>
      vi.waitFor(
        async () => {
          const found = await known(caller, project);
          expect(found.run?.state).not.toBe('running');
          return found;
        },
        { timeout: 60_000 },
      );

    it('is refused where fewer than three inspectors have judged items together', async () => {
      const scene = await given();
      const [ida, ivo] = [await deskOf(server, scene.project), await deskOf(server, scene.project)];
      await judge(scene, [ida, [s]], [ivo, [s]]);
      expectProblem(await startsEstimate(scene.lead, scene.project), 'conflict');
      expect((await known(scene.lead, scene.project)).run).toBeNull();
    });

    it('finds who is wrong how often, with no truth to go by', async () => {
      const { project, lead } = await threeInspectors();
      const started = await startsEstimate(lead, project);
      expect(started.body).toMatchObject({
        state: 'running',
        startedBy: 'Lea',
        schemaRevision: 1,
        finishedAt: null,
      });
      const { run, estimate } = await ended(lead, project);
      expect(run).toMatchObject({
        id: started.body.id,
        state: 'done',
        items: 72,
        answers: 144,
        read: 144,
        failure: null,
      });
      expect(run?.iterations).toBeGreaterThan(1);
      expect(run?.logLikelihood).toBeLessThan(0);
      expect(estimate).toMatchObject({ converged: true, inspectors: 3, run: { id: started.body.id } });
      const share = estimate?.prevalence.find(({ value }) => value === s)?.share;
      expect(share).toBeCloseTo(0.5, 2);
      const { inspectors } = await byName(lead, project);
      const of = (name: string) => inspectors.find(({ inspector }) => inspector.name === name)?.estimate;
      expect(of('Ann')?.accuracy).toBeCloseTo(1, 2);
      expect(of('Ben')).toMatchObject({ answers: 48 });
      expect(of('Cyd')?.accuracy).toBeCloseTo(0.75, 2);
      const wrong = of('Cyd')?.cells.find(({ truth, answer }) => truth === i && answer === s);
      expect(wrong?.share).toBeCloseTo(0.5, 2);
    });

    it('keeps what it makes of each item, the latest alone, and tells which labels it doubts', async () => {
      const { project, lead } = await threeInspectors();
      const { db } = server.app.services;
      const doubts = async () => (await lead.call(api.reliability.doubts, { params: { project } })).labels;
      expect(await doubts()).toEqual([]);
      const { body: first } = await startsEstimate(lead, project);
      await ended(lead, project);
      expect(await doubts(), 'items that inspectors differ on have no label').toEqual([]);
      const adjudication = await atDesk(lead, project).claimsOne();
      const settled = await atDesk(lead, project).decides(adjudication, s);

      const { body: second } = await startsEstimate(lead, project);
      await ended(lead, project);
      const [doubted, ...more] = await doubts();
      expect(more).toEqual([]);
      expect(doubted).toMatchObject({ key: adjudication.key, label: { value: s, source: 'adjudicated' } });
      expect(doubted?.shares[0]).toMatchObject({ value: i });
      expect(doubted?.doubt).toBeCloseTo(doubted?.shares[0]?.share ?? 0, 9);
      expect(doubted?.doubt).toBeGreaterThan(0.9);
      const item = { params: { project, key: adjudication.key } };
      expect((await lead.call(api.items.get, item)).posterior).toMatchObject({
        estimateId: second.id,
        shares: doubted?.shares,
      });

      await vi.waitFor(async () => {
        const rows = await db.read((q) => {
          const { itemPosteriors: p } = q.tables;
          return q.db
            .select()
            .from(p)
            .where(inArray(p.estimateId, [first.id, second.id]));
        });
        expect(new Set(rows.map(({ estimateId }) => estimateId))).toEqual(new Set([second.id]));
        expect(rows).toHaveLength(72);
      });
      await atDesk(lead, project).changes(settled.decisionId, i);
      expect(await doubts(), 'the label has changed since').toEqual([]);
    });

    it('can be cancelled, and be started again', async () => {
      const { project, lead } = await threeInspectors();
      const { body } = await startsEstimate(lead, project);
      const cancel = { params: { project, id: body.id } };
      const cancelled = await lead.call(api.reliability.cancel, cancel);
      expect(['cancelled', 'done']).toContain(cancelled.state); // it may have been quicker
      expect((await lead.call(api.reliability.cancel, cancel)).state).toBe(cancelled.state);
      expect((await known(lead, project)).run?.state).toBe(cancelled.state);
      expect((await startsEstimate(lead, project)).status).toBe(201);
      expect((await ended(lead, project)).run?.state).toBe('done');
    });
  });

  it('tells an analyst the project’s figures and no names', async () => {
    const { project } = await given();
    const analyst = await server.person('analyst', project);
    expect((await known(analyst, project)).agreement.blind).toMatchObject({ items: 0 });
    expectProblem(await analyst.ask(api.reliability.inspectors, { params: { project } }), 'forbidden');
  });
});
