import { zstdCompressSync } from 'node:zlib';
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { DatasetRow } from '../../domain/datasets/row.ts';
import type { Json } from '../../domain/words.ts';
import type { ColumnType, DatasetColumn } from './columns.ts';

/**
 * A group of rows ends with so many of them, or so many characters of JSON: what is in memory at a time, and what holds the
 * server up, as a group is written in one go.
 */
const mostRows = 2_500;
const mostCharacters = 4_000_000;

const flat: Record<Exclude<ColumnType, 'texts'>, Omit<SchemaElement, 'name'>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  number: { type: 'DOUBLE' },
  whole: { type: 'INT64' },
  flag: { type: 'BOOLEAN' },
  json: { type: 'BYTE_ARRAY', converted_type: 'JSON' },
};

/** A column in the schema; of JSON, null itself is no value. */
const elementsOf = ({ name, type, nullable }: DatasetColumn): SchemaElement[] => {
  const repetition_type = nullable || type === 'json' ? 'OPTIONAL' : 'REQUIRED';
  if (type !== 'texts') return [{ name, repetition_type, ...flat[type] }];
  return [
    { name, repetition_type, converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'REQUIRED', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  ];
};

const instantOf = (value: Json): Date | null => {
  const at = typeof value === 'string' ? new Date(value) : null;
  return at === null || Number.isNaN(at.valueOf()) ? null : at;
};

/** How a value stands in a column of each type; null where it does not fit, so that one cell that was frozen so harms itself alone. */
const cells: Record<ColumnType, (value: Json) => unknown> = {
  text: (value) => (typeof value === 'string' ? value : null),
  instant: instantOf,
  number: (value) => (typeof value === 'number' ? value : null),
  whole: (value) => (Number.isSafeInteger(value) ? BigInt(Number(value)) : null),
  flag: (value) => (typeof value === 'boolean' ? value : null),
  texts: (value) => (Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : null),
  json: (value) => value,
};

/** Rows in groups whose size is bounded. */
const groups = async function* (rows: AsyncIterable<DatasetRow>): AsyncGenerator<DatasetRow[]> {
  let group: DatasetRow[] = [];
  let characters = 0;
  for await (const row of rows) {
    group.push(row);
    characters += JSON.stringify([row.payload, row.value, row.opinions]).length;
    if (group.length < mostRows && characters < mostCharacters) continue;
    yield group;
    group = [];
    characters = 0;
  }
  if (group.length > 0) yield group;
};

/** Rows as a Parquet file, compressed by Zstandard; columns of JSON have its logical type. */
export const parquetBytes = async function* (
  columns: readonly DatasetColumn[],
  rows: AsyncIterable<DatasetRow>,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const written = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0; // what was passed on; `offset` goes on counting
    return bytes;
  };
  const file = new ParquetWriter({
    writer,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)],
    codec: 'ZSTD',
    compressors: { ZSTD: (bytes) => zstdCompressSync(bytes) },
    createdBy: 'countersign',
  });
  for await (const group of groups(rows)) {
    await file.write({
      columnData: columns.map(({ name, type, of }) => ({
        name,
        data: group.map((row) => cells[type](of(row))),
        // The least and greatest JSON text says nothing, and would stand in the footer whole.
        statistics: type !== 'json',
        // Rows differ in these: what a dictionary could save, compression saves as well, in a fraction of the time.
        ...((type === 'json' || name === 'key') && { encoding: 'PLAIN' as const }),
        offsetIndex: false,
      })),
      rowGroupSize: group.length,
    });
    yield written();
  }
  await file.finish();
  yield written();
};
