import type { Input, Output } from '../load/download.ts';
import { ask } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { alternate, compare, latencyOf } from '../rounds.ts';
import type { Row } from '../row.ts';
import { addresses, asService } from '../seeds/place.ts';
import { copyOfSeed } from '../seeds/seeds.ts';
import { rates, submitTo } from './submit-rounds.ts';

/** How much is left for others while somebody exports. */
export const duringExport: Row = {
  title: 'submissions a second while all labels are exported again and again ÷ idle',
  measure: async (bench) => {
    const data = await copyOfSeed(bench, 'mixed', bench.sizes.small);
    const { busy, idle } = await alternate(bench, {
      busy: async () => {
        const server = await startProduct(bench, data.folder);
        const [measured, exported] = await Promise.all([
          submitTo(bench, server),
          ask<Input, Output>('load/download.ts', {
            port: server.port,
            path: addresses.jsonl,
            headers: asService,
            // From before the load begins until after it has ended.
            seconds: bench.seconds(0.8) + bench.seconds(1.2) + 0.5,
          }),
        ]);
        await server.stop();
        if (exported.lines === 0 && exported.times === 0) throw new Error('nothing was exported meanwhile');
        return measured;
      },
      idle: async () => {
        const server = await startProduct(bench, data.folder);
        const measured = await submitTo(bench, server);
        await server.stop();
        return measured;
      },
    });
    return [
      compare({
        what: 'submissions during an export',
        ours: { name: 'busy', unit: '/s', values: rates(busy), latency: latencyOf(busy) },
        limit: { name: 'idle', unit: '/s', values: rates(idle), latency: latencyOf(idle) },
        floor: { atLeast: 0.4 },
      }),
    ];
  },
};
