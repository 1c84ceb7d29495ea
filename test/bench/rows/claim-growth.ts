import type { InTheWay, Input, Output } from '../probes/claims.ts';
import { ask } from '../processes/children.ts';
import { alternate, compare, latencyOf } from '../rounds.ts';
import type { Row } from '../row.ts';
import type { Data } from '../seeds/seeds.ts';
import { growth, sizeText } from './growth.ts';

/** What must not slow a claim down: more items, others' leases, and one's own work. */
export const claimGrowth: Row = {
  title:
    'claim p50 with many items ÷ with 100 thousand; with 20k leases ÷ none; past 20k own reviews ÷ fresh',
  measure: async (bench) => {
    const { small, middle, large } = await growth(bench);
    const sizes = bench.sizes;
    const size = bench.quick ? 500 : 20_000;
    const claim = (data: Data, inTheWay: InTheWay): Promise<Output> =>
      ask<Input, Output>('probes/claims.ts', { ...data, inTheWay, size, claims: bench.quick ? 50 : 500 });
    const rounds = await alternate(bench, {
      small: () => claim(small, 'nothing'),
      middle: () => (middle ? claim(middle, 'nothing') : Promise.resolve(null)),
      large: () => claim(large, 'nothing'),
      leases: () => claim(large, 'leases'),
      own: () => claim(large, 'own'),
    });
    const side = (name: string, of: readonly Output[]) => ({
      name,
      unit: 'ms' as const,
      values: of.map(({ p50 }) => p50),
      latency: latencyOf(of),
    });
    const atLarge = {
      what: `claim at ${sizeText(sizes.large)} items`,
      ours: side(sizeText(sizes.large), rounds.large),
    };
    const count = size.toLocaleString('en');
    const floor = { atMost: 1.2 };
    return [
      compare({
        ...atLarge,
        limit: side(sizeText(sizes.small), rounds.small),
        floor: { atMost: middle ? 1.5 : 1.2 },
        note: 'at the level of storage, without the commit',
      }),
      ...(sizes.middle === null
        ? []
        : [
            compare({
              ...atLarge,
              limit: side(
                sizeText(sizes.middle),
                rounds.middle.flatMap((output) => output ?? []),
              ),
              floor,
            }),
          ]),
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
