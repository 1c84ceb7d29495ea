import type { Input, Output } from '../load/reads.ts';
import { ask, type Listening } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { alternate, compare, latencyOf } from '../rounds.ts';
import type { Bench, Row } from '../row.ts';
import { addresses, asInspector, asService } from '../seeds/place.ts';
import { copyOfSeed, restoreSeed, type Data } from '../seeds/seeds.ts';
import { growth, sizeText } from './growth.ts';
import { pacing } from './pacing.ts';
import { connections, submitTo } from './submit-rounds.ts';

const read = (
  bench: Bench,
  { port, pid }: Listening,
  path: string,
  headers: Record<string, string> = asInspector(0),
): Promise<Output> =>
  ask<Input, Output>('load/reads.ts', {
    port,
    pid,
    path,
    headers,
    connections: 1,
    warmUpSeconds: bench.seconds(0.5),
    seconds: bench.seconds(0.6),
  });

/** A shorter warm-up than where the product is held against something else: both sides run the same code. */
const takeIn = (bench: Bench, server: Listening): Promise<Output> =>
  submitTo(bench, server, connections, { ...pacing(bench), warmUpSeconds: bench.seconds(1) });

const onServer = async <T>(
  bench: Bench,
  { folder, file }: Data,
  work: (server: Listening) => Promise<T>,
): Promise<T> => {
  const server = await startProduct(bench, folder, { DATABASE_URL: file });
  const done = await work(server);
  await server.stop();
  return done;
};

const measureOn = async (bench: Bench, data: Data) => {
  const measured = await onServer(bench, data, async (server) => ({
    overview: await read(bench, server, addresses.overview),
    evidence: await read(bench, server, addresses.evidence, asService),
    certificates: await read(bench, server, addresses.certificates, asService),
    items: await read(bench, server, addresses.items),
    intake: await takeIn(bench, server),
  }));
  restoreSeed(data); // the next round finds as many items
  return measured;
};

/** What pages ask for, in words. */
const pages = [
  ['overview', 'overview'],
  ['evidence', 'evidence'],
  ['certificates', 'thresholds'],
  ['items', 'item list'],
] as const;

/** What must not slow down as items gather: looking at them, and taking more of them in. */
export const overviewGrowth: Row = {
  title:
    'overview, evidence, item list and intake with many items ÷ with 100 thousand, and intake ÷ into nothing',
  measure: async (bench) => {
    const { small, large } = await growth(bench);
    const rounds = await alternate(bench, {
      empty: async () => onServer(bench, await copyOfSeed(bench, 'mixed', 0), (s) => takeIn(bench, s)),
      small: () => measureOn(bench, small),
      large: () => measureOn(bench, large),
    });
    const most = sizeText(bench.sizes.large);
    const few = sizeText(bench.sizes.small);
    const side = (name: string, of: readonly Output[], values: number[]) => ({
      name,
      unit: 'ms' as const,
      values,
      latency: latencyOf(of),
    });
    const p50 = (name: string, of: readonly Output[]) =>
      side(
        name,
        of,
        of.map((output) => output.p50),
      );
    /** How long the server takes over one of many submissions that arrive side by side. */
    const each = (name: string, of: readonly Output[]) =>
      side(
        name,
        of,
        of.map(({ perSecond }) => 1000 / perSecond),
      );
    const floor = { atMost: 1.5 };
    const part = (name: 'overview' | 'evidence' | 'certificates' | 'items' | 'intake') => ({
      small: rounds.small.map((round) => round[name]),
      large: rounds.large.map((round) => round[name]),
    });
    const intake = part('intake');
    const at = `at ${most} items`;
    const note = 'milliseconds for each of those that 64 connections submit at the same time';
    return [
      ...pages.map(([name, title]) => {
        const { large: ours, small: limit } = part(name);
        return compare({ what: `${title} ${at}`, ours: p50(most, ours), limit: p50(few, limit), floor });
      }),
      compare({
        what: `submission ${at}`,
        ours: each(most, intake.large),
        limit: each(few, intake.small),
        floor,
        note,
      }),
      compare({
        what: `submission ${at}`,
        ours: each(most, intake.large),
        limit: each('empty', rounds.empty),
        floor,
      }),
    ];
  },
};
