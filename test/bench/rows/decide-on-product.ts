import type { Input, Output } from '../load/decisions.ts';
import { ask } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import type { Bench } from '../row.ts';
import { countRows, expectStored } from '../seeds/count-rows.ts';
import { addresses, asInspector, inspectors } from '../seeds/place.ts';
import { copyOfSeed } from '../seeds/seeds.ts';
import { pacing } from './pacing.ts';

/** Many inspectors decide and claim, as fast as they are answered; what was acknowledged is there when it has stopped. */
export const decideOnProduct = async (bench: Bench): Promise<Output> => {
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
