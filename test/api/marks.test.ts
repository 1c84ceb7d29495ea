import { beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import type { Json } from '../../server/domain/words.ts';
import { parseCsv } from '../support/csv.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, scratchClasses, submit, type Caller, type TestServer } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

const marks = { classes: scratchClasses, min: 0, max: null, overlaps: false, iou: 0.5, tolerance: 0 };
const spans: LabelSchema = { kind: 'spans', ...marks };
const ranges: LabelSchema = { kind: 'ranges', ...marks };
const mark = (start: number, end: number, name = 'scratched') => ({ class: name, start, end });
const twice = [
  { name: 'twice', when: [{ on: 'model' as const, in: ['scratches@1'] }], then: { inspectors: 2 as const } },
];

onBothServers((start) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  });

  const rowsOf = async (service: Caller, project: string) => {
    const exported = await service.fetch(addressOf(api.labels.export, { project }, { format: 'csv' }));
    const [head = [], ...rows] = parseCsv(await exported.text());
    const [scratched, intact] = ['label_scratched', 'label_intact'].map((name) => head.indexOf(name));
    return Object.fromEntries(
      rows.map((row) => [row[head.indexOf('key')], [row[scratched ?? -1], row[intact ?? -1]]]),
    );
  };
  const labelOf = async (service: Caller, project: string, key: string) =>
    (await service.call(api.items.get, { params: { project, key } })).label;

  describe('spans of a text', () => {
    it('are held against the text, agree where they match, and are told class by class in datasets', async () => {
      const project = await server.project(
        { degree: 'human_only', rules: twice },
        { schema: spans, itemKind: 'text' },
      );
      const service = await server.service(project);
      const payload = { text: '🙂 a dent and a scratch' };
      const receipts = await submit(service, project, [
        aPrediction({ key: 'near', payload, value: [mark(2, 8)] }),
        aPrediction({ key: 'far', payload, value: [] }),
        aPrediction({ key: 'beyond', payload, value: [mark(2, 23)] }),
        aPrediction({
          key: 'last',
          payload,
          value: [mark(2, 22)],
          others: [{ model: 'b@1', value: [mark(0, 99)] }],
        }),
      ]);
      const beyond = (path: string[], index = 0) => ({
        problem: {
          code: 'invalid_input',
          errors: [{ path, message: `[${index}].end: must be at most 22, where the text ends` }],
        },
      });
      expect(receipts.slice(2)).toMatchObject([
        beyond(['value']),
        { problem: { errors: [{ path: ['others', 0, 'value'] }] } },
      ]);

      const answers: Record<string, readonly [Json, Json]> = {
        near: [
          [mark(2, 8), mark(15, 22, 'intact')],
          [mark(4, 8), mark(13, 22, 'intact')],
        ],
        far: [[mark(2, 8)], [mark(2, 8, 'intact')]],
      };
      for (const [i, desk] of [await deskOf(server, project), await deskOf(server, project)].entries())
        for (const review of await desk.claims(2)) {
          expectProblem(await desk.triesToDecide(review, [mark(0, 23)]), 'invalid_input', ['value']);
          await desk.decides(review, answers[review.key]?.[i] ?? null);
        }
      expect(await labelOf(service, project, 'near')).toMatchObject({
        value: answers.near?.[0],
        source: 'consensus',
      });
      expect(await labelOf(service, project, 'far')).toBeNull();
      expect(await rowsOf(service, project)).toEqual({ near: ['[[2,8]]', '[[15,22]]'] });
    });

    it('are no answer to an image, and gold that lies beyond its text is refused', async () => {
      const admin = await server.person('admin');
      const body = { slug: 'spans-of-images', name: 'Spans', question: 'Where?', itemKind: 'image' as const };
      expectProblem(
        await admin.ask(api.projects.create, { body: { ...body, schema: spans } }),
        'invalid_input',
        ['schema', 'kind'],
      );

      const project = await server.project(
        { degree: 'partial', threshold: 0.5, auditShare: 0 },
        { schema: spans, itemKind: 'text' },
      );
      const value = [mark(0, 7)];
      await submit(await server.service(project), project, [aPrediction({ key: 'known', value })]);
      const lead = await server.person('lead', project);
      const items = [
        { key: 'known', value: [mark(0, 8)] },
        { key: 'known', value },
      ];
      const { results } = await lead.call(api.gold.mark, { params: { project }, body: { items } });
      expect(results).toMatchObject([
        { ok: false, problem: { detail: 'value: [0].end: must be at most 7, where the text ends' } },
        { ok: true },
      ]);
    });
  });

  it('ranges of a recording are compared with the model by what they share, and exported in seconds', async () => {
    const project = await server.project(
      { degree: 'shadow', blindShare: 1 },
      { schema: ranges, itemKind: 'audio' },
    );
    const service = await server.service(project);
    const payload = { audio: { url: 'https://example.org/call.wav' } };
    await submit(service, project, [
      aPrediction({ key: 'call', payload, value: [mark(0.5, 2.25)] }),
      aPrediction({ key: 'other', payload, value: [mark(0.5, 2.25)] }),
    ]);
    const desk = await deskOf(server, project);
    for (const review of await desk.claims(2))
      await desk.decides(review, review.key === 'call' ? [mark(0.75, 2.5)] : [mark(2, 2.5)]);
    const lead = await server.person('lead', project);
    const { comparisons } = await lead.call(api.evidence.get, { params: { project } });
    expect(comparisons.shadow.agreement).toMatchObject({ k: 1, n: 2 });
    expect(await rowsOf(service, project)).toEqual({
      call: ['[[0.75,2.5]]', '[]'],
      other: ['[[2,2.5]]', '[]'],
    });
  });
});
