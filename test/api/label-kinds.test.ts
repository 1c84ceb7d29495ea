import { beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import type { Policy } from '../../server/domain/policy.ts';
import type { Json } from '../../server/domain/words.ts';
import { parseCsv } from '../support/csv.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { expectEvidence, keptCounters, recount } from '../support/recount.ts';
import { aPrediction, scratchClasses, submit, type Caller, type TestServer } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

const always = { required: true, when: null };
const inspection: LabelSchema = {
  kind: 'form',
  fields: [
    { name: 'state', title: 'State', ...always, schema: { kind: 'choice', classes: scratchClasses } },
    {
      name: 'size',
      title: 'Size',
      required: true,
      when: { field: 'state', in: ['scratched'] },
      schema: { kind: 'number', min: 0, max: 100, step: null, unit: 'mm', tolerance: 1 },
    },
    { name: 'note', title: 'Note', required: false, when: null, schema: { kind: 'text', maxLength: 200 } },
  ],
};
const width: LabelSchema = { kind: 'number', min: 0, max: 100, step: null, unit: 'mm', tolerance: 1 };

onBothServers((start) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  });

  const given = async (schema: LabelSchema, policy: Partial<Policy> = {}) => {
    const half = { degree: 'partial' as const, threshold: 0.9, blindShare: 1, auditShare: 0.5 };
    const project = await server.project({ ...half, ...policy }, { schema });
    return { project, service: await server.service(project) };
  };
  const export_ = async (service: Caller, project: string, format: 'csv' | 'jsonl') =>
    (await service.fetch(addressOf(api.labels.export, { project }, { format }))).text();
  const labelOf = async (service: Caller, project: string, key: string) =>
    (await service.call(api.items.get, { params: { project, key } })).label;

  describe('a form', () => {
    it('is predicted in part, answered in whole, and told field by field in datasets', async () => {
      const { project, service } = await given(inspection, { auditShare: 0 });
      const sure = (key: string, value: Json) => aPrediction({ key, value, confidence: 0.95 });
      const receipts = await submit(service, project, [
        sure('whole', { state: 'intact' }),
        sure('part', { state: 'scratched' }),
      ]);
      expect(receipts).toMatchObject([
        { destination: 'auto', label: { value: { state: 'intact' } } },
        { destination: 'review', reasons: ['incomplete'], label: null },
      ]);

      const desk = await deskOf(server, project);
      const review = await desk.claimsOne();
      expectProblem(await desk.triesToDecide(review, { state: 'scratched' }), 'invalid_input', ['value']);
      const answer = { state: 'scratched', size: 12.5, note: 'at the "edge"' };
      await desk.decides(review, answer);
      expect(await labelOf(service, project, 'part')).toMatchObject({ value: answer, source: 'human' });

      const [head = [], ...rows] = parseCsv(await export_(service, project, 'csv'));
      expect(head.slice(-3)).toEqual(['label_state', 'label_size', 'label_note']);
      expect(rows.map((row) => row.slice(-3))).toEqual([
        ['intact', '', ''],
        ['scratched', '12.5', 'at the "edge"'],
      ]);
      const lines = (await export_(service, project, 'jsonl')).trim().split('\n');
      expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
        { value: { state: 'intact' }, label_state: 'intact', label_size: null, label_note: null },
        { value: answer, agreed: true, label_state: 'scratched', label_size: 12.5 },
      ]);
    });

    it('is refused with the field that is wrong, and so is a form that is none', async () => {
      const { project, service } = await given(inspection);
      const receipts = await submit(service, project, [
        aPrediction({ value: { state: 'intact', size: 1 } }),
        aPrediction({ value: 'intact' }),
      ]);
      expect(receipts).toMatchObject(
        ['size: must be left out where state is not scratched', 'must be an object of answers by field'].map(
          (message) => ({ problem: { code: 'invalid_input', errors: [{ path: ['value'], message }] } }),
        ),
      );
    });
  });

  describe('where answers are no classes', () => {
    it('those that agree within the tolerance make one label, which is their median', async () => {
      const { project, service } = await given(width, {
        degree: 'human_only',
        rules: [{ name: 'twice', when: [{ on: 'model', in: ['scratches@1'] }], then: { inspectors: 2 } }],
      });
      await submit(service, project, [
        aPrediction({ key: 'near', value: 10 }),
        aPrediction({ key: 'far', value: 10 }),
      ]);
      const [first, second] = [await deskOf(server, project), await deskOf(server, project)];
      const answers: Record<string, readonly [number, number]> = { near: [10, 10.8], far: [10, 12] };
      for (const [i, desk] of [first, second].entries())
        for (const review of await desk.claims(2)) await desk.decides(review, answers[review.key]?.[i] ?? 0);
      expect(await labelOf(service, project, 'near')).toMatchObject({ value: 10, source: 'consensus' });
      expect(await labelOf(service, project, 'far')).toBeNull();
    });

    it('figures are told of agreement alone, counters stay few, and all of them equal a recount', async () => {
      const { project, service } = await given(width);
      const values = Array.from({ length: 12 }, (_, i) => i * 5);
      await submit(
        service,
        project,
        values.map((value, i) => aPrediction({ key: `n-${i}`, value, confidence: i % 2 === 0 ? 0.95 : 0.5 })),
      );
      const desk = await deskOf(server, project);
      for (const review of await desk.claims(10))
        await desk.decides(review, Number(review.key.slice(2)) * 5 + (review.key === 'n-1' ? 50 : 0.5));

      const analyst = await server.person('analyst', project);
      const evidence = await analyst.call(api.evidence.get, { params: { project } });
      const { blind, shadow } = evidence.comparisons;
      expect(shadow.agreement.n + blind.agreement.n).toBeGreaterThan(4);
      for (const one of [blind, shadow]) expect(one).toMatchObject({ kappa: null, cells: [], classes: [] });

      const { db, projects } = server.app.services;
      const { id = '' } = (await projects.get(project)) ?? {};
      const { answerEvidence, measures, answerPairs } = await db.read(async ({ db: q, tables }) => ({
        answerEvidence: await q.select().from(tables.answerEvidence),
        measures: await q.select().from(tables.measures),
        answerPairs: await q.select().from(tables.answerPairs),
      }));
      const of = <T extends { projectId: string }>(rows: T[]) => rows.filter((row) => row.projectId === id);
      expect(new Set(of(answerEvidence).map(({ modelValue }) => modelValue))).toEqual(new Set(['true']));
      const intake = of(measures).filter(({ metric }) => metric === 'intake');
      expect(new Set(intake.map(({ part }) => part))).toEqual(new Set(['true']));
      expect(of(answerPairs)).toEqual([]);
      expect(await keptCounters(db, id)).toEqual(await recount(db, id));
      await expectEvidence(db);
    });

    it('inspectors are told how alike their answers are, by field and by pair', async () => {
      const { project, service } = await given(inspection, { degree: 'human_only', inspectors: 2 });
      const keys = Array.from({ length: 8 }, (_, i) => `k-${i}`);
      await submit(
        service,
        project,
        keys.map((key) => aPrediction({ key, value: { state: 'intact' } })),
      );
      const sizes = { first: 0, second: 4 };
      for (const [who, off] of Object.entries(sizes)) {
        const desk = await deskOf(server, project, 'inspector', who);
        for (const review of await desk.claims(8))
          await desk.decides(review, { state: 'scratched', size: Number(review.key.slice(2)) * 10 + off });
      }
      const lead = await server.person('lead', project);
      const params = { project };
      const { likeness, agreement } = await lead.call(api.reliability.get, { params });
      expect(agreement.blind.items).toBe(0);
      expect(likeness?.blind).toMatchObject({ items: 8, answers: 16 });
      const alike = (1 + 0.96) / 2; // of the two fields that are answered, one is the same and one 4 of 100 apart
      expect(likeness?.blind.agreement?.value).toBeCloseTo(alike, 6);
      const [state, size, note] = likeness?.blind.fields ?? [];
      expect(state).toMatchObject({ items: 8, agreement: { value: 1, high: 1 }, alpha: null });
      expect(size?.agreement?.value).toBeCloseTo(0.96, 6);
      expect(size?.alpha?.value).toBeGreaterThan(0.95);
      expect(note).toMatchObject({ items: 0, agreement: null, alpha: null });
      const { alike: pairs } = await lead.call(api.reliability.inspectors, { params });
      expect(pairs).toHaveLength(1);
      expect(pairs[0]?.arms.blind.agreement?.value).toBeCloseTo(alike, 6);
      expect([pairs[0]?.first.name, pairs[0]?.second.name].toSorted()).toEqual(['first', 'second']);
    });

    it('what is by class is refused or left out, and nothing fails', async () => {
      const { project, service } = await given({ kind: 'text', maxLength: 50 });
      await submit(service, project, [aPrediction({ value: 'a dog' }), aPrediction({ value: 'a cat' })]);
      const lead = await server.person('lead', project);
      const params = { project };
      expectProblem(await lead.ask(api.reliability.start, { params }), 'conflict');
      expectProblem(
        await lead.ask(api.projects.update, { params, body: { resolution: 'posterior' } }),
        'invalid_input',
        ['resolution'],
      );
      const { policy, revision } = await lead.call(api.policy.current, { params });
      const withClass = { ...policy, classThresholds: { 'a dog': 0.5 } };
      const saved = await lead.ask(api.policy.save, {
        params,
        body: { basedOn: revision, policy: withClass, note: '' },
      });
      expectProblem(saved, 'invalid_input', ['policy', 'classThresholds', 'a dog']);
      const preview = await lead.call(api.policy.preview, { params, body: { policy, items: 10 } });
      expect(preview).toMatchObject({ items: 2, classes: [] });
      const asked = await lead.ask(api.models.setEndpoint, {
        params: { ...params, model: 'scratches@1' },
        body: { url: 'https://models.example.org/predict', protocol: 'label_studio' },
      });
      expectProblem(asked, 'invalid_input', ['protocol']);
      expect(await lead.call(api.reliability.get, { params })).toMatchObject({ estimate: null });
    });
  });
});
