import type { Input as RawInput, Output as RawOutput } from '../limits/raw-insert.ts';
import type { Input, Output } from '../load/stream.ts';
import { ask } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { alternate, compare } from '../rounds.ts';
import type { Bench, Row } from '../row.ts';
import { countRows, expectStored } from '../seeds/count-rows.ts';
import { addresses, asService } from '../seeds/place.ts';
import { copyOfSeed } from '../seeds/seeds.ts';

const streamToProduct = async (bench: Bench, records: number): Promise<number> => {
  const data = await copyOfSeed(bench, 'mixed', 0);
  const server = await startProduct(bench, data.folder);
  const input = { port: server.port, path: addresses.submit, headers: asService };
  // A process that has just begun runs unoptimised, and a stream is long.
  const amount = { warmUp: records / 4, records };
  const { perSecond, acknowledged } = await ask<Input, Output>('load/stream.ts', { ...input, ...amount });
  await server.stop();
  expectStored('submissions', acknowledged, countRows(data, 'items'));
  return perSecond;
};

const insertRaw = async (bench: Bench, items: number): Promise<number> => {
  const { file, place } = await copyOfSeed(bench, 'mixed', 0);
  const input = { file, place, items, perTransaction: 1_000, warmUp: items / 4 };
  return (await ask<RawInput, RawOutput>('limits/raw-insert.ts', input)).perSecond;
};

/** A stream of NDJSON, against the bare driver inserting the same rows. */
export const stream: Row = {
  title: 'NDJSON stream, records a second ÷ better-sqlite3 inserting the same rows in 1,000s, FULL',
  measure: async (bench) => {
    const records = bench.quick ? 2_000 : 16_000;
    const { product, raw } = await alternate(bench, {
      product: () => streamToProduct(bench, records),
      raw: () => insertRaw(bench, records),
    });
    return [
      compare({
        what: 'NDJSON stream',
        ours: { name: 'product', unit: '/s', values: product },
        limit: { name: 'better-sqlite3', unit: '/s', values: raw },
        floor: { atLeast: 0.6 },
      }),
    ];
  },
};
