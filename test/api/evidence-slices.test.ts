import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { evidenceBases, type EvidenceBasis } from '../../server/domain/evidence.ts';
import type { Policy } from '../../server/domain/policy.ts';
import { wilson } from '../../server/domain/statistics/intervals.ts';
import type { EvidenceSlices } from '../../server/features/evidence/contract.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

/** Items of a project, and what a person answers to each; the model says "scratched" unless it is told otherwise. */
type Case = {
  person: string;
  inputs?: Record<string, number | string | boolean | null>;
  confidence?: number;
};

onBothServers((start) => {
  let server: TestServer;
  const clock = stoppedClock();
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  const given = async (policy: Partial<Policy>) => {
    const project = await server.project(policy);
    return {
      project,
      lead: await server.person('lead', project),
      service: await server.service(project),
      desk: await deskOf(server, project),
    };
  };
  type Scene = Awaited<ReturnType<typeof given>>;
  const slicesOf = (caller: Caller, project: string, query: { model?: string; by?: string } = {}) =>
    caller.call(api.evidence.slices, { params: { project }, query });

  const judge = async ({ project, service, desk }: Scene, cases: Case[], model = 'scratches@1') => {
    const keyed = cases.map((one, n) => ({ key: `${model} item-${n}`, confidence: 0.7, inputs: {}, ...one }));
    await submit(
      service,
      project,
      keyed.map(({ key, inputs, confidence }) => aPrediction({ key, model, inputs, confidence })),
    );
    for (let [review] = await desk.claims(); review; [review] = await desk.claims())
      await desk.decides(review, keyed.find(({ key }) => key === review?.key)?.person ?? '');
  };
  const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);
  const right = (line?: number | string): Case => ({
    person: 'scratched',
    inputs: line === undefined ? {} : { line },
  });
  const wrong = (line?: number | string): Case => ({ ...right(line), person: 'intact' });

  /** Each slice with what agreed of it in one way of asking. */
  const told = ({ slices }: EvidenceSlices, basis: EvidenceBasis) =>
    slices.map(({ slice, agreement }) => {
      const { k, n, isWeak } = agreement[basis];
      return [slice.kind === 'value' ? slice.value : slice.kind, `${k} of ${n}${isWeak ? ', weak' : ''}`];
    });

  describe('the evidence by slice', () => {
    it('has nothing to slice before there is a model, nor by anything before there is an answer', async () => {
      const scene = await given({ degree: 'shadow' });
      const empty = { choices: { inputs: [], rules: false }, by: null, answers: 0, since: null, slices: [] };
      expect(await slicesOf(scene.lead, scene.project)).toMatchObject({ model: null, ...empty });
      await submit(scene.service, scene.project, [aPrediction({ inputs: { line: 3 } })]);
      expect(await slicesOf(scene.lead, scene.project, { by: 'rule' })).toMatchObject({
        ...empty,
        model: 'scratches@1',
        by: 'rule',
      });
    });

    it('tells agreement by the value of an input, and where the model is weak', async () => {
      const scene = await given({ degree: 'shadow' });
      const begun = clock.now();
      await judge(scene, [
        ...times(57, right(1)),
        ...times(3, wrong(1)),
        ...times(25, right(3)),
        ...times(10, wrong(3)),
        ...times(2, right()),
        { person: 'scratched', inputs: { line: null, station: 'B' } },
      ]);
      const choices = { inputs: ['line', 'station'], rules: false };
      expect(await slicesOf(scene.lead, scene.project)).toMatchObject({ choices, answers: 0, slices: [] });
      const found = await slicesOf(scene.lead, scene.project, { by: 'input:line' });
      expect(found).toMatchObject({
        model: 'scratches@1',
        choices,
        by: 'input:line',
        mostAnswers: 10_000,
        answers: 98,
        since: new Date(begun).toISOString(),
      });
      expect(told(found, 'shadow')).toEqual([
        [1, '57 of 60'],
        [3, '25 of 35, weak'],
        ['missing', '3 of 3'],
      ]);
      expect(found.slices[1]?.agreement.shadow).toMatchObject({ ...wilson(25, 35) });
      for (const basis of evidenceBases.filter((one) => one !== 'shadow'))
        for (const { agreement } of found.slices) expect(agreement[basis]).toMatchObject({ n: 0, low: null });
    });

    it('tells agreement by the rule that was applied', async () => {
      const scene = await given({
        degree: 'partial',
        threshold: 0.5,
        auditShare: 1,
        blindShare: 1,
        rules: [
          {
            name: 'unsure',
            when: [{ on: 'confidence', op: 'lt', value: 0.8 }],
            then: { review: true },
          },
        ],
      });
      await judge(scene, [
        { person: 'scratched', confidence: 0.6 },
        { person: 'intact', confidence: 0.6 },
        { person: 'scratched', confidence: 0.9 },
      ]);
      const found = await slicesOf(scene.lead, scene.project, { by: 'rule' });
      expect(found.choices).toEqual({ inputs: [], rules: true });
      expect(told(found, 'shadow')).toEqual([
        ['unsure', '1 of 2'],
        ['missing', '0 of 0'],
      ]);
      expect(told(found, 'audit')).toEqual([
        ['unsure', '0 of 0'],
        ['missing', '1 of 1'],
      ]);
    });

    it('never calls a slice weak by answers that had the suggestion in sight', async () => {
      const scene = await given({ degree: 'assistance', blindShare: 0 });
      await judge(scene, [...times(30, right('a')), ...times(30, wrong('b'))]);
      const found = await slicesOf(scene.lead, scene.project, { by: 'input:line' });
      expect(told(found, 'assisted')).toEqual([
        ['a', '30 of 30'],
        ['b', '0 of 30'],
      ]);
    });

    it('follows a changed answer, and keeps versions apart', async () => {
      const scene = await given({ degree: 'shadow' });
      const { project, lead, desk } = scene;
      await judge(scene, [right('a'), wrong('b')], 'eye@1');
      clock.pass(1_000);
      await judge(scene, [right('c')], 'eye@2');
      const of = async (model: string) =>
        told(await slicesOf(lead, project, { by: 'input:line', model }), 'shadow');
      expect(await of('eye@1')).toEqual([
        ['a', '1 of 1'],
        ['b', '0 of 1'],
      ]);
      const wrongOne = (await desk.latest()).find(({ value }) => value === 'intact');
      await desk.changes(wrongOne?.id ?? '', 'scratched');
      expect(await of('eye@1')).toEqual([
        ['a', '1 of 1'],
        ['b', '1 of 1'],
      ]);
      expect(await of('eye@2')).toEqual([['c', '1 of 1']]);
    });

    it('refuses what there is nothing to slice by, naming the field, and a version that has not predicted', async () => {
      const { project, lead, service } = await given({ degree: 'shadow' });
      await submit(service, project, [aPrediction()]);
      const ask = (query: { model?: string; by?: string }) =>
        lead.ask(api.evidence.slices, { params: { project }, query });
      for (const by of ['line', 'input:', ''])
        expectProblem(await ask({ by }), 'invalid_input', ['query', 'by']);
      expectProblem(await ask({ model: 'eye@3', by: 'rule' }), 'not_found');
    });
  });
});
