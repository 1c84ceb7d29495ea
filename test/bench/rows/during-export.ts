import type { Input, Output } from '../load/download.ts';
import type { Output as Submitted } from '../load/submissions.ts';
import { ask, type Listening } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { compare, latencyOf } from '../rounds.ts';
import type { Bench, Row } from '../row.ts';
import { addresses, asService } from '../seeds/place.ts';
import { copyOfSeed } from '../seeds/seeds.ts';
import { pacing, type Pacing } from './pacing.ts';
import { connections, rates, submitTo } from './submit-rounds.ts';

const submitMeanwhile = async (bench: Bench, server: Listening, pace: Pacing): Promise<Submitted> => {
  const [measured, exported] = await Promise.all([
    submitTo(bench, server, connections, pace),
    ask<Input, Output>('load/download.ts', {
      port: server.port,
      path: addresses.jsonl,
      headers: asService,
      // From before the load begins until after it has ended.
      seconds: pace.warmUpSeconds + pace.seconds + 0.5,
    }),
  ]);
  if (exported.lines === 0 && exported.times === 0) throw new Error('nothing was exported meanwhile');
  return measured;
};

/** How much is left for others while somebody exports. */
export const duringExport: Row = {
  title: 'submissions a second while all labels are exported again and again ÷ idle',
  measure: async (bench) => {
    const data = await copyOfSeed(bench, 'mixed', bench.sizes.small);
    const busy: Submitted[] = [];
    const idle: Submitted[] = [];
    for (let round = 0; round < bench.rounds; round += 1) {
      // One server for both, which is warm from the first on; every second round begins with the other.
      const server = await startProduct(bench, data.folder);
      const sides = [
        async (pace: Pacing) => void idle.push(await submitTo(bench, server, connections, pace)),
        async (pace: Pacing) => void busy.push(await submitMeanwhile(bench, server, pace)),
      ];
      const [first, second] = round % 2 === 0 ? sides : sides.toReversed();
      const pace = pacing(bench);
      await first?.(pace);
      await second?.({ ...pace, warmUpSeconds: pace.warmUpSeconds / 2 });
      await server.stop();
    }
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
