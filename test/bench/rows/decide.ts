import { compare, latencyOf } from '../rounds.ts';
import type { Row } from '../row.ts';
import { inspectors } from '../seeds/place.ts';
import { rates, submitRounds } from './submit-rounds.ts';

/** Many inspectors at their desks, none of whom ever thinks. */
export const decide: Row = {
  title: `decide and claim the next, ${inspectors} inspectors ÷ Express no-op with express.json`,
  measure: async (bench) => {
    const { decide: product, noop } = await submitRounds(bench);
    return [
      compare({
        what: 'decide and claim next',
        ours: { name: 'product', unit: '/s', values: rates(product), latency: latencyOf(product) },
        limit: { name: 'no-op', unit: '/s', values: rates(noop), latency: latencyOf(noop) },
        floor: { atLeast: 0.5 },
      }),
    ];
  },
};
