import type { InTheWay, Input, Output } from '../probes/claims.ts';
import { ask } from '../processes/children.ts';
import { alternate, compare, latencyOf } from '../rounds.ts';
import type { Row } from '../row.ts';
import type { Data } from '../seeds/seeds.ts';
import { growth } from './growth.ts';

/** What must not slow a claim down: more items, others' leases, and one's own work. */
export const claimGrowth: Row = {
  title: 'claim p50 at ten times the items ÷ once; with 20k leases ÷ none; past 20k own reviews ÷ fresh',
  measure: async (bench) => {
    const { small, large } = await growth(bench);
    const size = bench.quick ? 500 : 20_000;
    const claim = (data: Data, inTheWay: InTheWay): Promise<Output> =>
      ask<Input, Output>('probes/claims.ts', { ...data, inTheWay, size, claims: bench.quick ? 50 : 150 });
    const rounds = await alternate(bench, {
      once: () => claim(small, 'nothing'),
      large: () => claim(large, 'nothing'),
      leases: () => claim(large, 'leases'),
      own: () => claim(large, 'own'),
    });
    const middle = (of: readonly Output[]) => of.map(({ p50 }) => p50);
    const side = (name: string, of: readonly Output[]) => ({
      name,
      unit: 'ms' as const,
      values: middle(of),
      latency: latencyOf(of),
    });
    const floor = { atMost: 1.2 };
    const count = size.toLocaleString('en');
    const note = 'at the level of storage, without the commit';
    return [
      compare({
        what: 'claim at 10× the items',
        ours: side('10×', rounds.large),
        limit: side('1×', rounds.once),
        floor,
        note,
      }),
      compare({
        what: `claim with ${count} leases`,
        ours: side('leases', rounds.leases),
        limit: side('none', rounds.large),
        floor,
      }),
      compare({
        what: `claim past ${count} own reviews`,
        ours: side('own', rounds.own),
        limit: side('fresh', rounds.large),
        floor,
      }),
    ];
  },
};
