import type { Input, Output } from '../load/sockets.ts';
import { ask, startOwn, type Listening } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { compare } from '../rounds.ts';
import type { Bench, Row } from '../row.ts';
import { addresses, asInspector, inspectors } from '../seeds/place.ts';
import { copyOfSeed } from '../seeds/seeds.ts';

/** Decisions a second: each is an event, and the counts of the queue come at most five times a second beside. */
const decisionsPerSecond = 7;

type Load = Pick<Input, 'clients' | 'windows' | 'seconds'>;

/** Where a server is, as another process is told. */
const at = ({ port, pid }: Listening) => ({ port, pid });

const onProduct = async (bench: Bench, load: Load): Promise<Output> => {
  const { folder, place } = await copyOfSeed(bench, 'open', bench.quick ? 5_000 : 50_000);
  const server = await startProduct(bench, folder);
  const { claim, decide } = addresses;
  const deciding = { claim, decide, headers: asInspector(0), perSecond: decisionsPerSecond };
  const people = Array.from({ length: inspectors }, (_, n) => asInspector(n));
  const product = { project: place.slug, people, deciding };
  const measured = await ask<Input, Output>('load/sockets.ts', { ...at(server), ...load, product });
  await server.stop();
  return measured;
};

const onBare = async (load: Load, like: Output[number]): Promise<Output> => {
  const args = [like.eventsPerSecond.toFixed(2), String(Math.round(like.eventLength))];
  const server = await startOwn('limits/bare-ws.ts', args);
  const measured = await ask<Input, Output>('load/sockets.ts', { ...at(server), ...load, product: null });
  await server.stop();
  return measured;
};

/** What it costs that everybody sees what happens as it happens. */
export const sockets: Row = {
  title: 'CPU of 1,000 socket clients at about 10 events a second ÷ bare ws',
  measure: async (bench) => {
    const load = { clients: bench.quick ? 50 : 1_000, windows: bench.rounds, seconds: bench.seconds(2) };
    // One after the other: a thousand clients take too long to gather for every round, and CPU is no matter of weather.
    const ours = await onProduct(bench, load);
    const [like] = ours;
    if (!like) return [];
    const bare = await onBare(load, like);
    /** In percent of a core, for as many events as `like` had. */
    const percent = (windows: Output): number[] =>
      windows.map(({ cpu, eventsPerSecond }) => (cpu / eventsPerSecond) * like.eventsPerSecond * 100);
    return [
      compare({
        what: `sockets, ${load.clients.toLocaleString('en')} clients`,
        ours: { name: 'product', unit: '% CPU', values: percent(ours) },
        limit: { name: 'bare ws', unit: '% CPU', values: percent(bare) },
        floor: { atMost: 1.5 },
        note: `${like.eventsPerSecond.toFixed(1)} events a second for each client, of ${inspectors} people`,
      }),
    ];
  },
};
