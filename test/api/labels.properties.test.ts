import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { Json } from '../../server/domain/words.ts';
import { parseCsv } from '../support/csv.ts';
import { deskOf } from '../support/desk.ts';
import { aPrediction, startServer, submit, type Caller, type TestServer } from '../support/server.ts';

type Row = Record<string, Json>;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const ask = async (service: Caller, project: string, query: Record<string, string | number>) => {
  const response = await service.fetch(addressOf(api.labels.export, { project }, query));
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return { text, next: Number(response.headers.get('x-next-cursor')) };
};
const exported = async (
  service: Caller,
  project: string,
  since = 0,
): Promise<{ rows: Row[]; next: number }> => {
  const { text, next } = await ask(service, project, { since });
  return {
    rows: text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Row),
    next,
  };
};

it('the increments of an export, the later row of a key in place of the earlier, add up to the whole', async () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant('submit' as const),
      sure: fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      do: fc.constantFrom('decide' as const, 'change' as const),
      value: fc.constantFrom('intact', 'scratched'),
    }),
    fc.record({ do: fc.constantFrom('skip' as const, 'export' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const project = await server.project({ degree: 'partial', threshold: 0.9, auditShare: 0.5 });
      const service = await server.service(project);
      const desk = await deskOf(server, project);
      const dataset = new Map<Json | undefined, Row>();
      let since = 0;
      const take = async () => {
        const { rows, next } = await exported(service, project, since);
        for (const row of rows) dataset.set(row['key'], row);
        since = next;
      };
      for (const s of steps) {
        if (s.do === 'submit')
          await submit(
            service,
            project,
            s.sure.map((sure) => aPrediction({ confidence: sure ? 0.95 : 0.5 })),
          );
        else if (s.do === 'export') await take();
        else if (s.do === 'change') {
          const [latest] = (await desk.latest()).filter((decision) => decision.kind === 'answer');
          if (latest) await desk.changes(latest.id, s.value);
        } else {
          const [review] = await desk.claims(1);
          if (review) await ('value' in s ? desk.decides(review, s.value) : desk.skips(review));
        }
      }
      await take();
      const whole = await exported(service, project);
      expect([...dataset.values()].toSorted((a, b) => Number(a['seq']) - Number(b['seq']))).toEqual(
        whole.rows,
      );
      expect(new Set(whole.rows.map((row) => row['key'])).size).toBe(whole.rows.length);
    }),
    { numRuns: 12 },
  );
});

it('whatever is submitted comes out of CSV and JSON Lines as it was', async () => {
  const troublesome = ['"', ',', ';', '\r', '\n', '=', '\\', '\t', ' ', "'", 'a', 'ü', '😀'];
  const text = (minLength: number, maxLength: number) =>
    fc
      .oneof(
        fc.string({ unit: 'binary', minLength, maxLength }),
        fc.string({ unit: fc.constantFrom(...troublesome), minLength, maxLength }),
      )
      .filter((value) => !value.includes('\u0000') && value.length >= minLength);
  // oxlint-disable-next-line no-control-regex -- keys have none
  const key = text(1, 40).filter((value) => !/[\u0000-\u001f\u007f]/.test(value));
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n));
  const record = fc.record({
    key,
    text: text(1, 60),
    title: fc.option(text(0, 20), { nil: undefined }),
    inputs: fc.dictionary(
      text(1, 10).filter((name) => name !== '__proto__'),
      fc.oneof(number, text(0, 20), fc.boolean(), fc.constant(null)),
      { maxKeys: 3 },
    ),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
  });
  const records = fc.uniqueArray(record, { selector: (r) => r.key, minLength: 1, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(records, async (sent) => {
      const project = await server.project({ degree: 'full', auditShare: 0 });
      const service = await server.service(project);
      const predictions = sent.map(({ text: body, title, ...more }) =>
        aPrediction({ ...more, payload: title === undefined ? { text: body } : { text: body, title } }),
      );
      await submit(service, project, predictions);
      const { rows } = await exported(service, project);
      expect(
        rows.map(({ key: k, payload, inputs, confidence }) => ({ key: k, payload, inputs, confidence })),
      ).toEqual(
        predictions.map(({ key: k, payload, confidence }, i) => ({
          key: k,
          payload,
          inputs: sent[i]?.inputs,
          confidence,
        })),
      );
      const csv = await ask(service, project, { format: 'csv' });
      const [head = [], ...lines] = parseCsv(csv.text);
      expect(lines).toEqual(
        rows.map((row) =>
          head.map((name) => {
            const value = row[name] ?? null;
            return value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
          }),
        ),
      );
    }),
    { numRuns: 15 },
  );
});
