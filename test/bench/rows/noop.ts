import { compare, latencyOf } from '../rounds.ts';
import type { Row } from '../row.ts';
import { cpuNote, rates, submitRounds } from './submit-rounds.ts';

/** How good a yardstick the no-op is: Express against what it stands on. */
export const noop: Row = {
  title: 'Express no-op, POST of 1 KB ÷ node:http',
  measure: async (bench) => {
    const { node, express, noop } = await submitRounds(bench);
    const limit = { name: 'node:http', unit: '/s' as const, values: rates(node), latency: latencyOf(node) };
    return [
      compare({
        what: 'Express no-op',
        ours: { name: 'Express', unit: '/s', values: rates(express), latency: latencyOf(express) },
        limit,
        floor: { atLeast: 0.7 },
        note: `${cpuNote('node:http', node)}; ${cpuNote('Express', express)}`,
      }),
      compare({
        what: '  with express.json',
        ours: {
          name: 'Express with express.json',
          unit: '/s',
          values: rates(noop),
          latency: latencyOf(noop),
        },
        limit,
        floor: null,
        note: `the no-op that others are held against; ${cpuNote('it', noop)}`,
      }),
    ];
  },
};
