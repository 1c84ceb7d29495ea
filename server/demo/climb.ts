import { setTimeout as sleep } from 'node:timers/promises';
import { api } from '../api.ts';
import type { Degree } from '../domain/words.ts';
import type { Caller } from './caller.ts';
import { demoProject } from './project.ts';

const inDemo = { params: { project: demoProject } };

/** How long a degree is in force at least before the next, so that there is something to see. Milliseconds. */
const stay = 30_000;
const lookEvery = 2_000;

/** Where the demo climbs to from each degree; no further than `partial`. */
const nextOf: Partial<Record<Degree, 'assistance' | 'partial'>> = {
  shadow: 'assistance',
  assistance: 'partial',
};

/** Puts the lowest certified threshold of the model in force. */
const applyCertified = async (lead: Caller): Promise<number | null> => {
  const { evidence, model, policyRevision } = await lead(api.certificates.get, { ...inDemo, query: {} });
  const threshold = evidence?.all.find(({ state }) => state === 'certified')?.threshold;
  if (threshold === undefined || model === null) return null;
  await lead(api.certificates.use, {
    ...inDemo,
    body: { basedOn: policyRevision, model, value: null, threshold },
  });
  return threshold;
};

const raise = async (lead: Caller, degree: Degree): Promise<void> => {
  const { revision, policy } = await lead(api.policy.current, inDemo);
  const note = 'The evidence for this step is there (the demo climbs by itself).';
  await lead(api.policy.save, {
    ...inDemo,
    body: { basedOn: revision, policy: { ...policy, degree }, note },
  });
};

/** Takes a step where all that it asks for is there; says what was done, or null. */
const step = async (lead: Caller): Promise<string | null> => {
  const { degree, steps } = await lead(api.ladder.get, inDemo);
  const to = nextOf[degree];
  const requirements = steps.find((one) => one.to === to)?.requirements ?? [];
  if (!to || requirements.some(({ met }) => !met)) return null;
  if (to === 'assistance') {
    await raise(lead, to);
    return 'The model agrees with the simulated inspectors: they now see its suggestions (assistance).';
  }
  const threshold = await applyCertified(lead);
  return threshold === null
    ? null
    : `From a confidence of ${threshold} on the model is certified: it now decides alone there (partial).`;
};

/** Climbs the ladder as the evidence comes together, until the signal. */
export const climb = async (
  lead: Caller,
  say: (text: string) => void,
  signal: AbortSignal,
  pace: { stay: number; lookEvery: number } = { stay, lookEvery },
): Promise<void> => {
  for (let since = performance.now(); !signal.aborted;) {
    await sleep(pace.lookEvery, undefined, { signal }).catch(() => undefined);
    if (signal.aborted || performance.now() - since < pace.stay) continue;
    const done = await step(lead).catch(() => null); // looked at again soon
    if (done === null) continue;
    since = performance.now();
    say(`ladder: ${done}`);
  }
};
