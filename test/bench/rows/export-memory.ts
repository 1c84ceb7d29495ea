import type { Input, Output } from '../load/download.ts';
import type { Input as Freezing, Output as Frozen } from '../load/snapshots.ts';
import { ask } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { memoryOf } from '../processes/usage.ts';
import type { Bench, Line, Row } from '../row.ts';
import { addresses, asService } from '../seeds/place.ts';
import { growth } from './growth.ts';

/** Most that a server may grow meanwhile, in MB. */
const most = 256;
const megabyte = 1024 * 1024;

/** How far a server grows while so many rows leave it, which is measured once: it is no speed. */
const growthOf = async (
  bench: Bench,
  what: string,
  leave: (port: number) => Promise<number>,
): Promise<Line> => {
  const { large } = await growth(bench);
  const server = await startProduct(bench, large.folder, { DATABASE_URL: large.file });
  const before = memoryOf(server.pid).current;
  const n = await leave(server.port);
  const grown = (memoryOf(server.pid).peak - before) / megabyte;
  await server.stop();
  if (n === 0) throw new Error(`${what}: there were no rows`);
  const rows = `${n.toLocaleString('en')} rows`;
  return {
    what: `memory for ${what} of ${rows}`,
    ours: { name: 'product', unit: 'MB', value: grown },
    limit: { name: 'allowed', unit: 'MB', value: most },
    ratio: grown / most,
    spread: null,
    floor: { atMost: 1 },
    note: n < 5_000_000 ? `the floor is meant for 5 M rows: --scale 10` : rows,
  };
};

/** What leaves the house must not be gathered. */
export const exportMemory: Row = {
  title: `growth of the server's memory during large exports ÷ ${most} MB`,
  measure: async (bench) => [
    await growthOf(bench, 'an export', async (port) => {
      const input = { port, path: addresses.jsonl, headers: asService };
      return (await ask<Input, Output>('load/download.ts', input)).lines;
    }),
    await growthOf(bench, 'a snapshot and its Parquet', async (port) => {
      const input = { port, path: addresses.snapshots, headers: asService, format: 'parquet' };
      return (await ask<Freezing, Frozen>('load/snapshots.ts', input)).rows;
    }),
  ],
};
