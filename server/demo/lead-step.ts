import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from './caller.ts';
import { demoProject } from './project.ts';

export const inDemo = { params: { project: demoProject } };

/** Something that the demo's lead does where it is due; says what was done, or null. */
export type LeadStep = (lead: Caller) => Promise<string | null>;

/** Does step after step as each is due, looking every so many milliseconds, until the signal. */
export const leadAsSimulated = async (
  lead: Caller,
  steps: readonly LeadStep[],
  {
    say,
    signal,
    lookEvery = 2_000,
  }: { say: (text: string) => void; signal: AbortSignal; lookEvery?: number },
): Promise<void> => {
  while (!signal.aborted) {
    await sleep(lookEvery, undefined, { signal }).catch(() => undefined);
    for (const step of signal.aborted ? [] : steps) {
      const done = await step(lead).catch(() => null); // looked at again soon
      if (done !== null) say(`lead: ${done}`);
    }
  }
};
