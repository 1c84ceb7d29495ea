import fc from 'fast-check';
import { ByteWriter, ParquetWriter, parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { sourceFormatNames } from '../../../server/domain/imports/words.ts';
import type { SourceFile } from '../../../server/datasets/sources/source-format.ts';
import { fieldsIn, fileOf, readAll } from './read.ts';

describe('JSON Lines', () => {
  it('are read an object a line, with the number of its line, past lines that are empty', async () => {
    const records = await readAll('jsonl', '\uFEFF{"key":"ü"}\r\n\n  \n{"key":"b","payload":{"text":"🦊"}}');
    expect(records).toMatchObject([
      { line: 1, fields: { key: 'ü' } },
      { line: 4, fields: { key: 'b', payload: { text: '🦊' } }, share: 1 },
    ]);
  });

  it('harm only themselves where they are no object, no JSON, or longer than the limit', async () => {
    const long = `{"key":"${'x'.repeat(200)}"}`;
    expect(await fieldsIn('jsonl', `[1]\n{"a":\n${long}\n{"key":"b"}`, undefined, 100)).toEqual([
      'must be an object',
      'is not JSON',
      'is longer than 100 bytes, the limit of this server',
      { key: 'b' },
    ]);
  });
});

describe('CSV', () => {
  it('is read below the names of its columns, an empty cell as none and an empty text where it is quoted', async () => {
    expect(await readAll('csv', '\uFEFFkey,text,\r\na,"says ""no"",\r\ntwice",1\r\nb,,""\r\n')).toMatchObject(
      [
        { line: 2, fields: { key: 'a', text: 'says "no",\r\ntwice', 'column 3': '1' } },
        { line: 3, fields: { key: 'b', text: null, 'column 3': '' } },
      ],
    );
  });

  it.each([';', '\t', '|'])('is told by its first line to be separated by %j', async (by) => {
    const text = ['"key, or id"', 'text'].join(by) + '\n' + ['a', 'one, two, three'].join(by);
    expect(await fieldsIn('csv', text)).toEqual([{ 'key, or id': 'a', text: 'one, two, three' }]);
  });

  it('numbers columns that have the name of one before', async () => {
    expect(await fieldsIn('csv', 'a,a,b\n1,2,3')).toEqual([{ a: '1', 'a (2)': '2', b: '3' }]);
  });

  it('refuses rows of fewer and more cells, and says where a quote does not end', async () => {
    expect(await readAll('csv', 'a,b\n1\n1,2,3\n1,2\n1,"2')).toMatchObject([
      { line: 2, fault: { message: 'has 1 cells where there are 2 columns' } },
      { line: 3, fault: { message: 'has 3 cells where there are 2 columns' } },
      { line: 4, fields: { a: '1', b: '2' } },
      { line: 5, fault: { message: 'begins a quoted cell that does not end' } },
    ]);
  });

  it('ends at a row that is longer than the limit, which is said', async () => {
    const found = await fieldsIn('csv', `a,b\n1,2\n1,"${'x'.repeat(300)}"\n3,4`, undefined, 100);
    expect(found[0]).toEqual({ a: '1', b: '2' });
    expect(found.at(-1)).toContain('longer than 100 bytes');
  });

  it('gives any cells as they were written', async () => {
    const cell = fc.string({ unit: 'grapheme', minLength: 1 });
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 9 }), async (cells, piece) => {
        const text = ['a,b', ...cells.map((row) => row.map(quoted).join(','))].join('\r\n');
        expect(await fieldsIn('csv', fileOf(text, piece))).toEqual(cells.map(([a, b]) => ({ a, b })));
      }),
    );
  });
});

describe('Parquet', () => {
  const day = new Date('2026-01-02T03:04:05.000Z');
  const bytes = () =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'key', data: ['a', 'b', 'c'], type: 'STRING' },
          { name: 'n', data: [1n, null, 9_007_199_254_740_993n], type: 'INT64', nullable: true },
          { name: 'at', data: [day, day, null], type: 'TIMESTAMP', nullable: true },
          { name: 'payload', data: [{ text: 'ü' }, { text: '🦊' }, { text: 'c' }], type: 'JSON' },
          { name: 'ok', data: [true, false, true], type: 'BOOLEAN' },
        ],
        rowGroupSize: 2,
      }),
    );

  it('is read row by row, across its groups, as JSON', async () => {
    expect(await readAll('parquet', bytes())).toMatchObject([
      { line: 1, fields: { key: 'a', n: 1, at: day.toISOString(), payload: { text: 'ü' }, ok: true } },
      { line: 2, fields: { key: 'b', n: null, payload: { text: '🦊' }, ok: false } },
      { line: 3, fields: { key: 'c', n: '9007199254740993', at: null }, share: 1 },
    ]);
  });

  /** One group of rows whose footer says that it is so large, and what is read of it. */
  const large = async (size: number, { pages = false, rows = 20_000 } = {}) => {
    const writer = new ByteWriter();
    const data = Array.from({ length: rows }, (_, i) => `${i}-${'x'.repeat(i % 200)}`);
    const schema = [
      { name: 'root', num_children: 1 },
      { name: 'key', type: 'BYTE_ARRAY' as const, converted_type: 'UTF8' as const },
    ];
    const file = new ParquetWriter({ writer, schema, codec: 'UNCOMPRESSED' });
    await file.write({
      columnData: [{ name: 'key', data, offsetIndex: pages, encoding: 'PLAIN' }],
      rowGroupSize: rows,
      pageSize: pages ? 10_000 : rows * 1_000,
    });
    for (const { meta_data } of file.row_groups.flatMap(({ columns }) => columns))
      if (meta_data) meta_data.total_uncompressed_size = BigInt(size);
    await file.finish();
    const whole = fileOf(new Uint8Array(writer.getBuffer()));
    let read = 0;
    const stretch = (start: number, end: number) => {
      read += end - start;
      return whole.stretch(start, end);
    };
    return { data, file: { ...whole, stretch }, share: () => read / whole.size };
  };

  it.each([
    ['whole where its pages are not listed', false, 100],
    ['page by page where they are', true, 1_000],
  ])('is read once, a group of rows %s', async (_, pages, megabytes) => {
    const { data, file, share } = await large(megabytes * 1_000_000, { pages });
    expect(await fieldsIn('parquet', file)).toEqual(data.map((key) => ({ key })));
    expect(share()).toBeLessThan(2);
  });

  it('is refused, before any row is read, where a group of rows is too large and its pages are not listed', async () => {
    const { file } = await large(1_000_000_000);
    expect(await fieldsIn('parquet', file)).toEqual([
      'has a group of rows of 1000 MB, where 128 MB are read at a time: write smaller ones, as with row_group_size=50_000 in pandas',
    ]);
  });

  it('says where a file cannot be read', async () => {
    expect(await fieldsIn('parquet', 'key,text\na,b')).toEqual([expect.stringContaining('cannot be read')]);
    expect(await fieldsIn('parquet', bytes().subarray(0, 60))).toHaveLength(1);
  });
});

describe('any file', () => {
  it.each(sourceFormatNames)(
    'of %s throws where its bytes cannot be had, which is no fault of its rows',
    async (name) => {
      const broken: SourceFile = {
        size: 100,
        // oxlint-disable-next-line require-yield -- it breaks before its first byte
        async *bytes() {
          throw new Error('the disk is gone');
        },
        stretch: () => Promise.reject(new Error('the disk is gone')),
      };
      await expect(readAll(name, broken)).rejects.toThrow('the disk is gone');
    },
  );

  it.each(sourceFormatNames)('of %s that is empty has no rows that can be taken in', async (name) => {
    expect((await readAll(name, '')).filter((record) => 'fields' in record)).toEqual([]);
  });
});
