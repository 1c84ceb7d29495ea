import type { Latency } from '../row.ts';
import { percentile } from '../statistics.ts';
import { connect, type Connection } from './connection.ts';

/** How the load is made: so many connections, each sending its next request when the last was answered. */
export type Pace = { port: number; connections: number; warmUpSeconds: number; seconds: number };

/** What came of it in the seconds measured; `acknowledged` counts the warm-up and the last replies too. */
export type Paced = Latency & { perSecond: number; acknowledged: number };

/** Does something again and again on each connection; it resolves when answered with success, else throws. */
export const pace = async (
  { port, connections, warmUpSeconds, seconds }: Pace,
  work: (connection: Connection, n: number) => () => Promise<void>,
): Promise<Paced> => {
  const open = await Promise.all(Array.from({ length: connections }, () => connect(port)));
  const from = performance.now() + warmUpSeconds * 1000;
  const until = from + seconds * 1000;
  const latencies: number[] = [];
  let acknowledged = 0;
  await Promise.all(
    open.map(async (connection, n) => {
      const once = work(connection, n);
      for (let at = performance.now(); at < until;) {
        await once();
        acknowledged += 1;
        const now = performance.now();
        if (now >= from && now < until) latencies.push(now - at);
        at = now;
      }
    }),
  );
  for (const connection of open) connection.close();
  if (latencies.length === 0)
    throw new Error(`nothing was answered within ${seconds} s of the warm-up's end`);
  return {
    perSecond: latencies.length / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    acknowledged,
  };
};
