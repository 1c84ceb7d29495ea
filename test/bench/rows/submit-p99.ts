import { compare, latencyOf } from '../rounds.ts';
import type { Row } from '../row.ts';
import { submitRounds } from './submit-rounds.ts';

/** How long the slowest of a hundred submissions waits. */
export const submitP99: Row = {
  title: 'p99 of submissions ÷ p99 of the no-op, 64 connections each',
  measure: async (bench) => {
    const { noop, product } = await submitRounds(bench);
    const slowest = (rounds: typeof noop) => rounds.map(({ p99 }) => p99);
    return [
      compare({
        what: 'submission p99',
        ours: { name: 'product', unit: 'ms', values: slowest(product), latency: latencyOf(product) },
        limit: { name: 'no-op', unit: 'ms', values: slowest(noop), latency: latencyOf(noop) },
        floor: { atMost: 2.5 },
      }),
    ];
  },
};
