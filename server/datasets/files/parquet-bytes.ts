import { zstdCompressSync } from 'node:zlib';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { DatasetRow } from '../../domain/datasets/row.ts';
import type { DatasetColumn } from './columns.ts';
import { parquetColumns, type ParquetColumn } from './parquet-columns.ts';

/**
 * A group of rows ends with so many of them, or so many characters: what is in memory at a time, and what holds the thread up,
 * as a group is written in one go. What is noted of each stays in memory to the end, so that they are no smaller.
 */
const mostRows = 10_000;
const mostCharacters = 6_000_000;
/** About what an opinion takes, as characters. */
const opinionLength = 300;

/** Cells of rows by column, in groups whose size is bounded. */
const groups = async function* (
  columns: readonly ParquetColumn[],
  rows: AsyncIterable<DatasetRow>,
): AsyncGenerator<unknown[][]> {
  let group: unknown[][] = columns.map(() => []);
  let [length, characters] = [0, 0];
  for await (const row of rows) {
    for (const [i, { cellOf }] of columns.entries()) {
      const cell = cellOf(row);
      group[i]?.push(cell);
      if (typeof cell === 'string') characters += cell.length;
    }
    length += 1;
    characters += row.opinions.length * opinionLength;
    if (length < mostRows && characters < mostCharacters) continue;
    yield group;
    group = columns.map(() => []);
    [length, characters] = [0, 0];
  }
  if (length > 0) yield group;
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
  for await (const group of groups(columns, rows)) {
    await file.write({
      columnData: columns.map(({ name, isOrdered, isVaried }, i) => ({
        name,
        data: group[i] ?? [],
        statistics: isOrdered,
        ...(isVaried && { encoding: 'PLAIN' as const }),
        offsetIndex: false,
      })),
      rowGroupSize: group[0]?.length ?? 0,
    });
    yield written();
  }
  await file.finish();
  yield written();
};
