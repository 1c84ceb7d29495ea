import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checks } from '../../../db/integrity/registry.ts';
import { api } from '../../../server/api.ts';
import type { Policy } from '../../../server/domain/policy.ts';
import { deskOf, type Desk } from '../../support/desk.ts';
import { parseCsv } from '../../support/csv.ts';
import { givenEstimate } from '../../support/estimate.ts';
import { expectProblem } from '../../support/problems.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../../support/server.ts';
import { onBothServers, stoppedClock } from '../../support/servers.ts';

const classes = ['scratched', 'intact', 'dented'].map((name) => ({
  name,
  title: name,
  color: '#1c7ed6',
  key: null,
  retired: false,
}));
const twice: Partial<Policy> = {
  degree: 'shadow',
  rules: [
    {
      name: 'two',
      when: [{ on: 'confidence', op: 'lt', value: 1 }],
      then: { review: true, inspectors: 2 },
    },
  ],
};

/** A hundred answers of a class each, of which Ann gets 80 and Bob 60 right: with one more, spread over three classes. */
const [annRight, annWrong, bobRight, bobWrong] = [80, 10, 60, 20].map((n) => (n + 1 / 3) / 101) as [
  number,
  number,
  number,
  number,
];
const [ann, bob, neither] = [annRight * bobWrong, annWrong * bobRight, annWrong * bobWrong];
const annIsRight = ann / (ann + bob + neither);

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  let project: string;
  let service: Caller;
  let ada: Desk, ben: Desk, cyd: Desk, lead: Desk;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  const given = async (policy: Partial<Policy> = twice) => {
    project = await server.project(policy, { schema: { kind: 'choice', classes } });
    service = await server.service(project);
    await submit(service, project, [aPrediction({ key: 'phone', value: 'scratched' })]);
    ada = await deskOf(server, project, 'inspector', 'Ada');
    ben = await deskOf(server, project, 'inspector', 'Ben');
    cyd = await deskOf(server, project, 'inspector', 'Cyd');
    lead = await deskOf(server, project, 'lead', 'Lea');
  };
  beforeEach(() => given());

  const settles = (resolution: 'consensus' | 'posterior', posteriorAtLeast = 0.65) =>
    lead.call(api.projects.update, { params: { project }, body: { resolution, posteriorAtLeast } });
  const estimated = (more: { answers?: number; ada?: number; ben?: number; cyd?: number } = {}) => {
    clock.pass(1);
    const known = [
      { userId: ada.id, right: more.ada ?? 0.8 },
      { userId: ben.id, right: more.ben ?? 0.6 },
      { userId: cyd.id, right: more.cyd ?? 0.6 },
    ];
    return givenEstimate(
      server,
      project,
      lead.id,
      known.map((one) => ({ ...one, answers: more.answers ?? 300 })),
    );
  };
  const item = () => service.call(api.items.get, { params: { project, key: 'phone' } });
  const answers = async (desk: Desk, value: string): Promise<string> => {
    clock.pass(1);
    return (await desk.decides(await desk.claimsOne(), value)).decisionId;
  };
  const changes = async (desk: Desk, decisionId: string, value: string): Promise<string> => {
    clock.pass(1);
    return (await desk.changes(decisionId, value)).decisionId;
  };
  const disputed = { status: 'disputed', label: null };
  const exported = async (format: string) =>
    (await service.fetch(`/api/v1/projects/${project}/labels?format=${format}`)).text();
  const expectWhole = async () => {
    for (const [name, { find }] of Object.entries(checks))
      expect((await server.app.services.db.read(find)).examples, name).toEqual([]);
  };

  describe('two inspectors who differ', () => {
    it('are settled by the posterior where the project wants it, and the lineage says so', async () => {
      await settles('posterior');
      const estimate = await estimated();
      const decisionIds = [await answers(ada, 'intact'), await answers(ben, 'scratched')];
      const found = await item();
      expect(found).toMatchObject({
        status: 'labelled',
        label: { value: 'intact', source: 'posterior' },
        labels: [{ decisionIds, estimate: { id: estimate } }],
      });
      expect(found.labels[0]?.estimate?.posterior).toBeCloseTo(annIsRight, 9);
      expect(await lead.claims(), 'nothing is left to settle').toEqual([]);
      await expectWhole();
    });

    it('are exported with the estimate and the probability', async () => {
      await settles('posterior');
      const estimate = await estimated();
      await answers(ada, 'intact');
      await answers(ben, 'scratched');
      const row = JSON.parse(await exported('jsonl')) as Record<string, unknown>;
      expect(row).toMatchObject({ source: 'posterior', estimate_id: estimate, inspectors: 2 });
      expect(row['posterior']).toBeCloseTo(annIsRight, 9);
      const [names = [], cells = []] = parseCsv(await exported('csv'));
      expect(cells[names.indexOf('estimate_id')]).toBe(estimate);
      expect(Number(cells[names.indexOf('posterior')])).toBe(row['posterior']);
      const { bySource } = await service.call(api.labels.count, { params: { project }, query: {} });
      expect(bySource).toMatchObject({ posterior: 1, adjudicated: 0 });
    });

    it.each([
      ['the posterior is less than asked for', 0.75, {}],
      ['the estimate knows fewer than ten answers of theirs', 0.51, { answers: 9, ada: 1 }],
    ])('go to a lead where %s, whose word is the label', async (_, atLeast, known) => {
      await settles('posterior', atLeast);
      await estimated(known);
      await answers(ada, 'intact');
      await answers(ben, 'scratched');
      expect(await item()).toMatchObject(disputed);
      clock.pass(1);
      await lead.decides(await lead.claimsOne(), 'dented');
      expect(await item()).toMatchObject({
        label: { value: 'dented', source: 'adjudicated' },
        labels: [{ estimate: null }],
      });
      await expectWhole();
    });

    it('go to a lead where there is no estimate', async () => {
      await settles('posterior');
      await answers(ada, 'intact');
      await answers(ben, 'scratched');
      expect(await item()).toMatchObject(disputed);
    });

    it('go to a lead where the project keeps to consensus', async () => {
      await estimated();
      await answers(ada, 'intact');
      await answers(ben, 'scratched');
      expect(await item()).toMatchObject(disputed);
    });

    it('go to a lead where they saw the suggestion', async () => {
      await given({ ...twice, degree: 'assistance', blindShare: 0 });
      await settles('posterior');
      await estimated();
      await answers(ada, 'intact');
      await answers(ben, 'scratched');
      expect(await item()).toMatchObject(disputed);
    });
  });

  describe('a changed answer', () => {
    it('is weighed by the estimate of its time', async () => {
      await settles('posterior');
      await estimated();
      await answers(ada, 'intact');
      const second = await answers(ben, 'scratched');
      const later = await estimated({ ada: 0.6, ben: 0.95 });
      await changes(ben, second, 'dented');
      expect(await item()).toMatchObject({
        label: { value: 'dented', source: 'posterior' },
        labels: [{ value: 'intact' }, { value: 'dented', estimate: { id: later } }],
      });
      await expectWhole();
    });

    it('that agrees needs no estimate, and one that differs again has one', async () => {
      await settles('posterior');
      await estimated();
      await answers(ada, 'intact');
      const second = await changes(ben, await answers(ben, 'scratched'), 'intact');
      expect(await item()).toMatchObject({ label: { value: 'intact', source: 'consensus' } });
      await changes(ben, second, 'scratched');
      const found = await item();
      expect(found.label).toMatchObject({ value: 'intact', source: 'posterior' });
      expect(found.labels.map(({ estimate }) => estimate !== null)).toEqual([true, false, true]);
      await expectWhole();
    });

    it('takes a dispute out of the hands of a lead, and gives it back', async () => {
      await settles('posterior', 0.65);
      await estimated({ ada: 0.6 });
      const first = await answers(ada, 'intact');
      await answers(ben, 'scratched');
      expect(await lead.claims()).toHaveLength(1);
      await estimated();
      const next = await changes(ada, first, 'dented');
      expect(await item()).toMatchObject({ label: { value: 'dented', source: 'posterior' } });
      await settles('consensus');
      await changes(ada, next, 'intact');
      expect(await item()).toMatchObject(disputed);
      await lead.decides(await lead.claimsOne(), 'scratched');
      await settles('posterior', 0.51);
      expect(await item()).toMatchObject({ label: { value: 'scratched', source: 'adjudicated' } });
      await expectWhole();
    });

    it('does not undo what a lead has settled', async () => {
      const first = await answers(ada, 'intact');
      await answers(ben, 'scratched');
      clock.pass(1);
      await lead.decides(await lead.claimsOne(), 'scratched');
      await settles('posterior', 0.51);
      await estimated();
      await changes(ada, first, 'dented');
      expect(await item()).toMatchObject({ label: { value: 'scratched', source: 'adjudicated' } });
    });
  });

  it('labels that were settled so stay when the project goes back to consensus', async () => {
    await settles('posterior');
    await estimated();
    await answers(ada, 'intact');
    await answers(ben, 'scratched');
    await settles('consensus');
    expect(await item()).toMatchObject({ label: { value: 'intact', source: 'posterior' } });
    await expectWhole();
  });

  it('an audit asks for three inspectors all the same, and is weighed where all differ', async () => {
    await given({ degree: 'full', auditShare: 1 });
    await settles('posterior', 0.51);
    await estimated();
    await answers(ada, 'intact');
    await answers(ben, 'scratched');
    expect(await item()).toMatchObject({ status: 'disputed', label: { source: 'auto' } });
    await answers(cyd, 'dented');
    expect(await item()).toMatchObject({
      status: 'labelled',
      label: { value: 'intact', source: 'posterior' },
    });
    await expectWhole();
  });

  describe('the setting', () => {
    it('is a project’s own, begins with consensus, and is kept in the audit log', async () => {
      const at = { params: { project } };
      expect(await lead.call(api.projects.get, at)).toMatchObject({
        resolution: 'consensus',
        posteriorAtLeast: 0.95,
      });
      expect(await settles('posterior', 0.9)).toMatchObject({
        resolution: 'posterior',
        posteriorAtLeast: 0.9,
      });
      const { rows } = await lead.call(api.auditLog.project, { ...at, query: { limit: 1 } });
      expect(rows[0]).toMatchObject({
        action: 'project.changed',
        before: { resolution: 'consensus', posteriorAtLeast: 0.95 },
        after: { resolution: 'posterior', posteriorAtLeast: 0.9 },
      });
    });

    it.each([0.5, 1])('is refused with a probability of %d', async (posteriorAtLeast) => {
      const sent = { params: { project }, body: { posteriorAtLeast } };
      expectProblem(await lead.ask(api.projects.update, sent), 'invalid_input');
    });
  });
});
