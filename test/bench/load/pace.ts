import type { Latency } from '../row.ts';
import { cpuSeconds } from '../processes/usage.ts';
import { percentile } from '../statistics.ts';
import { connect, type Connection } from './connection.ts';

/**
 * How the load is made: so many connections to a server (its port and process), each sending its next request when the last
 * was answered.
 */
export type Pace = {
  port: number;
  pid: number;
  connections: number;
  warmUpSeconds: number;
  seconds: number;
};

/**
 * What came of it in the seconds measured; `acknowledged` counts the warm-up and the last replies too. `cpu`: the shares of
 * a core that making the load took, and answering it. Where the first is near 1 and the second is not, the load is what was
 * measured.
 */
export type Paced = Latency & {
  perSecond: number;
  acknowledged: number;
  cpu: { load: number; server: number };
};

/** Does something again and again on each connection; it resolves when answered with success, else throws. */
export const pace = async (
  { port, pid, connections, warmUpSeconds, seconds }: Pace,
  work: (connection: Connection, n: number) => () => Promise<void>,
): Promise<Paced> => {
  const open = await Promise.all(Array.from({ length: connections }, () => connect(port)));
  const from = performance.now() + warmUpSeconds * 1000;
  const until = from + seconds * 1000;
  const latencies: number[] = [];
  let acknowledged = 0;
  const usage = () => ({ load: cpuSeconds(process.pid), server: cpuSeconds(pid), at: performance.now() });
  let begun: ReturnType<typeof usage> | null = null;
  await Promise.all(
    open.map(async (connection, n) => {
      const once = work(connection, n);
      for (let at = performance.now(); at < until;) {
        await once();
        acknowledged += 1;
        const now = performance.now();
        if (now >= from && now < until) {
          begun ??= usage();
          latencies.push(now - at);
        }
        at = now;
      }
    }),
  );
  const ended = usage();
  for (const connection of open) connection.close();
  if (latencies.length === 0)
    throw new Error(`nothing was answered within ${seconds} s of the warm-up's end`);
  const before = begun ?? ended; // as something was answered, it is the first
  const share = (of: 'load' | 'server'): number => ((ended[of] - before[of]) * 1000) / (ended.at - before.at);
  return {
    perSecond: latencies.length / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    acknowledged,
    cpu: { load: share('load'), server: share('server') },
  };
};
