import { describe, expect, it, vi } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { importOf } from '../../db/queries/imports.ts';
import { checks } from '../../db/integrity/registry.ts';
import { api } from '../../server/api.ts';
import { csv } from '../../server/datasets/sources/csv.ts';
import { choice, fileOf } from '../domain/sources/read.ts';
import { deskOf } from '../support/desk.ts';
import { asLines, importsOf } from '../support/imports.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, callerAt, submit, type TestServer } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

const aRow = (key: string, more: Record<string, unknown> = {}) => ({ key, text: `Phone ${key}`, ...more });
const labelled = (count: number) =>
  Array.from({ length: count }, (_, i) => aRow(`old-${i}`, { label: i % 2 ? 'intact' : 'scratched' }));

onBothServers((start) => {
  let server: TestServer | null = null;
  const scene = async (policy = {}) => {
    server ??= await start();
    const project = await server.project(policy);
    const service = await server.service(project);
    const lead = await server.person('lead', project);
    const item = (key: string) => lead.call(api.items.get, { params: { project, key } });
    return { server, project, service, lead, item, params: { project }, ...importsOf(service, project) };
  };
  const labelsOf = async ({ service, params }: Awaited<ReturnType<typeof scene>>) => {
    const response = await service.fetch(addressOf(api.labels.export, params));
    const lines = (await response.text()).split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  /** Holds that nothing that is kept contradicts anything else. */
  const expectSound = async ({ app }: TestServer) => {
    for (const { title, find } of Object.values(checks))
      expect((await app.services.db.read(find)).examples, title).toEqual([]);
  };

  describe('a file that is brought', () => {
    it('tells its columns, which fields they would fill, and its rows as they would come in', async () => {
      const { bring, change } = await scene();
      const rows = [
        aRow('a', { label: 'intact', 'inputs.line': 3, colour: 'red' }),
        aRow('b', { label: 'dented' }),
        { text: 'no key', label: null },
      ];
      const { status, body } = await bring(asLines(rows));
      expect(status).toBe(201);
      expect(body).toMatchObject({
        state: 'uploaded',
        name: 'phones.jsonl',
        columns: ['key', 'text', 'label', 'inputs.line', 'colour'],
        labelsAs: 'history',
        mapping: [
          { column: 'key', field: 'key' },
          { column: 'label', field: 'value' },
          { column: 'text', field: 'payload.text' },
          { column: 'inputs.line', field: 'inputs.line' },
        ],
        preview: [
          {
            line: 1,
            key: 'a',
            payload: { text: 'Phone a' },
            inputs: { line: 3 },
            value: 'intact',
            faults: [],
          },
          { line: 2, key: 'b', faults: [{ path: ['value'] }] },
          { line: 3, key: null, faults: [{ path: ['key'], message: 'is required' }] },
        ],
      });

      const mapping = [
        { column: 'text', field: 'key' },
        { column: 'text', field: 'payload.text' },
        { column: 'colour', field: 'inputs.colour' },
      ];
      const changed = await change(body.id, { mapping, labelsAs: 'none' });
      expect(changed).toMatchObject({ labelsAs: 'none', mapping });
      expect(changed.preview?.map(({ key, faults }) => [key, faults])).toEqual([
        ['Phone a', []],
        ['Phone b', []],
        ['no key', []],
      ]);
      expect(changed.preview?.[0]?.inputs).toEqual({ colour: 'red' });
    });

    it('brings nothing in until it is started, and then stays as it is', async () => {
      const { bring, start: begin, ended, change, lead, params, service, of } = await scene();
      const { body } = await bring(asLines(labelled(2)));
      expect((await lead.call(api.items.list, { params })).rows).toEqual([]);
      await begin(body.id);
      expect(await ended(body.id)).toMatchObject({ state: 'done', progress: 1, preview: null });
      expect(await begin(body.id)).toMatchObject({ state: 'done', counts: { items: 2 } });
      await expect(change(body.id, { labelsAs: 'none' })).rejects.toThrow('409');
      expect(await service.call(api.imports.cancel, of(body.id))).toMatchObject({ state: 'done' });
    });

    it('is refused where it is empty, and where a field is none or is filled twice', async () => {
      const { bring, service, of } = await scene();
      expect((await bring('')).status).toBe(422);
      const { body } = await bring(asLines(labelled(1)));
      const mapped = (...fields: string[]) =>
        service.ask(api.imports.change, {
          ...of(body.id),
          body: { mapping: fields.map((field) => ({ column: 'text', field })) },
        });
      expectProblem(await mapped('key', 'nonsense'), 'invalid_input', ['mapping', 1, 'field']);
      expectProblem(await mapped('key', 'key'), 'invalid_input', ['mapping', 1, 'field']);
      expectProblem(await mapped('payload', 'payload.text'), 'invalid_input', ['mapping', 1, 'field']);
    });

    it('is let go of once its rows are in, or it is cancelled', async () => {
      const { bring, takes, server: running, service, of, project } = await scene();
      const { media, db, projects } = running.app.services;
      const projectId = (await projects.get(project))?.id ?? '';
      const partOf = async (id: string) =>
        (await db.read((q) => importOf(q, projectId, id)))?.parts[0]?.hash ?? null;
      const isKept = async (part: string | null) => {
        const file = await media.open(part ?? '');
        file?.stream.destroy();
        return file !== null;
      };
      const { body: cancelled } = await bring(asLines(labelled(4)));
      const { body: same } = await bring(asLines(labelled(4)));
      const [part, other] = [await partOf(cancelled.id), await partOf(same.id)];
      expect(await isKept(part)).toBe(true);
      await service.call(api.imports.cancel, of(cancelled.id));
      expect(await isKept(part)).toBe(false);
      expect(await isKept(other)).toBe(true);
      const taken = await takes(asLines(labelled(3)));
      await expect.poll(() => partOf(taken.id)).toBeNull();
    });

    it('can be cancelled, after which it cannot be started', async () => {
      const { bring, service, of } = await scene();
      const { body } = await bring(asLines(labelled(1)));
      expect(await service.call(api.imports.cancel, of(body.id))).toMatchObject({ state: 'cancelled' });
      expectProblem(await service.ask(api.imports.start, of(body.id)), 'conflict');
    });

    it('is listed, the latest first', async () => {
      const { bring, service, params } = await scene();
      const ids: string[] = [];
      for (const name of ['a', 'b', 'c']) ids.push((await bring(asLines([aRow(name)]))).body.id);
      const first = await service.call(api.imports.list, { params, query: { limit: 2 } });
      const cursor = first.nextCursor ?? '';
      const second = await service.call(api.imports.list, { params, query: { limit: 2, cursor } });
      expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(ids.toReversed());
    });
  });

  describe('labels that become history', () => {
    it('are in force as they were given, and evidence of nothing', async () => {
      const made = await scene({ degree: 'partial', threshold: 0.9, auditShare: 1, blindShare: 1 });
      expect(await made.takes(asLines(labelled(450)))).toMatchObject({
        state: 'done',
        rows: 450,
        counts: { items: 450, labels: 450, gold: 0, repeats: 0, refused: 0 },
      });
      expect(await made.item('old-1')).toMatchObject({
        status: 'labelled',
        label: { value: 'intact', source: 'imported' },
      });
      const rows = await labelsOf(made);
      expect(rows).toHaveLength(450);
      expect(new Set(rows.map(({ source }) => source))).toEqual(new Set(['imported']));
      expect(rows[0]).toMatchObject({ key: 'old-0', value: 'scratched', weight: null, agreed: null });

      const { lead, params, server: on, project } = made;
      const overview = await lead.call(api.overview.get, { params });
      expect(overview.queue).toMatchObject({ open: 0 });
      const desk = await deskOf(on, project);
      expect(await desk.claims(1)).toEqual([]);
      await expectSound(on);
    });

    it('keep how they came to be, where their rows tell it', async () => {
      const made = await scene();
      const lineage = {
        item_id: 'there',
        label_id: 'there',
        prediction_id: null,
        routing_id: null,
        decision_ids: [],
        estimate_id: null,
      };
      const told = {
        source: 'consensus',
        decided_at: '2025-01-02T03:04:05.000Z',
        model: 'eye@1',
        model_value: 'intact',
        confidence: 0.7,
        review_probability: 0.5,
        weight: 2,
        agreed: false,
        inspectors: 2,
        opinions: [],
        lineage,
      };
      await made.takes(
        asLines([
          { key: 'a', payload: { text: 'A' }, value: 'scratched', ...told },
          aRow('b', { label: 'intact', weight: 174, audit: true, agreement: 3 }),
        ]),
      );
      const kept = await made.server.app.services.db.read((q) =>
        q.db.select({ told: q.tables.labels.told, value: q.tables.labels.value }).from(q.tables.labels),
      );
      expect(kept.find(({ told: found }) => found?.model === 'eye@1')?.told).toMatchObject({
        ...told,
        audit: null,
      });
      expect(kept.filter(({ value }) => value === 'intact').at(-1)?.told).toBeNull();
      const [row] = await labelsOf(made);
      expect(row).toMatchObject({ key: 'a', source: 'imported' });
    });

    it('that left another project as JSON Lines come in with all that they say', async () => {
      const from = await scene({ degree: 'shadow' });
      await submit(from.service, from.project, [aPrediction({ key: 'a', inputs: { line: 2 } })]);
      const desk = await deskOf(from.server, from.project);
      await desk.decides(await desk.claimsOne(), 'intact');
      const left = await (await from.service.fetch(addressOf(api.labels.export, from.params))).text();
      const to = await scene();
      expect(await to.takes(left)).toMatchObject({ counts: { labels: 1, refused: 0 } });
      expect(await labelsOf(to)).toMatchObject([
        { key: 'a', payload: { text: 'A phone' }, inputs: { line: 2 }, value: 'intact', source: 'imported' },
      ]);
    });

    it('are repeats where they come again, and refused where the key says something else', async () => {
      const { takes, faults, project, service } = await scene();
      await takes(asLines(labelled(3)));
      await submit(service, project, [aPrediction({ key: 'live' })]);
      const again = await takes(
        asLines([
          ...labelled(2),
          aRow('old-2', { label: 'intact' }),
          aRow('live', { label: 'intact' }),
          aRow('live'),
        ]),
      );
      expect(again.counts).toEqual({ items: 0, labels: 0, gold: 0, repeats: 2, refused: 3 });
      expect(await faults(again.id)).toMatchObject([
        { line: 3, key: 'old-2', field: 'key' },
        { line: 4, key: 'live', field: 'key' },
        { line: 5, key: 'live', field: 'key' },
      ]);
    });

    it('can be put back into review, and what people say then counts', async () => {
      const made = await scene();
      await made.takes(asLines(labelled(1)));
      const { lead, params, server: on, project } = made;
      await lead.call(api.queue.requeue, { params, body: { keys: ['old-0'], reason: 'Again' } });
      const desk = await deskOf(on, project);
      await desk.decides(await desk.claimsOne(), 'intact');
      expect(await made.item('old-0')).toMatchObject({ label: { value: 'intact', source: 'human' } });
      await expectSound(on);
    });
  });

  describe('labels that become gold', () => {
    it('are what is known of their items, which inspectors are given among others', async () => {
      const made = await scene({ degree: 'human_only' });
      expect(await made.takes(asLines(labelled(3)), { labelsAs: 'gold' })).toMatchObject({
        counts: { items: 3, labels: 3, gold: 3 },
      });
      const { rows } = await made.lead.call(api.gold.list, { params: made.params });
      expect(rows.map(({ key, value }) => [key, value])).toEqual([
        ['old-0', 'scratched'],
        ['old-1', 'intact'],
        ['old-2', 'scratched'],
      ]);
      expect((await made.takes(asLines(labelled(3)), { labelsAs: 'gold' })).counts).toMatchObject({
        repeats: 3,
      });
      await expectSound(made.server);
    });

    it('are made by those alone who may make gold', async () => {
      const { server: on, project, params, lead } = await scene();
      const importer = await on.service(project, ['imports.manage']);
      const { bring, change, of } = importsOf(importer, project);
      const { body } = await bring(asLines(labelled(2)));
      await change(body.id, { labelsAs: 'gold' });
      const refused = await importer.ask(api.imports.start, of(body.id));
      expectProblem(refused, 'forbidden');
      expect(refused.problem.detail).toContain('gold');
      expect((await lead.call(api.gold.list, { params })).rows).toEqual([]);
      await change(body.id, { labelsAs: 'history' });
      expect(await importer.call(api.imports.start, of(body.id))).toMatchObject({ labelsAs: 'history' });
    });

    it('mark what came in as history before', async () => {
      const { takes } = await scene();
      await takes(asLines(labelled(2)));
      expect((await takes(asLines(labelled(2)), { labelsAs: 'gold' })).counts).toEqual({
        items: 0,
        labels: 0,
        gold: 2,
        repeats: 0,
        refused: 0,
      });
    });
  });

  describe('items without a label, and those whose labels become nothing', () => {
    it('are routed as if they had been submitted', async () => {
      const made = await scene({ degree: 'partial', threshold: 0.9, auditShare: 0 });
      const rows = [
        aRow('sure', { model: 'eye@1', prediction: 'intact', confidence: 0.95 }),
        aRow('unsure', { model: 'eye@1', prediction: 'intact', confidence: 0.4 }),
        aRow('unknown', { label: 'scratched' }),
      ];
      expect(await made.takes(asLines(rows), { labelsAs: 'none' })).toMatchObject({
        counts: { items: 3, labels: 0, refused: 0 },
      });
      expect(await made.item('sure')).toMatchObject({ label: { value: 'intact', source: 'auto' } });
      expect(await made.item('unsure')).toMatchObject({ status: 'in_review', label: null });
      expect(await made.item('unknown')).toMatchObject({ status: 'in_review', label: null });
      expect((await made.takes(asLines(rows), { labelsAs: 'none' })).counts).toMatchObject({
        items: 0,
        repeats: 3,
      });
      await expectSound(made.server);
    });

    it('are the same to a submission of what they say', async () => {
      const { service, project, takes } = await scene();
      const said = { key: 'a', payload: { text: 'A' }, model: 'eye@1', value: 'intact', confidence: 0.5 };
      await submit(service, project, [said]);
      const { value, ...row } = said;
      expect((await takes(asLines([{ ...row, model_value: value }]))).counts).toMatchObject({ repeats: 1 });
    });

    it('are known by what they show where no column names them', async () => {
      const { takes } = await scene();
      const rows = asLines([{ text: 'one' }, { text: 'two' }, { text: 'one' }]);
      expect((await takes(rows)).counts).toMatchObject({ items: 2, repeats: 1 });
    });
  });

  describe('bad rows', () => {
    it('harm only themselves, and are told of with their fields, by page and as CSV', async () => {
      const { takes, service, of } = await scene();
      const rows = [
        'no json\n',
        asLines([aRow('good', { label: 'intact' })]),
        asLines([{ key: 'a', text: 7, label: 'dented', confidence: 2 }]),
        asLines([{ key: 'b\u0000', text: '' }]),
        asLines([aRow('last')]),
      ];
      const { id, counts } = await takes(rows.join(''));
      expect(counts).toMatchObject({ items: 2, labels: 1, refused: 3 });
      const first = await service.call(api.imports.faults, { ...of(id), query: { limit: 2 } });
      const query = { limit: 200, cursor: first.nextCursor ?? '' };
      const { rows: others } = await service.call(api.imports.faults, { ...of(id), query });
      const all = [...first.rows, ...others];
      expect(all.map(({ line, field }) => [line, field])).toEqual(
        expect.arrayContaining([
          [1, ''],
          [3, 'value'],
          [4, 'key'],
          [4, 'payload.text'],
        ]),
      );
      const file = await service.fetch(addressOf(api.imports.faultsFile, of(id).params));
      const cells = [];
      for await (const record of csv.records(fileOf(await file.text()), { schema: choice, limit: 10_000 }))
        cells.push('fields' in record ? record.fields : record.fault);
      expect(cells).toEqual(
        all.map(({ line, key, field, message }) => ({
          line: String(line),
          key,
          field: field || null,
          message,
        })),
      );
    });

    it('are all counted, and the first thousand kept', async () => {
      const { takes, service, of } = await scene();
      const rows = Array.from({ length: 1_100 }, (_, i) => aRow(`bad-${i}`, { label: 'dented' }));
      const { id, counts } = await takes(asLines(rows));
      expect(counts).toMatchObject({ items: 0, refused: 1_100 });
      const file = await (await service.fetch(addressOf(api.imports.faultsFile, of(id).params))).text();
      expect(file.trim().split('\r\n')).toHaveLength(1_001);
    });
  });

  it('takes in CSV and Label Studio’s tasks as it takes in JSON Lines', async () => {
    const { takes, item } = await scene();
    const table = 'id;text;label;inputs.light\r\nc1;"Phone; one";intact;0.5\r\nc2;Phone two;;\r\n';
    expect((await takes(table, {}, 'csv')).counts).toMatchObject({ items: 2, labels: 1 });
    expect(await item('c1')).toMatchObject({ payload: { text: 'Phone; one' }, inputs: { light: 0.5 } });
    const tasks = [
      {
        id: 12,
        data: { text: 'Phone' },
        annotations: [{ result: [{ type: 'choices', value: { choices: ['intact'] } }] }],
      },
    ];
    expect((await takes(JSON.stringify(tasks), {}, 'label_studio')).counts).toMatchObject({ labels: 1 });
    expect(await item('12')).toMatchObject({ payload: { text: 'Phone' }, label: { value: 'intact' } });
  });

  it('tells those who watch the project how far it has come', async () => {
    const { server: on, project, lead, takes } = await scene();
    const socket = await on.socket(lead, project);
    const told: string[] = [];
    socket.on('imports', (event) => told.push(event.project));
    await takes(asLines(labelled(1)));
    await expect.poll(() => told.length).toBeGreaterThanOrEqual(3);
    expect(new Set(told)).toEqual(new Set([project]));
  });

  it('goes on where the server stopped, with no row lost and none taken in twice', async () => {
    const first = await start();
    const project = await first.project({ degree: 'human_only' });
    const service = await first.service(project);
    const { bring, start: begin } = importsOf(service, project);
    const rows = Array.from({ length: 1_500 }, (_, i) => aRow(`row-${i}`, i % 2 ? { label: 'intact' } : {}));
    const { body } = await bring(asLines(rows));
    const { publish, config } = first.app.services;
    let told = 0;
    const stopped = Promise.withResolvers<void>();
    vi.spyOn(publish, 'importChanged').mockImplementation(() => {
      told += 1;
      if (told === 3) void first.stop().then(stopped.resolve);
    });
    await begin(body.id);
    await stopped.promise;
    const { databaseUrl, dataDir } = config;
    const next = await start({ env: { DATABASE_URL: databaseUrl, DATA_DIR: dataDir } });
    const ended = await importsOf(
      callerAt(() => next.url, service.headers),
      project,
    ).ended(body.id);
    expect(ended).toMatchObject({ state: 'done', rows: 1_500 });
    expect(ended.counts).toEqual({ items: 1_500, labels: 750, gold: 0, repeats: 0, refused: 0 });
    await expectSound(next);
  });

  it('refuses a file that is larger than the server takes', async () => {
    const small = await start({ env: { MAX_IMPORT_BYTES: '2000' } });
    const project = await small.project();
    const { bring } = importsOf(await small.service(project), project);
    expect((await bring(asLines(labelled(60)))).status).toBe(413);
    expect((await bring(asLines(labelled(3)))).status).toBe(201);
  });
});
