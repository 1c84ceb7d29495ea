import type { Input, Output } from '../load/claims.ts';
import { ask } from '../processes/children.ts';
import { startProduct } from '../processes/product.ts';
import { alternate, compare, latencyOf } from '../rounds.ts';
import type { Row } from '../row.ts';
import { addresses, asInspector } from '../seeds/place.ts';
import { postgresData, postgresNote, postgresServer } from './postgres-data.ts';

const many = 60;

/** Milliseconds between two claims of one inspector: sixty of them claim some 120 reviews a second. */
const pauseMs = 500;

/** What inspectors wait for where many share a queue. */
export const postgresClaim: Row = {
  title: `claim p50 on PostgreSQL, ${many} inspectors ÷ one`,
  measure: async (bench) => {
    const { url } = await postgresData(await postgresServer(bench), 'open', bench.quick ? 500 : 5_000);
    const claimAs = async (inspectors: number): Promise<Output> => {
      const server = await startProduct(bench, bench.folder(), { DATABASE_URL: url });
      const measured = await ask<Input, Output>('load/claims.ts', {
        port: server.port,
        claim: addresses.claim,
        release: addresses.release,
        people: Array.from({ length: inspectors }, (_, n) => asInspector(n)),
        pauseMs: inspectors === 1 ? 50 : pauseMs,
        seconds: bench.seconds(2),
      });
      await server.stop();
      return measured;
    };
    const { all, one } = await alternate(bench, { all: () => claimAs(many), one: () => claimAs(1) });
    const middle = (rounds: readonly Output[]) => rounds.map(({ p50 }) => p50);
    return [
      compare({
        what: `claim on PostgreSQL, ${many} inspectors`,
        ours: { name: String(many), unit: 'ms', values: middle(all), latency: latencyOf(all) },
        limit: { name: 'one', unit: 'ms', values: middle(one), latency: latencyOf(one) },
        floor: { atMost: 3 },
        note: postgresNote,
      }),
    ];
  },
};
