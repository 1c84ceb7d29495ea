import { setImmediate } from 'node:timers/promises';
import type { Row, Value } from './canonical-row.ts';

/** What a batch holds at most: so many rows, or so many characters of text. */
export const batchRows = 1_000;
export const batchSize = 2_000_000;

const lengthOf = (value: Value): number => (typeof value === 'string' ? value.length : 8);

/** About how much memory a row takes, in characters. */
export const sizeOfRow = (row: Row): number => {
  let size = 0;
  for (const name in row) size += lengthOf(row[name] ?? null);
  return size;
};

/** Gathers rows into batches of bounded size, letting others have their turn between two. */
export const batchesOf = async function* <T>(
  raws: Iterable<T> | AsyncIterable<T>,
  decode: (raw: T) => Row,
): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  let size = 0;
  for await (const raw of raws) {
    const row = decode(raw);
    batch.push(row);
    size += sizeOfRow(row);
    if (batch.length < batchRows && size < batchSize) continue;
    yield batch;
    await setImmediate();
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
};
