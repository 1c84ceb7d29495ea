import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { datasetColumns } from '../../../server/datasets/files/columns.ts';
import { datasetFormats } from '../../../server/datasets/files/registry.ts';
import type { DatasetRow } from '../../../server/domain/datasets/row.ts';
import { splits } from '../../../server/domain/datasets/splits.ts';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import { arms, labelSources, type Json } from '../../../server/domain/words.ts';
import { classesOf, datasetOf, filesOf, linesIn, marked, rowOf } from '../../support/dataset.ts';

const { jsonl, csv, parquet } = datasetFormats;

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    'null',
    '=1+1',
    'a,b',
    '"',
    'x\r\ny',
    '\\',
    '\u2028',
    '𝔸👩‍👧',
    'שלום',
    '\0',
    '0123456789'.repeat(40),
  ),
);

/**
 * V8’s JSON.parse may take a field whose name is a single escaped sign for a backslash, where objects of the shape with that
 * were seen before; hyparquet’s copies lose `__proto__`.
 */
const isSafe = (json: unknown): boolean => !/"(\\[^u]|\\u.{4}|__proto__)":/.test(JSON.stringify(json));
const jsonValue = fc
  .jsonValue()
  .filter(isSafe)
  .map((value) => JSON.parse(JSON.stringify(value)) as Json); // −0 is no JSON

const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0);
const instant = fc.nat({ max: 8_000_000_000_000 }).map((ms) => new Date(ms).toISOString());
const option = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary);

const rowWith = (value: fc.Arbitrary<Json>): fc.Arbitrary<DatasetRow> =>
  fc.record({
    key: text,
    group: option(text),
    split: fc.constantFrom(...splits),
    payload: jsonValue,
    inputs: jsonValue,
    value: option(value),
    source: option(fc.constantFrom(...labelSources)),
    decided_at: option(instant),
    model: option(text),
    model_value: option(value),
    confidence: option(share),
    calibrated: option(share),
    calibrator: option(fc.nat()),
    scores: option(
      fc
        .dictionary(text, share)
        .map((scores) => ({ ...scores }))
        .filter(isSafe),
    ),
    agreed: option(fc.boolean()),
    arm: option(fc.constantFrom(...arms)),
    review_probability: option(share),
    weight: option(fc.double({ min: 1, noNaN: true, noDefaultInfinity: true })),
    audit: option(fc.boolean()),
    inspectors: option(fc.nat()),
    agreement: option(share),
    posterior: option(share),
    policy_revision: option(fc.nat()),
    schema_revision: option(fc.nat()),
    time_spent_ms: option(fc.nat({ max: 2 ** 40 })),
    opinions: fc.array(
      fc.record({
        decision_id: fc.uuid(),
        inspector: fc.uuid(),
        value,
        arm: fc.constantFrom(...arms),
        suggestion_shown: fc.boolean(),
        decided_at: instant,
        time_spent_ms: option(fc.nat()),
      }),
      { maxLength: 2 },
    ),
    lineage: fc.record({
      item_id: fc.uuid(),
      label_id: option(fc.uuid()),
      prediction_id: option(fc.uuid()),
      routing_id: option(fc.uuid()),
      decision_ids: fc.array(fc.uuid(), { maxLength: 2 }),
      estimate_id: option(fc.uuid()),
    }),
  });

type Case = [kind: string, schema: LabelSchema, value: fc.Arbitrary<Json>];
const cases: Case[] = [
  ['text', { kind: 'text', maxLength: 1_000 }, text],
  [
    'choices',
    { kind: 'choices', classes: classesOf('a', 'b,c', 'value'), min: 0, max: null },
    fc.subarray(['a', 'b,c', 'value']),
  ],
  [
    'number',
    { kind: 'number', min: null, max: null, step: null, unit: '', tolerance: 0 },
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
  ],
  ['rating', { kind: 'rating', points: 5, low: '', high: '', tolerance: 0 }, fc.integer({ min: 1, max: 5 })],
  [
    'spans',
    { kind: 'spans', ...marked('a', 'b'), overlaps: false, iou: 0.5 },
    fc.array(
      fc.record({
        class: fc.constantFrom('a', 'b'),
        start: fc.nat(9),
        end: fc.integer({ min: 10, max: 20 }),
      }),
    ),
  ],
];

const slice = (bytes: Buffer): ArrayBuffer =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer; // its memory is no shared one

/** What Parquet's types read back as, as JSON has them. */
const asJson = (value: unknown): Json => {
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asJson(inner)]));
  return value as Json; // the rest is JSON
};

/** JSON of any shape, which stands as text. */
const fromText = (value: Json): Json => (typeof value === 'string' ? (JSON.parse(value) as Json) : value);

test.each(cases)('rows of %s are read back from JSON Lines as they were', async (_, schema, value) => {
  await fc.assert(
    fc.asyncProperty(fc.array(rowWith(value), { maxLength: 5 }), async (rows) => {
      const files = await filesOf(jsonl, datasetOf('text', schema, rows));
      expect(linesIn(files, 'data.jsonl')).toEqual(rows);
    }),
    { numRuns: 50 },
  );
});

test.each(cases)('rows of %s are read back from Parquet as they were', async (_, schema, value) => {
  const columns = datasetColumns(schema);
  await fc.assert(
    fc.asyncProperty(fc.array(rowWith(value), { maxLength: 5 }), async (rows) => {
      const files = await filesOf(parquet, datasetOf('text', schema, rows));
      const file = slice(files.get('data.parquet') ?? Buffer.alloc(0));
      const read = await parquetReadObjects({ file, compressors });
      const isJson = new Set(columns.flatMap(({ name, type }) => (type === 'json' ? [name] : [])));
      const back = read.map((object) =>
        Object.fromEntries(
          Object.entries(object).map(([name, cell]) => [
            name,
            isJson.has(name) ? fromText(asJson(cell)) : asJson(cell),
          ]),
        ),
      );
      for (const { opinions } of back as { opinions: { value: Json }[] }[])
        if (isJson.has('value')) for (const opinion of opinions) opinion.value = fromText(opinion.value);
      expect(back).toEqual(
        rows.map((row) => Object.fromEntries(columns.map(({ name, of }) => [name, of(row)]))),
      );
      for (const [i, row] of rows.entries()) expect(back[i]).toMatchObject(row);
    }),
    { numRuns: 30 },
  );
});

test.each(cases)(
  'rows of %s have the cells in CSV that they have in JSON Lines',
  async (_, schema, value) => {
    const columns = datasetColumns(schema);
    await fc.assert(
      fc.asyncProperty(fc.array(rowWith(value), { maxLength: 5 }), async (rows) => {
        const files = await filesOf(csv, datasetOf('text', schema, rows));
        const [head, ...lines] = parse(files.get('data.csv') ?? '', { record_delimiter: '\r\n' });
        expect(head).toEqual(columns.map(({ name }) => name));
        expect(lines).toHaveLength(rows.length);
        for (const [i, row] of rows.entries())
          for (const [c, { of }] of columns.entries()) {
            const [cell, expected] = [lines[i]?.[c] ?? '', of(row)];
            if (expected === null) expect(cell).toBe('');
            else if (typeof expected === 'string') expect(cell).toBe(expected);
            else expect(JSON.parse(cell)).toEqual(expected);
          }
      }),
      { numRuns: 50 },
    );
  },
);

test('a column that a kind of label adds has another name where its own is taken, and stands beside `value`', () => {
  const columns = datasetColumns({ kind: 'boxes', ...marked('scratch'), iou: 0.5 });
  const row = rowOf({
    key: 'a',
    payload: {},
    value: [{ class: 'scratch', x: 1, y: 2, width: 3, height: 4 }],
  });
  const added = columns
    .slice(-2)
    .map(({ name, type, of }) => [name, type, of(row), of({ ...row, value: null })]);
  expect(added).toEqual([
    ['label_count', 'number', 1, null],
    ['label_count_scratch', 'number', 1, null],
  ]);
});

test('a cell that does not fit its column in Parquet is none, and the rest of its row is there', async () => {
  const schema: LabelSchema = { kind: 'rating', points: 5, low: '', high: '', tolerance: 0 };
  // As a row may have been frozen before imports were checked.
  const unfit = {
    time_spent_ms: 1.5,
    decided_at: 'soon',
    audit: 'maybe',
    weight: 'heavy',
    inspectors: 2 ** 70,
  };
  const row = rowOf({ key: 'a', payload: {}, value: 3, model_value: 2.5 });
  const files = await filesOf(parquet, datasetOf('text', schema, [Object.assign(row, unfit)]));
  const file = slice(files.get('data.parquet') ?? Buffer.alloc(0));
  expect(await parquetReadObjects({ file, compressors })).toMatchObject([
    {
      ...Object.fromEntries(Object.keys(unfit).map((name) => [name, null])),
      key: 'a',
      value: 3n,
      model_value: null,
      confidence: 0.5,
    },
  ]);
  const choices: LabelSchema = { kind: 'choices', classes: classesOf('a'), min: 0, max: null };
  const other = rowOf({ key: 'a', payload: {}, value: ['a'], model_value: 'a' });
  const more = await filesOf(parquet, datasetOf('text', choices, [other]));
  const read = await parquetReadObjects({
    file: slice(more.get('data.parquet') ?? Buffer.alloc(0)),
    compressors,
  });
  expect(read).toMatchObject([{ value: ['a'], model_value: null }]);
});

test('a large Parquet file is written in groups of rows', async () => {
  const payload = { text: 'x'.repeat(100_000) };
  const rows = Array.from({ length: 400 }, (__, i) => rowOf({ key: `k${i}`, payload, value: 'a' }));
  const files = await filesOf(parquet, datasetOf('text', { kind: 'text', maxLength: 9 }, rows));
  const { row_groups: groups } = parquetMetadata(slice(files.get('data.parquet') ?? Buffer.alloc(0)));
  expect(groups.map((group) => Number(group.num_rows))).toEqual([60, 60, 60, 60, 60, 60, 40]);
});

const folder = { path: '' };
beforeAll(() => {
  folder.path = mkdtempSync(path.join(tmpdir(), 'datasets-'));
});
afterAll(() => rmSync(folder.path, { recursive: true }));

const nasty = ['plain', '', 'say "hi",\r\nplease', '𝔸 שלום', 'null', '12345678901234567890123'].map(
  (value, i) =>
    rowOf({
      key: `k/${i}`,
      payload: { text: value, title: null },
      value,
      split: i === 0 ? 'test' : 'train',
      agreed: i === 1,
    }),
);

const rowsBy = async (sql: string) => {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};

test.each([
  ['jsonl', 'read_json(%)', "payload->>'text'"],
  ['csv', "read_csv(%, all_varchar = true, nullstr = '', allow_quoted_nulls = false)", "payload->>'text'"],
  ['parquet', 'read_parquet(%)', "payload->>'text'"],
] as const)('DuckDB reads nasty texts in %s as they were', async (name, reader, payloadText) => {
  const schema: LabelSchema = { kind: 'text', maxLength: 1_000 };
  for (const [file, bytes] of await filesOf(datasetFormats[name], datasetOf('text', schema, nasty))) {
    const place = path.join(folder.path, file);
    writeFileSync(place, bytes);
    const read = reader.replace('%', `'${place}'`);
    const found = await rowsBy(
      `SELECT key, "value", ${payloadText} AS said, CAST(weight AS DOUBLE) AS weight, CAST(agreed AS BOOLEAN) AS agreed,
         CAST(decided_at AS TIMESTAMP) = TIMESTAMP '2026-05-04 03:02:01' AS at, split FROM ${read}`,
    );
    expect(found).toEqual(
      nasty.map(({ key, value, weight, agreed, split }) => ({
        key,
        value,
        said: value,
        weight,
        agreed,
        at: true,
        split,
      })),
    );
  }
});

test('the README’s line for DuckDB weighs labels by how many items they stand for', async () => {
  const [, line = ''] = /duckdb\.sql\(f"(.+)"\)/.exec(readFileSync('README.md', 'utf8')) ?? [];
  const schema: LabelSchema = { kind: 'choice', classes: classesOf('ok', 'scratched') };
  const values: [string, number][] = [
    ['ok', 4],
    ['scratched', 1.5],
    ['ok', 2],
  ];
  const rows = values.map(([value, weight], i) => rowOf({ key: `k${i}`, payload: {}, value, weight }));
  const [[, bytes = Buffer.alloc(0)] = []] = await filesOf(parquet, datasetOf('text', schema, rows));
  const place = path.join(folder.path, 'readme.parquet');
  writeFileSync(place, bytes);
  const found = await rowsBy(line.replace('{link}', place));
  expect(new Map(found.map((row) => [row['value'], row['sum(weight)']]))).toEqual(
    new Map([
      ['ok', 6],
      ['scratched', 1.5],
    ]),
  );
});

test('DuckDB unfolds in Parquet what is nested: opinions, scores and ids', async () => {
  const schema: LabelSchema = { kind: 'choice', classes: classesOf('ok', 'scratched') };
  const opinion = (inspector: string, value: string) => ({
    decision_id: `d-${inspector}`,
    inspector,
    value,
    arm: 'blind' as const,
    suggestion_shown: false,
    decided_at: '2026-05-04T03:02:01.000Z',
    time_spent_ms: null,
  });
  const opinions = [opinion('ada', 'ok'), opinion('bob', 'scratched')];
  const rows = [
    rowOf({ key: 'a', payload: {}, value: 'ok', opinions, scores: { ok: 0.25, scratched: 0.75 } }),
  ];
  const [[, bytes = Buffer.alloc(0)] = []] = await filesOf(parquet, datasetOf('text', schema, rows));
  const place = path.join(folder.path, 'nested.parquet');
  writeFileSync(place, bytes);
  expect(
    await rowsBy(
      `SELECT o.inspector, o."value", o.decided_at = TIMESTAMP '2026-05-04 03:02:01' AS at, scores[o."value"] AS score,
         lineage.decision_ids AS ids FROM (SELECT unnest(opinions) AS o, * FROM read_parquet('${place}'))`,
    ),
  ).toEqual([
    { inspector: 'ada', value: 'ok', at: true, score: 0.25, ids: ['d'] },
    { inspector: 'bob', value: 'scratched', at: true, score: 0.75, ids: ['d'] },
  ]);
});
