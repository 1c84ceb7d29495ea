import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../client/api/call.ts';
import { api } from '../../../server/api.ts';
import type { ProblemCode } from '../../../server/contract/problems.ts';
import { expectProblemIn } from '../../support/problems.ts';
import { aPrediction, startServer, submit, type Caller, type TestServer } from '../../support/server.ts';
import { submitStream, type StreamResult } from '../../support/stream.ts';

const recordLimit = 20_000;
const noFile = 'a'.repeat(64);
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').toString('base64');

let server: TestServer;
let project: string;
let service: Caller;
beforeAll(async () => {
  server = await startServer({ env: { MAX_RECORD_BYTES: String(recordLimit), MAX_BATCH_RECORDS: '50' } });
  project = await server.project();
  service = await server.service(project);
});
afterAll(() => server.close());

const streams = async (...texts: (string | Buffer)[]): Promise<StreamResult[]> => {
  const results: StreamResult[] = [];
  for await (const result of submitStream(server, service.headers, project, texts)) results.push(result);
  return results;
};
const text = (record: unknown) => `${JSON.stringify(record)}\n`;
const sends = (body: string, type = 'application/json') =>
  service.fetch(addressOf(api.intake.submit, { project }), {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });

/** Records that cannot be taken: what is wrong, its code, and the path of the field. */
const bad: [string, unknown, ProblemCode, (string | number)[]?][] = [
  ['no key', { ...aPrediction(), key: undefined }, 'invalid_input', ['key']],
  ['an empty key', aPrediction({ key: '' }), 'invalid_input', ['key']],
  ['a key with a control character', aPrediction({ key: 'a\u0000b' }), 'invalid_input', ['key']],
  ['a key that is no text', aPrediction({ key: 7 }), 'invalid_input', ['key']],
  ['a key of half a character', aPrediction({ key: 'a\ud800' }), 'invalid_input', ['key']],
  ['an unknown field', aPrediction({ confidance: 1 }), 'invalid_input', ['confidance']],
  [
    'an unknown field of the payload',
    aPrediction({ payload: { txt: 'x' } }),
    'invalid_input',
    ['payload', 'txt'],
  ],
  ['no payload', { ...aPrediction(), payload: undefined }, 'invalid_input', ['payload']],
  ['an empty payload', aPrediction({ payload: {} }), 'invalid_input', ['payload']],
  ['NUL in the payload', aPrediction({ payload: { text: 'a\u0000' } }), 'invalid_input', ['payload']],
  [
    'half a character in the payload',
    aPrediction({ payload: { text: 'a\udc00' } }),
    'invalid_input',
    ['payload'],
  ],
  [
    'half a character in an input',
    aPrediction({ inputs: { line: '\ud800' } }),
    'invalid_input',
    ['inputs', 'line'],
  ],
  ['NUL in an input', aPrediction({ inputs: { line: 'a\u0000' } }), 'invalid_input', ['inputs', 'line']],
  ['a class that is not in the project', aPrediction({ value: 'dented' }), 'invalid_input', ['value']],
  [
    'a value that is no class at all',
    aPrediction({ value: { is: 'scratched' } }),
    'invalid_input',
    ['value'],
  ],
  ['a confidence above 1', aPrediction({ confidence: 1.01 }), 'invalid_input', ['confidence']],
  ['a confidence in words', aPrediction({ confidence: 'high' }), 'invalid_input', ['confidence']],
  [
    'a score that is no number',
    aPrediction({ scores: { intact: '1' } }),
    'invalid_input',
    ['scores', 'intact'],
  ],
  [
    'an input that is a list',
    aPrediction({ inputs: { sizes: [1, 2] } }),
    'invalid_input',
    ['inputs', 'sizes'],
  ],
  ['a model without a version', aPrediction({ model: 'scratches' }), 'invalid_input', ['model']],
  ['a model of half a character', aPrediction({ model: 'm@\udfff' }), 'invalid_input', ['model']],
  ['a time that is none', aPrediction({ occurredAt: 'yesterday' }), 'invalid_input', ['occurredAt']],
  ['a negative latency', aPrediction({ latencyMs: -1 }), 'invalid_input', ['latencyMs']],
  ['a priority between two', aPrediction({ priority: 1.5 }), 'invalid_input', ['priority']],
  [
    'a file nobody uploaded',
    aPrediction({ payload: { document: { media: noFile } } }),
    'media_missing',
    ['payload'],
  ],
  ['a file of another kind', aPrediction({ payload: { document: { base64: png } } }), 'media_unsupported'],
  [
    'base64 that is none',
    aPrediction({ payload: { document: { base64: '!!!!' } } }),
    'invalid_input',
    ['payload', 'document', 'base64'],
  ],
  ['a list in place of a record', [], 'invalid_input', []],
  ['null in place of a record', null, 'invalid_input', []],
];

const expectRefused = (result: StreamResult | undefined, code: ProblemCode, path?: (string | number)[]) => {
  expect(result?.problem, JSON.stringify(result)).toMatchObject({ code });
  if (path) expect(result?.problem?.errors?.map((e) => e.path)).toContainEqual(path);
};

describe('promise 10: among good records in a batch', () => {
  it.each(bad)(
    'promise 10: one with %s harms only itself, in an array and in a stream',
    async (_, record, code, path) => {
      const [before, after] = [aPrediction(), aPrediction()];
      const inArray = (await submit(service, project, [
        before,
        record as Record<string, unknown>,
        after,
      ])) as StreamResult[];
      expect(inArray).toMatchObject([
        { key: before.key, repeated: false },
        { line: 2 },
        { key: after.key, repeated: false },
      ]);
      expectRefused(inArray[1], code, path);
      const inStream = await streams(text(before), text(record), text(after));
      expect(inStream).toMatchObject([
        { key: before.key, repeated: true },
        { line: 2 },
        { key: after.key, repeated: true },
      ]);
      expectRefused(inStream[1], code, path);
    },
  );

  it('promise 10: each has its result in its place, the bad ones with their key and line', async () => {
    const records = Array.from({ length: 50 }, (_, i) => aPrediction(i % 3 === 1 ? { confidence: 2 } : {}));
    const array = (await submit(service, project, records)) as StreamResult[];
    const stream = await streams(...records.map(text));
    for (const results of [array, stream]) {
      expect(results.map((r) => r.key)).toEqual(records.map((r) => r.key));
      results.forEach((result, i) => {
        if (i % 3 === 1) {
          expect(result.line).toBe(i + 1);
          expectRefused(result, 'invalid_input', ['confidence']);
        } else expect(result.itemId).toEqual(expect.any(String));
      });
    }
    const { rows } = await service.call(api.items.list, { params: { project }, query: { limit: 200 } });
    const stored = rows.map((row) => row.key);
    records.forEach((r, i) => expect(stored.includes(r.key), r.key).toBe(i % 3 !== 1));
  });

  it('promise 10: a line that is no JSON harms only itself', async () => {
    const [before, after] = [aPrediction(), aPrediction()];
    const results = await streams(text(before), '{"key": "broken", \n', text(after));
    expect(results).toMatchObject([{ key: before.key }, { key: null, line: 2 }, { key: after.key }]);
    expectRefused(results[1], 'malformed_json');
  });

  it('promise 10: a line beyond the limit harms only itself, wherever the network cuts it', async () => {
    const long = text(aPrediction({ payload: { text: 'x'.repeat(recordLimit) } }));
    for (const cut of [
      [long],
      [long.slice(0, 7), long.slice(7, recordLimit + 20), long.slice(recordLimit + 20)],
    ]) {
      const [before, after, last] = [aPrediction(), aPrediction(), aPrediction()];
      const [head = '', ...tail] = cut;
      const results = await streams(text(before) + head, ...tail, text(after), text(last).trimEnd());
      expect(results).toMatchObject([
        { key: before.key, repeated: false },
        { key: null, line: 2, problem: { code: 'body_too_large' } },
        { key: after.key, repeated: false },
        { key: last.key, repeated: false },
      ]);
    }
  });

  it('promise 10: blank lines are passed over, but counted, and a line may end in CRLF', async () => {
    const [one, two] = [aPrediction(), aPrediction()];
    const results = await streams(`\n${text(one).trimEnd()}\r\n`, '\r\n  \n', text(two), text({}));
    expect(results).toMatchObject([{ key: one.key }, { key: two.key }, { line: 6 }]);
  });

  it('promise 10: characters that the network cuts in two are whole again', async () => {
    const record = aPrediction({ key: 'größe-画像-📱' });
    const bytes = Buffer.from(text(record));
    const results = await streams(...Array.from(bytes, (_, i) => bytes.subarray(i, i + 1)));
    expect(results).toMatchObject([{ key: record.key, repeated: false }]);
  });
});

describe('promise 10: a batch that cannot be read as one', () => {
  it('promise 10: is refused as a whole: broken JSON, too many records, another type', async () => {
    await expectProblemIn(await sends('[{"key": '), 'malformed_json');
    const many = Array.from({ length: 51 }, () => aPrediction());
    await expectProblemIn(await sends(JSON.stringify(many)), 'body_too_large');
    await expectProblemIn(await sends('key,value\n', 'text/csv'), 'unsupported_media_type');
    expect(await submit(service, project, [])).toEqual([]);
    expect(await streams('')).toEqual([]);
  });
});

describe('promise 10: a stream of 20,000 records', () => {
  it('promise 10: is answered record for record, in order', { timeout: 120_000 }, async () => {
    const total = 20_000;
    const isBad = (i: number) => i % 7 === 3;
    const lines = function* () {
      for (let i = 0; i < total; i += 1)
        yield text(aPrediction({ key: `row ${i}`, ...(isBad(i) ? { confidence: -1 } : {}) }));
    };
    let i = 0;
    for await (const result of submitStream(server, service.headers, project, lines())) {
      if (result.key !== `row ${i}` || isBad(i) !== (result.problem !== undefined))
        throw new Error(`row ${i} was answered by ${JSON.stringify(result)}`);
      i += 1;
    }
    expect(i).toBe(total);
  });
});
