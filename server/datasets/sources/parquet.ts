import {
  parquetMetadataAsync,
  parquetReadObjects,
  type AsyncBuffer,
  type FileMetaData,
  type RowGroup,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { told, type Told } from '../../domain/told.ts';
import type { Json } from '../../domain/words.ts';
import type { SourceFile, SourceFormat } from './source-format.ts';

const megabyte = 1_000_000;
/** Bytes, before compression, of the rows that are read at a time where the pages of their group are listed. */
const atOnce = 64 * megabyte;
/** Those of a group, and its cells, that is read as a whole, as its pages are not listed. */
const mostBytes = 128 * megabyte;
const mostCells = 20_000_000;
/** What may be read again with each stretch of a group: columns of a single page are not listed. */
const unlistedBytes = 4 * megabyte;

/** The store that the bytes come from fails: no fault of the file's. */
const unread = Symbol('unread');

const bufferOf = ({ size, stretch }: SourceFile): AsyncBuffer => ({
  byteLength: size,
  slice: async (start, end = size) => {
    const bytes = await stretch(start < 0 ? size + start : start, Math.min(end, size)).catch(
      (error: unknown) => {
        throw Object.assign(new Error('the bytes could not be read', { cause: error }), { [unread]: true });
      },
    );
    // A copy: what is given may be a view of something longer.
    return new Uint8Array(bytes).buffer;
  },
});

/** A value of a row as JSON: instants as RFC 3339, whole numbers that JSON cannot tell as text, bytes in base64. */
const asJson = (value: unknown): Json => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Date) return Number.isNaN(value.valueOf()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(asJson);
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, asJson); // a typed array, as views of numbers are
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asJson(inner)]));
};

const sizeOf = (columns: RowGroup['columns']): number =>
  columns.reduce((sum, { meta_data: data }) => sum + Number(data?.total_uncompressed_size ?? 0), 0);

/** A group's rows, its bytes before compression, and whether some of the rows can be read without the others. */
const measuredGroup = ({ num_rows, columns }: RowGroup) => ({
  rows: Number(num_rows),
  bytes: sizeOf(columns),
  cells: Number(num_rows) * columns.length,
  isListed: sizeOf(columns.filter((column) => !column.offset_index_length)) <= unlistedBytes,
});

/** Why a file cannot be read in bounded memory; null: it can. */
const tooLarge = ({ row_groups: groups }: FileMetaData): Told | null => {
  const whole = groups.map(measuredGroup).filter(({ isListed }) => !isListed);
  const bytes = Math.max(0, ...whole.map((group) => group.bytes));
  const advice = told`write smaller ones, as with ${'row_group_size=50_000'} in pandas`;
  if (bytes > mostBytes)
    return told`has a group of rows of ${Math.round(bytes / megabyte)} MB, where ${mostBytes / megabyte} MB are read at a time: ${advice}`;
  return whole.some(({ cells }) => cells > mostCells)
    ? told`has a group of rows of more than ${mostCells} cells, which are read at a time: ${advice}`
    : null;
};

/** Stretches of rows, each of one row group, that fit into memory; no page of the file is in many of them. */
function* stretches({ row_groups: groups }: FileMetaData): Generator<{ rowStart: number; rowEnd: number }> {
  let first = 0;
  for (const { rows, bytes, cells, isListed } of groups.map(measuredGroup)) {
    const parts = isListed ? Math.max(1, Math.ceil(bytes / atOnce), Math.ceil(cells / mostCells)) : 1;
    const step = Math.max(1, Math.ceil(rows / parts));
    for (let from = 0; from < rows; from += step)
      yield { rowStart: first + from, rowEnd: first + Math.min(from + step, rows) };
    first += rows;
  }
}

/** Apache Parquet. Columns of JSON are read as what they hold. */
export const parquet: SourceFormat = {
  title: 'Parquet',
  async *records(source) {
    const file = bufferOf(source);
    let row = 0;
    try {
      const metadata = await parquetMetadataAsync(file);
      const fault = tooLarge(metadata);
      if (fault !== null) {
        yield { line: 1, share: 1, fault };
        return;
      }
      const all = Number(metadata.num_rows);
      for (const stretch of stretches(metadata))
        for (const fields of await parquetReadObjects({
          file,
          metadata,
          compressors,
          useOffsetIndex: true,
          ...stretch,
        })) {
          row += 1;
          yield {
            line: row,
            share: row / all,
            fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, asJson(value)])),
          };
        }
    } catch (error) {
      if (error instanceof Error && unread in error) throw error.cause;
      const why = error instanceof Error ? error.message : String(error);
      yield { line: row + 1, share: 1, fault: told`cannot be read, nor what is behind it: ${why}` };
    }
  },
};
