import { setTimeout as sleep } from 'node:timers/promises';
import { userByEmail } from '../../db/queries/people.ts';
import { api } from '../api.ts';
import { makeSignInLink } from '../features/sessions/links.ts';
import type { Services } from '../http/handler.ts';
import type { Caller } from './caller.ts';
import type { Digits } from './digits.ts';
import { climb } from './climb.ts';
import { demoLead, demoProject } from './project.ts';
import { inspectAsSimulated } from './simulated-inspectors.ts';
import { acceptLink } from './sign-in.ts';

/** How many inspectors are simulated, and the share of their answers that are wrong. */
export type SimulationOptions = { inspectors: number; errorRate: number };

const inDemo = { params: { project: demoProject } };

/** What certificates of a simulation ask for: a newcomer should see one within two minutes. */
const target = { targetError: 0.03, targetConfidence: 0.9, fallsBack: true };

/** Signs an inspector in, by an invitation at the first start. */
const inspectorAt = async (
  { db, now }: Services,
  address: string,
  lead: Caller,
  n: number,
): Promise<{ name: string; call: Caller }> => {
  const name = `Simulated inspector ${n}`;
  const email = `inspector-${n}@simulated.invalid`;
  const account = await db.read((q) => userByEmail(q, email));
  const link = account
    ? await makeSignInLink(db, account.id, now(), address)
    : (await lead(api.people.invite, { ...inDemo, body: { role: 'inspector', email } })).url;
  const { call } = await acceptLink(address, link, account ? {} : { name, email });
  return { name, call };
};

/**
 * Has simulated inspectors answer what comes in and the demo's lead climb the ladder from shadow to partial, as the
 * evidence asked for comes together; `stop` ends it.
 */
export const startSimulation = async (
  services: Services,
  address: string,
  digits: Digits,
  { inspectors, errorRate }: SimulationOptions,
  say: (text: string) => void,
): Promise<{ stop(): Promise<void> }> => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const account = await services.db.read((q) => userByEmail(q, demoLead.email));
  if (!account) throw new Error('the demo has no lead yet');
  const link = await makeSignInLink(services.db, account.id, services.now(), address);
  const { call: lead } = await acceptLink(address, link, {});
  await lead(api.projects.update, { ...inDemo, body: target });
  const meant = (key: string) => digits.labels[Number(key.replace('digit-', ''))] ?? 0;
  const people = [];
  for (let n = 1; n <= inspectors; n += 1) people.push(await inspectorAt(services, address, lead, n));
  const running = [
    ...people.map(({ name, call }) => inspectAsSimulated({ name, call, meant, errorRate, signal })),
    climb(lead, say, signal),
  ];
  return {
    stop: async () => {
      stopping.abort();
      await Promise.race([Promise.allSettled(running), sleep(2_000, undefined, { ref: false })]);
    },
  };
};
