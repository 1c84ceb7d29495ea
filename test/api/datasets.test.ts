import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { SentBody } from '../../server/contract/route.ts';
import type { DatasetRow } from '../../server/domain/datasets/row.ts';
import { snapshotScenes } from '../support/snapshots.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

const { cancel, create, data, difference, file, get, link, list, rows } = api.datasets;
const requestExport = api.datasets.export;

onBothServers((start) => {
  const given = snapshotScenes(start);

  describe('a snapshot', () => {
    it('holds the labels in force by key, each with how it came to be', async () => {
      const { frozen, text, service, params } = await given();
      const snapshot = await frozen({ name: 'first' });
      expect(snapshot).toMatchObject({ name: 'first', state: 'ready', progress: 1, failure: null });
      const lines = await text(snapshot.id);
      expect(createHash('sha256').update(lines).digest('hex')).toBe(snapshot.hash);
      const found = lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as DatasetRow);
      expect(found.map(({ key, value, source }) => [key, value, source])).toEqual([
        ['a', 'scratched', 'human'],
        ['b', 'intact', 'human'],
        ['c', 'scratched', 'human'],
        ['sure', 'scratched', 'auto'],
      ]);
      expect(found[0]).toMatchObject({
        model: 'scratches@1',
        confidence: 0.5,
        arm: 'blind',
        review_probability: 1,
        weight: 1,
        audit: false,
        agreement: null,
        opinions: [{ value: 'scratched', arm: 'blind', suggestion_shown: false }],
      });
      expect(found[0]?.lineage.decision_ids).toEqual([found[0]?.opinions[0]?.decision_id]);
      expect(found[3]).toMatchObject({ weight: null, opinions: [], agreement: null });
      expect(snapshot.manifest).toMatchObject({
        rows: 4,
        unlabelled: 0,
        bySource: { human: 3, auto: 1 },
        byClass: { scratched: 3, intact: 1 },
        byModel: { 'scratches@1': 4 },
        opinions: 3,
        agreement: null,
        weighted: { rows: 3, sum: 3 },
      });
      const page = await service.call(rows, { params: { ...params, id: snapshot.id }, query: { limit: 3 } });
      expect(page.rows.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
      const more = { limit: 3, cursor: page.nextCursor ?? '' };
      expect(await service.call(rows, { params: { ...params, id: snapshot.id }, query: more })).toMatchObject(
        {
          rows: [{ key: 'sure' }],
          nextCursor: null,
        },
      );
    });

    it('stays as it is whatever is decided later, and the same labels give the same hash again', async () => {
      const { frozen, text, desk, decided, clock } = await given();
      const first = await frozen({ name: 'first' });
      const again = await frozen({ name: 'again' });
      expect(again.hash).toBe(first.hash);
      const before = await text(first.id);
      clock.pass(1_000);
      await desk.changes(decided[0] ?? '', 'intact');
      expect(await text(first.id)).toBe(before);
      expect((await frozen({ name: 'later' })).hash).not.toBe(first.hash);
    });

    it.each<[string, NonNullable<SentBody<typeof create>['query']>, string[]]>([
      ['a source', { sources: ['auto'] }, ['sure']],
      ['a class', { classes: ['intact'] }, ['b']],
      ['a model', { models: ['others@1'] }, []],
      ['an agreement, which one opinion has with nobody', { minAgreement: 0.9 }, []],
      ['a schema revision', { schemaRevision: 1 }, ['a', 'b', 'c', 'sure']],
      ['items without a label too', { unlabelled: true }, ['a', 'b', 'c', 'd', 'sure']],
      ['a time', { to: '2001-01-01T00:00:00Z' }, []],
    ])('can ask for %s', async (_, query, keys) => {
      const { frozen, text } = await given();
      const { id, manifest } = await frozen({ name: 'some', query });
      const found = (await text(id)).split('\n').filter((line) => line !== '');
      expect(found.map((line) => (JSON.parse(line) as DatasetRow).key)).toEqual(keys);
      expect(manifest?.rows).toBe(keys.length);
    });

    it('lets stand for itself what was picked out for people after it had been accepted', async () => {
      const { frozen, text, desk, server, project, params } = await given();
      const lead = await server.person('lead', project);
      await desk.decides(await desk.claimsOne(), 'intact');
      await lead.call(api.queue.requeue, { params, body: { keys: ['sure'], reason: 'It looks odd' } });
      await desk.decides(await desk.claimsOne(), 'intact');
      const another = await deskOf(server, project);
      await another.decides(await another.claimsOne(), 'intact');
      const { id, manifest } = await frozen({ name: 'picked' });
      const rows = (await text(id)).trim().split('\n');
      const sure = rows.map((row) => JSON.parse(row) as DatasetRow).find(({ key }) => key === 'sure');
      expect(sure).toMatchObject({ value: 'intact', source: 'consensus', arm: null, weight: null });
      expect(manifest?.weighted).toEqual({ rows: 4, sum: 4 });
    });

    it('says how it differs from another', async () => {
      const { frozen, desk, decided, clock, analyst, params } = await given();
      const first = await frozen({ name: 'first', query: { sources: ['human'] } });
      clock.pass(1_000);
      await desk.changes(decided[0] ?? '', 'intact');
      await desk.decides(await desk.claimsOne(), 'intact');
      const second = await frozen({ name: 'second', parent: first.id, query: { classes: ['intact'] } });
      expect(second.manifest?.parent).toBe(first.id);
      const found = await analyst.call(difference, {
        params: { ...params, id: second.id },
        query: { from: first.id },
      });
      expect(found).toMatchObject({ added: 1, removed: 1, changed: 1, unchanged: 1 });
      expect(found.examples.added).toEqual([{ key: 'd', value: 'intact' }]);
      expect(found.examples.removed).toEqual([{ key: 'c', value: 'scratched' }]);
      expect(found.examples.changed).toMatchObject([{ key: 'a', before: 'scratched', after: 'intact' }]);
      expect(found.byColumn).toMatchObject({ value: 1, opinions: 1 });
    });

    it('keeps what belongs together in one split, and a sealed test split as it is', async () => {
      const { frozen, text, analyst, params, service, project } = await given();
      const inputs = (camera: number) => ({ inputs: { camera: `cam-${camera}` } });
      await submit(
        service,
        project,
        Array.from({ length: 60 }, (_, n) =>
          aPrediction({ key: `shot-${n}`, confidence: 0.99, ...inputs(n % 12) }),
        ),
      );
      const splits = { test: 0.3, validation: 0.2, groupBy: 'camera', salt: 'x' };
      const { id, manifest } = await frozen({ name: 'sealed', seal: true, query: { splits } });
      const ofCamera = new Map<string | null, Set<string>>();
      const found = (await text(id)).trim().split('\n');
      for (const line of found) {
        const { group, split } = JSON.parse(line) as DatasetRow;
        if (group !== null) ofCamera.set(group, (ofCamera.get(group) ?? new Set()).add(split));
      }
      expect(ofCamera.size).toBe(12);
      expect([...ofCamera.values()].every((of) => of.size === 1)).toBe(true);
      expect(manifest?.bySplit?.test).toBeGreaterThan(0);
      const moved = { name: 'moved', query: { splits: { ...splits, test: 0.4 } } };
      const refused = await analyst.ask(create, { params, body: moved });
      expectProblem(refused, 'conflict');
      expect(refused.problem.detail).toContain('"sealed"');
      const kept = await frozen({ name: 'kept', query: { splits: { ...splits, validation: 0.5 } } });
      expect(kept.manifest?.bySplit?.test).toBe(manifest?.bySplit?.test);
    });

    it('is refused where its query makes no sense, by the field', async () => {
      const { analyst, params } = await given();
      const ask = (body: object) =>
        analyst.ask(create, { params, body: { name: 'no', ...body } as SentBody<typeof create> });
      for (const [body, field] of [
        [{ query: { splits: { test: 0.8, validation: 0.5 } } }, 'test'],
        [{ query: { from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' } }, 'to'],
        [{ query: { schemaRevision: 9 } }, 'schemaRevision'],
        [{ parent: '00000000-0000-7000-8000-000000000000' }, 'parent'],
      ] as const) {
        const refused = await ask(body);
        expectProblem(refused, 'invalid_input');
        expect(refused.problem.errors?.map(({ path }) => path.at(-1))).toEqual([field]);
      }
    });

    it('is cancelled while it is written, and not once it is whole', async () => {
      const { analyst, params, frozen, server } = await given();
      await server.app.services.db.write(async () => undefined);
      const { id } = await analyst.call(create, { params, body: { name: 'given up' } });
      const { state } = await analyst.call(cancel, { params: { ...params, id } });
      expect(['cancelled', 'ready']).toContain(state);
      const whole = await frozen({ name: 'whole' });
      expect(await analyst.call(cancel, { params: { ...params, id: whole.id } })).toMatchObject({
        state: 'ready',
      });
      const { rows: found } = await analyst.call(list, { params, query: {} });
      expect(found.map(({ name }) => name)).toEqual(['whole', 'given up']);
    });

    it('is not for those who judge, but for what is counted over many rows', async () => {
      const { lead, params, frozen, service, project } = await given();
      const { id } = await frozen({ name: 'first' });
      const at = { params: { ...params, id } };
      expect(await lead.call(get, at)).toMatchObject({ manifest: null, hash: null, withheld: true });
      const many = Array.from({ length: 50 }, (_, n) => aPrediction({ key: `n-${n}`, confidence: 0.99 }));
      await submit(service, project, many);
      const large = await frozen({ name: 'large' });
      expect(await lead.call(get, { params: { ...params, id: large.id } })).toMatchObject({
        manifest: { rows: 54, byClass: { scratched: 53, intact: 1 }, bySplit: null, byClassAndSplit: null },
        hash: large.hash,
        withheld: false,
      });
      const until = await frozen({ name: 'until now', query: { to: '2100-01-01T00:00:00Z' } });
      expect(until.manifest?.bySplit).toMatchObject({ train: expect.any(Number) });
      expect(await lead.call(get, { params: { ...params, id: until.id } })).toMatchObject({
        manifest: null,
        hash: null,
        withheld: true,
      });
      for (const answer of [
        await lead.ask(rows, { ...at, query: {} }),
        await lead.ask(data, at),
        await lead.ask(difference, { ...at, query: { from: id } }),
        await lead.ask(requestExport, { ...at, body: { format: 'jsonl' } }),
      ])
        expectProblem(answer, 'forbidden');
    });
  });

  describe('an export of a snapshot', () => {
    it('is a zip with a card, in ranges, and the same bytes for ever', async () => {
      const { frozen, exported, service, params } = await given();
      const snapshot = await frozen({ name: 'first', licence: 'CC-BY-4.0' });
      const whole = await exported(snapshot.id, { format: 'csv' });
      const at = { ...params, id: snapshot.id, export: whole.id };
      const response = await service.fetch(addressOf(file, at));
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(whole.sha256);
      expect(response.headers.get('etag')).toBe(`"${whole.sha256}"`);
      const some = await service.fetch(addressOf(file, at), { headers: { range: 'bytes=10-19' } });
      expect(some.status).toBe(206);
      expect(some.headers.get('content-range')).toBe(`bytes 10-19/${bytes.length}`);
      expect(Buffer.from(await some.arrayBuffer())).toEqual(bytes.subarray(10, 20));
      const known = await service.fetch(addressOf(file, at), {
        // Without it, Node’s fetch asks for no copy at all.
        headers: { 'if-none-match': `"${whole.sha256}"`, 'cache-control': 'max-age=0' },
      });
      expect(known.status).toBe(304);
      // Asked for again, it is there.
      expect(await exported(snapshot.id, { format: 'csv' })).toEqual(whole);
    });

    it('can be the data alone, and be fetched by a link until that expires', async () => {
      const { frozen, exported, text, analyst, params, clock, server } = await given();
      const snapshot = await frozen({ name: 'first' });
      const whole = await exported(snapshot.id, { format: 'jsonl', bare: true });
      const at = { ...params, id: snapshot.id, export: whole.id };
      const { url } = await analyst.call(link, { params: at, body: { hours: 1 } });
      expect(url.startsWith(`${server.url}/`)).toBe(true);
      const linked = await fetch(url);
      expect(await linked.text()).toBe(await text(snapshot.id));
      clock.pass(3_600_001);
      expect((await fetch(url)).status).toBe(404);
    });

    it('is refused in a format that its labels have no place in', async () => {
      const { frozen, analyst, params } = await given();
      const { id } = await frozen({ name: 'first' });
      const refused = await analyst.ask(requestExport, {
        params: { ...params, id },
        body: { format: 'coco' },
      });
      expectProblem(refused, 'invalid_input');
      expect(refused.problem.errors?.[0]?.path).toEqual(['format']);
    });
  });
});
