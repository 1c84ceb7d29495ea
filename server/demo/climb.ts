import { api } from '../api.ts';
import type { Degree } from '../domain/words.ts';
import type { Caller } from './caller.ts';
import { inDemo, type LeadStep } from './lead-step.ts';
import { drifting } from './watch-for-drift.ts';

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

/**
 * Takes a step where all that it asks for is there, the world is still what the evidence is about, and no other version is
 * being tried.
 */
const climb: LeadStep = async (lead) => {
  const { deployment } = await lead(api.rollouts.list, inDemo);
  if (deployment.candidate !== null || (await drifting(lead)).length > 0) return null;
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

/** Climbs the ladder as the evidence comes together. A degree is in force for `stay` milliseconds at least, so that there is something to see. */
export const climbing = (stay = 30_000): LeadStep => {
  let since = performance.now();
  return async (lead) => {
    if (performance.now() - since < stay) return null;
    const done = await climb(lead);
    if (done !== null) since = performance.now();
    return done;
  };
};

/** Certifies the version that took the place of the one that was certified, once there is evidence for it. */
export const certifyingAnew: LeadStep = async (lead) => {
  const { model, inForce } = await lead(api.certificates.get, { ...inDemo, query: {} });
  if (!inForce.some(({ lapses }) => lapses.includes('model'))) return null;
  const { deployment } = await lead(api.rollouts.list, inDemo);
  if (deployment.candidate !== null || deployment.live !== model) return null;
  const threshold = await applyCertified(lead);
  return threshold === null ? null : `${model} is certified from a confidence of ${threshold} on.`;
};
