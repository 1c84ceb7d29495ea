import type { Input, Output } from '../load/reads.ts';
import { ask, type Listening } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { alternate, compare, latencyOf } from '../rounds.ts';
import type { Bench, Row } from '../row.ts';
import { addresses, asInspector } from '../seeds/place.ts';
import type { Data } from '../seeds/seeds.ts';
import { growth } from './growth.ts';
import { rates, submitTo } from './submit-rounds.ts';

const read = (bench: Bench, { port }: Listening, path: string): Promise<Output> =>
  ask<Input, Output>('load/reads.ts', {
    port,
    path,
    headers: asInspector(0),
    connections: 1,
    warmUpSeconds: bench.seconds(0.3),
    seconds: bench.seconds(0.6),
  });

const measureOn = async (bench: Bench, { folder }: Data) => {
  const server = await startProduct(bench, folder);
  const overview = await read(bench, server, addresses.overview);
  const items = await read(bench, server, addresses.items);
  const intake = await submitTo(bench, server);
  await server.stop();
  return { overview, items, intake };
};

/** What must not slow down as items gather: looking at them, and taking more of them in. */
export const overviewGrowth: Row = {
  title: 'overview, item list and intake at ten times the items ÷ once',
  measure: async (bench) => {
    const { small, large } = await growth(bench);
    const rounds = await alternate(bench, {
      once: () => measureOn(bench, small),
      large: () => measureOn(bench, large),
    });
    const side = (name: string, of: readonly Output[]) => ({
      name,
      unit: 'ms' as const,
      values: of.map(({ p50 }) => p50),
      latency: latencyOf(of),
    });
    const slower = (what: string, part: 'overview' | 'items') =>
      compare({
        what,
        ours: side(
          '10×',
          rounds.large.map((r) => r[part]),
        ),
        limit: side(
          '1×',
          rounds.once.map((r) => r[part]),
        ),
        floor: { atMost: 1.5 },
      });
    const intake = { large: rounds.large.map((r) => r.intake), once: rounds.once.map((r) => r.intake) };
    return [
      slower('overview at 10× the items', 'overview'),
      slower('item list at 10× the items', 'items'),
      compare({
        what: 'submissions at 10× the items',
        ours: { name: '10×', unit: '/s', values: rates(intake.large), latency: latencyOf(intake.large) },
        limit: { name: '1×', unit: '/s', values: rates(intake.once), latency: latencyOf(intake.once) },
        floor: { atLeast: 0.67 },
        note: 'a rate: no more than 1.5 times slower is a ratio of at least 0.67',
      }),
    ];
  },
};
