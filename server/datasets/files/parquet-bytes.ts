import { zstdCompressSync } from 'node:zlib';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { DatasetRow } from '../../domain/datasets/row.ts';
import type { DatasetColumn } from './columns.ts';
import { parquetColumns } from './parquet-columns.ts';

/**
 * A group of rows ends with so many of them, or so many characters of JSON: what is in memory at a time, and what holds the
 * server up, as a group is written in one go.
 */
const mostRows = 10_000;
const mostCharacters = 4_000_000;

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

/** Rows as a Parquet file, compressed by Zstandard. */
export const parquetBytes = async function* (
  datasetColumns: readonly DatasetColumn[],
  rows: AsyncIterable<DatasetRow>,
): AsyncGenerator<Uint8Array> {
  const columns = parquetColumns(datasetColumns);
  const writer = new ByteWriter();
  const written = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0; // what was passed on; `offset` goes on counting
    return bytes;
  };
  const file = new ParquetWriter({
    writer,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap(({ elements }) => elements)],
    codec: 'ZSTD',
    compressors: { ZSTD: (bytes) => zstdCompressSync(bytes) },
    createdBy: 'countersign',
  });
  for await (const group of groups(rows)) {
    await file.write({
      columnData: columns.map(({ name, cellOf, isOrdered, isVaried }) => ({
        name,
        data: group.map(cellOf),
        statistics: isOrdered,
        ...(isVaried && { encoding: 'PLAIN' as const }),
        offsetIndex: false,
      })),
      rowGroupSize: group.length,
    });
    yield written();
  }
  await file.finish();
  yield written();
};
