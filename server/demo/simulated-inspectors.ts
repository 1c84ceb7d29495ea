import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from './caller.ts';
import { api } from '../api.ts';
import { stickyUniform } from '../domain/draw.ts';
import { digitClasses } from './model.ts';
import { demoProject } from './project.ts';

const inDemo = { params: { project: demoProject } };

/** The shortest and longest time that a simulated inspector looks at a digit, and waits where there is none, in milliseconds. */
const usualPace = { least: 60, most: 240, idle: 500 };

/** What a simulated inspector says of a digit: what the writer meant, but for a share of errors that stay the same. */
export const simulatedAnswer = (inspector: string, key: string, meant: number, errorRate: number): string => {
  if (stickyUniform(`${inspector} errs`, key) >= errorRate) return String(meant);
  const off = 1 + Math.floor(stickyUniform(`${inspector} says`, key) * (digitClasses.length - 1));
  return String((meant + off) % digitClasses.length);
};

type Simulated = {
  name: string;
  call: Caller;
  /** What the writer meant by the item of this key. */
  meant: (key: string) => number;
  errorRate: number;
  pace?: typeof usualPace;
  signal: AbortSignal;
};

/** Works as an inspector would, item by item, until the signal; a request that fails is tried again with the next item. */
export const inspectAsSimulated = async ({
  name,
  call,
  meant,
  errorRate,
  pace = usualPace,
  signal,
}: Simulated): Promise<void> => {
  while (!signal.aborted) {
    try {
      const { reviews } = await call(api.reviews.claim, { ...inDemo, body: { count: 1 } });
      const [review] = reviews;
      if (!review) {
        await sleep(pace.idle, undefined, { signal });
        continue;
      }
      const look = pace.least + stickyUniform(`${name} looks`, review.key) * (pace.most - pace.least);
      await sleep(look, undefined, { signal });
      await call(api.reviews.decide, {
        params: { ...inDemo.params, id: review.id },
        body: {
          decisionId: randomUUID(),
          token: review.token,
          value: simulatedAnswer(name, review.key, meant(review.key), errorRate),
          suggestionShown: review.suggestion !== null,
          timeSpentMs: Math.round(look * 10), // a person needs about ten times as long
        },
      });
    } catch {
      if (!signal.aborted) await sleep(pace.idle, undefined, { signal }).catch(() => undefined);
    }
  }
};
