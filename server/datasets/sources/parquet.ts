import { parquetMetadataAsync, parquetReadObjects, type AsyncBuffer, type FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { told } from '../../domain/told.ts';
import type { Json } from '../../domain/words.ts';
import type { SourceFile, SourceFormat } from './source-format.ts';

/** Bytes, before compression, of the rows that are read at a time. */
const atOnce = 64 * 1024 * 1024;

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

/** Stretches of rows, each of one row group, that fit into memory. */
function* stretches({ row_groups: groups }: FileMetaData): Generator<{ rowStart: number; rowEnd: number }> {
  let first = 0;
  for (const { num_rows, total_byte_size } of groups) {
    const rows = Number(num_rows);
    const parts = Math.max(1, Math.ceil(Number(total_byte_size) / atOnce));
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
      const all = Number(metadata.num_rows);
      for (const stretch of stretches(metadata))
        for (const fields of await parquetReadObjects({ file, metadata, compressors, ...stretch })) {
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
