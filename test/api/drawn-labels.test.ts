import { beforeAll, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import { parseCsv } from '../support/csv.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

const classes = [
  { name: 'scratch', title: 'Scratch', color: '#c92a2a', key: '1', retired: false },
  { name: 'dent', title: 'Dent', color: '#1c7ed6', key: '2', retired: false },
];
const schema: LabelSchema = { kind: 'boxes', classes, min: 0, max: null, tolerance: 0, iou: 0.5 };
const shown = { image: { url: 'https://example.com/phone.png' } };
const image = { ...shown, width: 100, height: 50 };
const box = (x: number, width: number, name = 'scratch') => ({ class: name, x, y: 10, width, height: 20 });

onBothServers((start) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  });

  it('boxes are predicted, decided, compared by their overlap, and exported', async () => {
    const half = { degree: 'partial' as const, threshold: 0.9, blindShare: 0, auditShare: 0 };
    const project = await server.project(half, { itemKind: 'image', schema });
    const service = await server.service(project);
    const of = (key: string, more: Record<string, unknown>) => aPrediction({ key, payload: image, ...more });
    const receipts = await submit(service, project, [
      of('nothing', { value: [], confidence: 0.95 }),
      of('near', { value: [box(10, 20)], confidence: 0.5 }),
      of('far', { value: [box(10, 20)], confidence: 0.4 }),
      of('silent', { value: null, confidence: 0.99 }),
      of('outside', { value: [box(90, 20)] }),
      { ...of('two', { value: [] }), payload: { images: [shown, shown] } },
    ]);
    expect(receipts).toMatchObject([
      { destination: 'auto', label: { value: [] } },
      { destination: 'review' },
      { destination: 'review' },
      { destination: 'review', reasons: ['no_value'] },
      { problem: { errors: [{ path: ['value'], message: expect.stringContaining('inside the image') }] } },
      { problem: { errors: [{ path: ['payload'] }] } },
    ]);

    const desk = await deskOf(server, project);
    const answers: Record<string, ReturnType<typeof box>[]> = { near: [box(12, 20)], far: [box(60, 20)] };
    for (const review of await desk.claims(3)) {
      const outside = await desk.triesToDecide(review, [box(95, 20)]);
      expectProblem(outside, 'invalid_input', ['value']);
      await desk.decides(review, answers[review.key] ?? [box(1, 2), box(5, 6, 'dent')]);
    }

    const exported = async (format: 'csv' | 'jsonl') =>
      (await service.fetch(addressOf(api.labels.export, { project }, { format }))).text();
    const lines = (await exported('jsonl')).trim().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as { key: string });
    expect(Object.fromEntries(rows.map((row) => [row.key, row]))).toMatchObject({
      nothing: { value: [], label_count: 0, label_count_scratch: 0 },
      near: { value: answers.near, agreed: true, label_count: 1 },
      far: { agreed: false },
      silent: { agreed: null, label_count: 2, label_count_scratch: 1, label_count_dent: 1 },
    });
    const [head = []] = parseCsv(await exported('csv'));
    expect(head.slice(-3)).toEqual(['label_count', 'label_count_scratch', 'label_count_dent']);
  });

  it('what is drawn on images is asked of images alone, also by a field of a form', async () => {
    const admin = await server.person('admin');
    const body = { slug: 'drawn-texts', name: 'Texts', question: 'Where?', itemKind: 'text' as const };
    expectProblem(await admin.ask(api.projects.create, { body: { ...body, schema } }), 'invalid_input', [
      'schema',
      'kind',
    ]);
    const field = { name: 'where', title: 'Where', required: true, when: null, schema };
    const form: LabelSchema = { kind: 'form', fields: [field] };
    expectProblem(
      await admin.ask(api.projects.create, { body: { ...body, schema: form } }),
      'invalid_input',
      ['schema', 'fields', 0, 'schema', 'kind'],
    );
  });
});
