// Load: inspectors who claim a review, look at it for a moment, and give it back. Only the claims are timed.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Latency } from '../row.ts';
import { answer } from '../processes/answer.ts';
import { percentile } from '../statistics.ts';
import { connect, jsonOf, requestText } from './connection.ts';

export type Input = {
  port: number;
  claim: string;
  release: string;
  people: Record<string, string>[];
  /** Milliseconds between two claims of one inspector. */
  pauseMs: number;
  seconds: number;
};
export type Output = Latency & { claims: number };

type Claimed = { reviews: { id: string; token: number }[] };

answer<Input, Output>(async ({ port, claim, release, people, pauseMs, seconds }) => {
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  const work = async (headers: Record<string, string>, n: number): Promise<void> => {
    const connection = await connect(port);
    const post = async (path: string, body: object): Promise<unknown> =>
      jsonOf(await connection.send(requestText('POST', path, headers, JSON.stringify(body))));
    await sleep((n / people.length) * pauseMs); // not all at one moment
    while (performance.now() < until) {
      const started = performance.now();
      const { reviews } = (await post(claim, { count: 1 })) as Claimed; // its contract
      times.push(performance.now() - started);
      if (reviews.length !== 1) throw new Error('no review was left to claim');
      await sleep(pauseMs);
      await post(release, { leases: reviews.map(({ id, token }) => ({ reviewId: id, token })) });
    }
    connection.close();
  };
  await Promise.all(people.map(work));
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), claims: times.length };
});
