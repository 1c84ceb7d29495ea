import type { Input, Output } from '../load/download.ts';
import type { Input as Freezing, Output as Frozen } from '../load/snapshots.ts';
import type { Output as Submitted } from '../load/submissions.ts';
import { ask, type Listening } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { compare, latencyOf } from '../rounds.ts';
import type { Bench, Row } from '../row.ts';
import { addresses, asService } from '../seeds/place.ts';
import { copyOfSeed } from '../seeds/seeds.ts';
import { pacing, type Pacing } from './pacing.ts';
import { connections, rates, submitTo } from './submit-rounds.ts';

/** From before the load begins until after it has ended, in seconds. */
const lengthOf = ({ warmUpSeconds, seconds }: Pacing): number => warmUpSeconds + seconds + 0.5;

const exportAll = async ({ port }: Listening, pace: Pacing): Promise<void> => {
  const input = { port, path: addresses.jsonl, headers: asService, seconds: lengthOf(pace) };
  const exported = await ask<Input, Output>('load/download.ts', input);
  if (exported.lines === 0 && exported.times === 0) throw new Error('nothing was exported meanwhile');
};

const freeze = async ({ port }: Listening, pace: Pacing): Promise<void> => {
  const input = { port, path: addresses.snapshots, headers: asService, seconds: lengthOf(pace) };
  const { rows } = await ask<Freezing, Frozen>('load/snapshots.ts', { ...input, format: 'parquet' });
  if (rows === 0) throw new Error('nothing was frozen meanwhile');
};

/** Submits while something else is done. */
const submitWhile = async (
  bench: Bench,
  server: Listening,
  pace: Pacing,
  what: (server: Listening, pace: Pacing) => Promise<void>,
): Promise<Submitted> => {
  const [measured] = await Promise.all([submitTo(bench, server, connections, pace), what(server, pace)]);
  return measured;
};

/** How much is left for others while somebody exports, or freezes datasets. */
export const duringExport: Row = {
  title: 'submissions a second while all labels are exported, or frozen and written, again and again ÷ idle',
  measure: async (bench) => {
    const data = await copyOfSeed(bench, 'mixed', bench.sizes.small);
    const [idle, exporting, freezing]: [Submitted[], Submitted[], Submitted[]] = [[], [], []];
    for (let round = 0; round < bench.rounds; round += 1) {
      // One server for all, which is warm from the first on; every second round goes the other way.
      const server = await startProduct(bench, data.folder);
      const sides = [
        async (pace: Pacing) => void idle.push(await submitTo(bench, server, connections, pace)),
        async (pace: Pacing) => void exporting.push(await submitWhile(bench, server, pace, exportAll)),
        async (pace: Pacing) => void freezing.push(await submitWhile(bench, server, pace, freeze)),
      ];
      let pace = pacing(bench);
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        await side(pace);
        pace = { ...pacing(bench), warmUpSeconds: pacing(bench).warmUpSeconds / 2 };
      }
      await server.stop();
    }
    const line = (what: string, busy: Submitted[]) =>
      compare({
        what,
        ours: { name: 'busy', unit: '/s', values: rates(busy), latency: latencyOf(busy) },
        limit: { name: 'idle', unit: '/s', values: rates(idle), latency: latencyOf(idle) },
        floor: { atLeast: 0.4 },
      });
    return [
      line('submissions during an export', exporting),
      line('submissions while a dataset is frozen', freezing),
    ];
  },
};
