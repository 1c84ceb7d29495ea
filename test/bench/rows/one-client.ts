import type { Input, Output } from '../limits/raw-insert.ts';
import { ask } from '../processes/children.ts';
import { alternate, compare, latencyOf } from '../rounds.ts';
import type { Bench, Row } from '../row.ts';
import { copyOfSeed } from '../seeds/seeds.ts';
import { submitToProduct } from './submit-rounds.ts';

const commitDirectly = async (bench: Bench): Promise<Output> => {
  const { file, place } = await copyOfSeed(bench, 'mixed', 0);
  return ask<Input, Output>('limits/raw-insert.ts', {
    file,
    place,
    items: bench.quick ? 50 : 1_000,
    perTransaction: 1,
    warmUp: bench.quick ? 10 : 250,
  });
};

/** What a service that submits one prediction after the other waits for. */
export const oneClient: Row = {
  title: "one client's submission ÷ a direct commit of the same rows, p50",
  measure: async (bench) => {
    const { product, direct } = await alternate(bench, {
      product: () => submitToProduct(bench, 1),
      direct: () => commitDirectly(bench),
    });
    const middle = (rounds: readonly { p50: number }[]) => rounds.map(({ p50 }) => p50);
    return [
      compare({
        what: 'one client',
        ours: { name: 'product', unit: 'ms', values: middle(product), latency: latencyOf(product) },
        limit: { name: 'commit', unit: 'ms', values: middle(direct), latency: latencyOf(direct) },
        floor: { atMost: 1.2 },
      }),
    ];
  },
};
