import type { Input, Output } from '../load/download.ts';
import { ask } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { memoryOf } from '../processes/usage.ts';
import type { Row } from '../row.ts';
import { addresses, asService } from '../seeds/place.ts';
import { growth } from './growth.ts';

/** Most that a server may grow during an export, in MB. */
const most = 256;
const megabyte = 1024 * 1024;

/** An export must not gather what it sends. Measured once: it is no speed. */
export const exportMemory: Row = {
  title: `growth of the server's memory during a large export ÷ ${most} MB`,
  measure: async (bench) => {
    const { large } = await growth(bench);
    const server = await startProduct(bench, large.folder, { DATABASE_URL: large.file });
    const before = memoryOf(server.pid).current;
    const input = { port: server.port, path: addresses.jsonl, headers: asService };
    const { lines } = await ask<Input, Output>('load/download.ts', input);
    const grown = (memoryOf(server.pid).peak - before) / megabyte;
    await server.stop();
    if (lines === 0) throw new Error('the export was empty');
    const rows = `${lines.toLocaleString('en')} rows`;
    return [
      {
        what: `memory for an export of ${rows}`,
        ours: { name: 'product', unit: 'MB', value: grown },
        limit: { name: 'allowed', unit: 'MB', value: most },
        ratio: grown / most,
        spread: null,
        floor: { atMost: 1 },
        note: lines < 5_000_000 ? `the floor is meant for 5 M rows: --scale 10` : rows,
      },
    ];
  },
};
