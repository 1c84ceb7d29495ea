import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Worker } from 'node:worker_threads';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { Json } from '../../server/domain/words.ts';
import { parseCsv } from '../support/csv.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblem, expectProblemIn } from '../support/problems.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

const columns =
  'seq,label_id,item_id,key,payload,inputs,value,source,confidence,calibrated,calibrator,model,model_value,agreed,arm,review_probability,' +
  'weight,audit,policy_revision,schema_revision,decided_at,inspectors,withheld,estimate_id,posterior';

onBothServers((start) => {
  let server: TestServer;
  let project: string;
  let service: Caller;
  beforeAll(async () => {
    server = await start();
  });
  beforeEach(async () => {
    project = await server.project({ degree: 'partial', threshold: 0.9, auditShare: 0.5, blindShare: 1 });
    service = await server.service(project);
  });

  const ask = (caller: Caller, query: Record<string, string | number> = {}, init: RequestInit = {}) =>
    caller.fetch(addressOf(api.labels.export, { project }, query), init);
  const rowsOf = async (response: Response): Promise<Record<string, Json>[]> => {
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text === '' || text.endsWith('\n')).toBe(true);
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  };
  const sure = (key: string, more = {}) => aPrediction({ key, confidence: 0.95, ...more });
  const unsure = (key: string, more = {}) => aPrediction({ key, confidence: 0.5, ...more });

  describe('an export', () => {
    it('is a row a label with all that a statistician needs', async () => {
      const receipts = await submit(service, project, [
        sure('by model', { inputs: { light: 0.25 }, payload: { text: 'lines\nand "quotes"', title: 'ü' } }),
        unsure('by person'),
      ]);
      const desk = await deskOf(server, project);
      for (const review of await desk.claims(2))
        await desk.decides(review, review.key === 'by model' ? 'scratched' : 'intact');
      const rows = await rowsOf(await ask(service));
      for (const row of rows) expect(Object.keys(row).join(',')).toBe(columns);
      const byKey = new Map(rows.map((row) => [row['key'], row]));
      const audited = receipts[0]?.arm === 'blind';
      expect(byKey.get('by model')).toMatchObject({
        item_id: receipts[0]?.itemId,
        payload: { text: 'lines\nand "quotes"', title: 'ü' },
        inputs: { light: 0.25 },
        value: 'scratched',
        source: audited ? 'human' : 'auto',
        confidence: 0.95,
        model: 'scratches@1',
        model_value: 'scratched',
        agreed: true,
        arm: audited ? 'blind' : null,
        review_probability: 0.5,
        weight: audited ? 2 : null,
        audit: audited,
        policy_revision: 2,
        schema_revision: 1,
        inspectors: audited ? 1 : 0,
        withheld: false,
        estimate_id: null,
        posterior: null,
      });
      expect(byKey.get('by person')).toMatchObject({
        value: 'intact',
        source: 'human',
        arm: 'blind',
        agreed: false,
        review_probability: 1,
        weight: 1,
        audit: false,
        inspectors: 1,
      });
      expect(byKey.get('by person')?.['decided_at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    });

    it('as CSV says the same as JSON Lines, cell by cell', async () => {
      const texts = [
        'plain',
        'a,b',
        'say "hi"',
        'two\r\nlines',
        '=SUM(A1)',
        '',
        'back\\slash',
        "O'Neil",
        'ü😀',
      ];
      await submit(
        service,
        project,
        texts.map((text, i) =>
          sure(`k${i} ${text.replaceAll(/[\r\n]/g, ' ')}`, { payload: { text: text || 'x', title: text } }),
        ),
      );
      const json = await rowsOf(await ask(service));
      const response = await ask(service, { format: 'csv' });
      expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
      const [head, ...lines] = parseCsv(await response.text());
      expect(head?.join(',')).toBe(columns);
      const expected = json.map((row) =>
        Object.values(row).map((value) =>
          value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value),
        ),
      );
      expect(lines).toEqual(expected);
      expect(lines).toHaveLength(texts.length);
    });

    it('of nothing is empty, but for the header line of CSV', async () => {
      expect(await (await ask(service)).text()).toBe('');
      expect(await (await ask(service, { format: 'csv' })).text()).toBe(`${columns}\r\n`);
    });

    it('says where the next goes on, and the next has only what came after', async () => {
      await submit(service, project, [sure('a'), sure('b')]);
      const first = await ask(service);
      const since = Number(first.headers.get('x-next-cursor'));
      expect((await rowsOf(first)).map((row) => row['key'])).toEqual(['a', 'b']);
      expect(await rowsOf(await ask(service, { since }))).toEqual([]);
      await submit(service, project, [sure('c')]);
      const next = await ask(service, { since });
      expect((await rowsOf(next)).map((row) => row['key'])).toEqual(['c']);
      expect(Number(next.headers.get('x-next-cursor'))).toBeGreaterThan(since);
    });

    it('is a file with a telling name that no cache keeps', async () => {
      await submit(service, project, [sure('a')]);
      for (const [format, type] of [
        ['jsonl', 'application/x-ndjson; charset=utf-8'],
        ['csv', 'text/csv; charset=utf-8; header=present'],
      ] as const) {
        const response = await ask(service, { format, since: 1 });
        expect(response.headers.get('content-type')).toBe(type);
        expect(response.headers.get('cache-control')).toBe('no-store');
        expect(response.headers.get('content-disposition')).toMatch(
          new RegExp(`^attachment; filename="${project}-labels-\\d{4}-\\d\\d-\\d\\d-since-1\\.${format}"$`),
        );
        await response.text();
      }
    });

    it('that is only asked about by HEAD leaves the labels where they are', async () => {
      await submit(service, project, [unsure('a')]);
      const desk = await deskOf(server, project);
      await desk.decides(await desk.claimsOne(), 'intact');
      const head = await ask(service, {}, { method: 'HEAD' });
      expect([head.status, head.headers.get('x-next-cursor')]).toEqual([200, '1']);
      expect((await desk.latest())[0]?.changeable).toBe(true);
      await rowsOf(await ask(service));
      expect((await desk.latest())[0]?.changeable).toBe(false);
    });

    it('is filtered, and the count of the same query is the number of its rows', async () => {
      await submit(service, project, [
        sure('a', { value: 'intact' }),
        sure('b', { model: 'scratches@2' }),
        unsure('c'),
      ]);
      const desk = await deskOf(server, project);
      const analyst = await server.person('analyst', project);
      for (const review of await desk.claims(3)) if (review.key === 'c') await desk.decides(review, 'intact');
      const [human] = await rowsOf(await ask(service, { source: 'human' }));
      const decidedAt = human?.['decided_at'] as string; // as the first test holds
      for (const [query, keys] of [
        [{}, ['a', 'b', 'c']],
        [{ class: 'intact' }, ['a', 'c']],
        [{ source: 'auto' }, ['a', 'b']],
        [{ source: 'auto', class: 'intact' }, ['a']],
        [{ model: 'scratches@2' }, ['b']],
        [{ since: 1 }, ['b', 'c']],
        [{ from: decidedAt }, ['c']],
        [{ to: decidedAt }, ['a', 'b']],
      ] as const) {
        const rows = await rowsOf(await ask(analyst, query));
        expect(
          rows.map((row) => row['key']),
          JSON.stringify(query),
        ).toEqual(keys);
        const counted = await analyst.call(api.labels.count, { params: { project }, query });
        expect(counted.total).toBe(keys.length);
        expect(Object.values(counted.bySource).reduce((a, b) => a + b)).toBe(keys.length);
      }
    });

    it('withholds from a lead what they may yet judge, and counts it in all alone', async () => {
      await submit(
        service,
        project,
        Array.from({ length: 20 }, (_, i) => sure(`k${i}`)),
      );
      const lead = await server.person('lead', project);
      const rows = await rowsOf(await ask(lead));
      const withheld = rows.filter((row) => row['withheld']);
      expect(rows).toHaveLength(20);
      expect(withheld.length).toBeGreaterThan(0);
      expect(withheld.length).toBeLessThan(20);
      const { seq, label_id, item_id, key, payload, inputs, withheld: _, ...rest } = withheld[0] ?? {};
      expect([seq, label_id, item_id, key, payload, inputs]).not.toContain(null);
      expect(new Set(Object.values(rest))).toEqual(new Set([null]));
      const counted = await lead.call(api.labels.count, { params: { project } });
      expect(counted).toMatchObject({ total: 20, bySource: { auto: 20 - withheld.length } });
      const filtered = await rowsOf(await ask(lead, { source: 'auto' }));
      expect(filtered).toHaveLength(20 - withheld.length);
      expect((await rowsOf(await ask(service))).some((row) => row['withheld'])).toBe(false);
    });

    it('is refused to inspectors, to keys without the permission, and to strangers', async () => {
      const inspector = await server.person('inspector', project);
      const submitter = await server.service(project, ['predictions.write']);
      const stranger = await server.service(await server.project());
      await expectProblemIn(await ask(inspector), 'forbidden');
      await expectProblemIn(await ask(submitter), 'forbidden');
      await expectProblemIn(await ask(stranger), 'not_found');
      await expectProblemIn(await ask(server.anyone), 'unauthenticated');
      expectProblem(await inspector.ask(api.labels.count, { params: { project } }), 'forbidden');
      await expectProblemIn(await ask(service, { format: 'xml' }), 'invalid_input', ['query', 'format']);
      await expectProblemIn(await ask(service, { since: -1 }), 'invalid_input', ['query', 'since']);
    });

    it('that its caller breaks off does not go on', async () => {
      // Jobs read as well, now and then.
      const quiet = await start({ jobs: [] });
      project = await quiet.project({ degree: 'full' });
      service = await quiet.service(project);
      const records = Array.from({ length: 3_000 }, (_, i) =>
        sure(`k${i}`, { payload: { text: 'x'.repeat(5_000) } }),
      );
      for (let i = 0; i < records.length; i += 1_000)
        await submit(service, project, records.slice(i, i + 1_000));
      const leaving = new AbortController();
      const arrived = once(quiet.app.server, 'request') as Promise<[IncomingMessage, ServerResponse]>; // as http says
      const response = await ask(service, {}, { signal: leaving.signal });
      await response.body?.getReader().read();
      const [, serving] = await arrived;
      expect(serving.writableEnded).toBe(false);
      const closed = once(serving, 'close');
      leaving.abort();
      await closed;
      const { db } = quiet.app.services;
      const readAll = db.read.bind(db);
      let reads = 0;
      const read = vi.spyOn(db, 'read').mockImplementation((work) => {
        // Others look into the database as well, for what they are to do.
        if (/[/](datasets|labels)[/]/.test(new Error('where').stack ?? '')) reads += 1;
        return readAll(work);
      });
      const post = vi.spyOn(Worker.prototype, 'postMessage'); // where a thread reads for exports
      await new Promise((resolve) => setTimeout(resolve, 200));
      const asked = post.mock.calls.filter(([message]) => typeof message === 'object');
      read.mockRestore();
      post.mockRestore();
      expect(reads + asked.length).toBeLessThanOrEqual(1);
    });
  });
});
