import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, jsonOf, requestText } from './connection.ts';

/** One inspector who decides so many reviews a second. */
export type Deciding = { claim: string; decide: string; headers: Record<string, string>; perSecond: number };

type Held = { reviews: { id: string; token: number }[] };

/** Begins to decide, until told to stop; a failure shows when it is stopped. */
export const startDeciding = async (
  port: number,
  { claim, decide, headers, perSecond }: Deciding,
): Promise<{ stop(): Promise<void> }> => {
  const connection = await connect(port);
  const post = async (path: string, body: object): Promise<Held> =>
    jsonOf(await connection.send(requestText('POST', path, headers, JSON.stringify(body)))) as Held; // its contract
  let [held] = (await post(claim, { count: 1 })).reviews;
  let stopped = false;
  const work = async (): Promise<void> => {
    for (let due = performance.now(); !stopped; due += 1000 / perSecond) {
      await sleep(Math.max(0, due - performance.now()));
      if (!held) throw new Error('no review was left to decide');
      const body = { decisionId: randomUUID(), token: held.token, value: 'scratched', suggestionShown: true };
      [held] = (await post(decide.replace(':id', held.id), { ...body, claim: 1 })).reviews;
    }
  };
  const working = work();
  working.catch(() => undefined); // told by `stop`
  return {
    stop: async () => {
      stopped = true;
      await working;
      connection.close();
    },
  };
};
