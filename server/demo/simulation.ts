import { setTimeout as sleep } from 'node:timers/promises';
import { userByEmail } from '../../db/queries/people.ts';
import { api } from '../api.ts';
import { makeSignInLink } from '../features/sessions/links.ts';
import type { Services } from '../http/handler.ts';
import { indexOf } from './arrivals.ts';
import type { Digits } from './digits.ts';
import { certifyingAnew, climbing } from './climb.ts';
import { inDemo, leadAsSimulated } from './lead-step.ts';
import type { Drift } from './lighting.ts';
import { demoLead } from './project.ts';
import { askingForTrainings, rollingOut, tellingOfRollouts } from './retrain.ts';
import { inspectAsSimulated } from './simulated-inspectors.ts';
import { acceptLink, personAt } from './sign-in.ts';
import { hasteningAlarm, takingReference, tellingOfDrift, tellingOfFallBacks } from './watch-for-drift.ts';

/** How many inspectors are simulated, the share of their answers that are wrong, and what changes about the digits. */
export type SimulationOptions = { inspectors: number; errorRate: number; drift: Drift | null };

/** What certificates of a simulation ask for: a newcomer should see one within two minutes. */
const target = { targetError: 0.03, targetConfidence: 0.9, fallsBack: true };

/**
 * Has simulated inspectors answer what comes in and the demo's lead do what evidence asks for: climb the ladder from shadow to
 * partial, have the model trained on what was labelled, roll out what comes of it, and watch for drift. `stop` ends it.
 */
export const startSimulation = async (
  services: Services,
  address: string,
  digits: Digits,
  { inspectors, errorRate, drift }: SimulationOptions,
  say: (text: string) => void,
): Promise<{ stop(): Promise<void> }> => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const account = await services.db.read((q) => userByEmail(q, demoLead.email));
  if (!account) throw new Error('the demo has no lead yet');
  const link = await makeSignInLink(services.db, account.id, services.now(), address);
  const { call: lead } = await acceptLink(address, link, {});
  await lead(api.projects.update, { ...inDemo, body: target });
  const meant = (key: string) => digits.labels[indexOf(key)] ?? 0;
  const people = [];
  for (let n = 1; n <= inspectors; n += 1) {
    const name = `Simulated inspector ${n}`;
    const who = { name, email: `inspector-${n}@simulated.invalid`, role: 'inspector' as const };
    people.push({ name, call: (await personAt(services, address, lead, who)).call });
  }
  const steps = [
    climbing(),
    certifyingAnew,
    takingReference,
    hasteningAlarm,
    askingForTrainings(drift),
    rollingOut(),
    tellingOfRollouts(),
    tellingOfDrift(),
    tellingOfFallBacks(),
  ];
  const running = [
    ...people.map(({ name, call }) => inspectAsSimulated({ name, call, meant, errorRate, signal })),
    leadAsSimulated(lead, steps, { say, signal }),
  ];
  return {
    stop: async () => {
      stopping.abort();
      await Promise.race([Promise.allSettled(running), sleep(2_000, undefined, { ref: false })]);
    },
  };
};
