// Load: many inspectors, each deciding a review and claiming the next in one request.
import { randomUUID } from 'node:crypto';
import { answer } from '../processes/answer.ts';
import { jsonOf, requestText } from './connection.ts';
import { pace, type Pace, type Paced } from './pace.ts';

/** `decide` is the address with `:id` in place of the review's; `people` has the headers of each inspector. */
export type Input = Pace & { claim: string; decide: string; people: Record<string, string>[] };
export type Output = Paced;

type Held = { reviews: { id: string; token: number }[]; standing?: string };

answer<Input, Output>(({ claim, decide, people, ...how }) => {
  let decisions = 0;
  return pace(how, (connection, n) => {
    const headers = people[n % people.length] ?? {};
    let held: Held['reviews'][number] | undefined;
    const ask = async (path: string, body: object): Promise<Held> =>
      jsonOf(await connection.send(requestText('POST', path, headers, JSON.stringify(body)))) as Held; // its contract
    return async () => {
      if (!held) [held] = (await ask(claim, { count: 1 })).reviews;
      if (!held) throw new Error(`no review was left after ${decisions} decisions`);
      const { reviews, standing } = await ask(decide.replace(':id', held.id), {
        decisionId: randomUUID(),
        token: held.token,
        value: 'scratched',
        suggestionShown: true,
        timeSpentMs: 4_000,
        claim: 1,
      });
      if (standing !== 'standing') throw new Error(`a decision was ${standing}`);
      decisions += 1;
      [held] = reviews;
    };
  });
});
