import type { Input, Output } from '../load/decisions.ts';
import { ask } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { alternate, compare, latencyOf } from '../rounds.ts';
import type { Bench, Row } from '../row.ts';
import { countRows, expectStored } from '../seeds/count-rows.ts';
import { addresses, asInspector, inspectors } from '../seeds/place.ts';
import { copyOfSeed } from '../seeds/seeds.ts';
import { pacing, rates, submitToNoop } from './submit-rounds.ts';

const decideOnProduct = async (bench: Bench): Promise<Output> => {
  const data = await copyOfSeed(bench, 'open', bench.quick ? 5_000 : 50_000);
  const server = await startProduct(bench, data.folder);
  const measured = await ask<Input, Output>('load/decisions.ts', {
    port: server.port,
    pid: server.pid,
    claim: addresses.claim,
    decide: addresses.decide,
    people: Array.from({ length: inspectors }, (_, n) => asInspector(n)),
    connections: inspectors,
    ...pacing(bench),
  });
  await server.stop();
  expectStored('decisions', measured.acknowledged, countRows(data, 'decisions'));
  return measured;
};

/** Many inspectors at their desks, none of whom ever thinks. */
export const decide: Row = {
  title: `decide and claim the next, ${inspectors} inspectors ÷ Express no-op with express.json`,
  measure: async (bench) => {
    const { product, noop } = await alternate(bench, {
      product: () => decideOnProduct(bench),
      noop: () => submitToNoop(bench),
    });
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
